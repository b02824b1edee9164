/**
 * Kinds of paper: the fifteen of the 党政机关公文处理工作条例 (art. 8) and what offices file besides.
 * The longest that fits is meant: 会议纪要 is a 纪要, 会议记录 is not.
 */
const kinds = [
  '决议',
  '决定',
  '命令',
  '公报',
  '公告',
  '通告',
  '意见',
  '通知',
  '通报',
  '报告',
  '请示',
  '批复',
  '议案',
  '函',
  '纪要',
  '方案',
  '总结',
  '制度',
  '计划',
  '简报',
  '汇报',
  '办法',
  '规定',
  '细则',
  '规划',
  '预案',
  '要点',
  '倡议书',
  '责任书',
  '承诺书',
  '签到表',
  '签到册',
  '会议记录',
  '讲话稿',
  '名单',
  '台账',
  '清单',
  '责任状',
  '协议书',
  '合同',
  '公约',
  '守则',
  '章程',
  '条例',
  '公示',
  '喜报',
  '公开信',
  '记录表',
  '登记表',
  '统计表',
  '汇总表',
  '一览表',
  '考核表',
  '评分表',
  '花名册',
  '活动记录',
  '照片',
  '记录',
  '推荐表',
  '申报表',
  '申请表',
  '审批表',
  '登记册',
  '证书',
  '议程',
  '讲话',
  '倡议',
] as const;

const trailer = /(?:[(（[【〔][^)）\]】〕]{1,12}[)）\]】〕]|[\d\s._-]+)$/u;

/** The kind of paper a title ends in, (试行) and the like left aside; null where it names none. */
export function kindOfTitle(title: string): string | null {
  let rest = title.trim();
  while (trailer.test(rest)) rest = rest.replace(trailer, '');
  return (
    kinds
      .filter((kind) => rest.endsWith(kind))
      .toSorted((a, b) => b.length - a.length)
      .at(0) ?? null
  );
}

/** Kinds that report on, or plan for, the year their title names (domain.md, Filing). */
const yearBound = new Set([
  '总结',
  '计划',
  '方案',
  '要点',
  '汇报',
  '报告',
  '规划',
  '责任书',
  '责任状',
  '台账',
]);

/** Whether the year in the title, not the date, is the filing year. */
export function isYearBound(kind: string | null): boolean {
  return kind !== null && yearBound.has(kind);
}
