/** The fifteen kinds of GB/T 9704 that offices use, then the papers a campaign collects. */
export const kinds = [
  '通知',
  '通报',
  '意见',
  '报告',
  '请示',
  '批复',
  '函',
  '纪要',
  '决定',
  '决议',
  '命令',
  '公报',
  '公告',
  '通告',
  '议案',
  '方案',
  '计划',
  '总结',
  '制度',
  '责任书',
  '简报',
  '签到表',
  '台账',
  '照片',
  '新闻报道',
] as const;

/** A person has looked, and there is none. */
export const noSecrecy = '无';
export const secrecies = [noSecrecy, '内部', '工作秘密', '秘密', '机密', '绝密'] as const;

/** Years in use and the last ones, newest first. */
export function yearChoices(used: readonly number[]): { value: string; label: string }[] {
  const now = new Date().getFullYear();
  const lately = [0, 1, 2, 3, 4].map((back) => now - back);
  return [...new Set([...used, ...lately])]
    .toSorted((a, b) => b - a)
    .map((year) => ({ value: String(year), label: String(year) }));
}
