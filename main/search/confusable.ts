import { normalise } from './normalise.ts';

/** Characters that text recognition takes for one another, as the search compares them (N()). */
const groups: readonly string[] = [
  // A stroke open, half closed, closed; or longer above or below.
  '己已巳',
  '末未',
  '日曰',
  '土士',
  '干千于',
  '天夭',
  '戊戌戍',
  '失矢',
  '午牛',
  '由田甲申',
  '贝见',
  '刀力刁',
  '工エ',
  '又叉',
  '夕歹',
  '主王玉',
  '大太犬丈',
  '人入八',
  '万方',
  '几凡',
  '今令',
  '元无',
  '兔免',
  '木本术',
  '乌鸟',
  '尸户',
  '良艮',
  '亨享',
  '问间',
  '白自',
  '目且',
  '手毛',
  '冶治',
  '冷泠',
  '准淮',
  '住往',
  '侯候',
  // Parts that look alike at the size of print.
  '析折拆',
  '崇祟',
  '第笫',
  '账帐',
  '酒洒',
  '竞竟',
  '历厉',
  '历厂',
  '苟荀',
  '茶荼',
  '暑署',
  '幕墓慕暮',
  '辩辨辫',
  '拔拨',
  '蓝篮',
  '籍藉',
  '杨扬',
  '陈阵',
  '徽微',
  '晴睛',
  '桔枯',
  '材村',
  '环坏',
  '清请情',
  '部都',
  '推椎',
  '挡档',
  '壁璧',
  '栗粟',
  '汩汨',
  '赢羸',
  '戴载',
  '斤斥',
  '券卷',
  '传伟',
  '设没',
  '受爱',
  '奖桨浆',
  '名各',
  '责贵',
  // Strokes and signs, figures and letters.
  '一ー',
  '二ニ',
  '三彡',
  '口囗',
  '卜ト',
  '力カ',
  '0o〇零',
  '1lij丨',
  '2z',
  '5s',
  '6b',
  '8b',
  '9gq',
];

const isAscii = (character: string): boolean => character < '\u0080';

let table: ReadonlyMap<string, readonly string[]> | undefined;

function load(): ReadonlyMap<string, readonly string[]> {
  if (table !== undefined) return table;
  const found = new Map<string, string[]>();
  for (const group of groups) {
    const characters = [...group];
    for (const one of characters) {
      const others = characters.filter((other) => other !== one);
      found.set(one, [...new Set([...(found.get(one) ?? []), ...others])]);
    }
  }
  table = found;
  return found;
}

/**
 * A text with characters in place of which recognition may have read others: one of them first,
 * then two. At most `most`, and as N() makes them. A word of Latin letters is left alone.
 */
export function confusablesOf(text: string, most: number): readonly string[] {
  const characters = [...normalise(text)];
  const isWord = characters.every((one) => /^[a-z]$/u.test(one));
  if (isWord) return [];
  const others = load();
  const changes = characters.flatMap((one, at) =>
    (others.get(one) ?? [])
      // Letters stand for figures among figures only: 2o24, not 5月s日.
      .filter((other) => !isAscii(other) || isAscii(one) || !/[a-z]/u.test(other))
      .map((other) => ({ at, other })),
  );
  const found = new Set<string>();
  for (const { at, other } of changes) found.add(characters.with(at, other).join(''));
  for (const first of changes) {
    if (found.size >= most) break;
    for (const second of changes) {
      if (second.at <= first.at) continue;
      found.add(characters.with(first.at, first.other).with(second.at, second.other).join(''));
    }
  }
  return [...found].slice(0, most);
}
