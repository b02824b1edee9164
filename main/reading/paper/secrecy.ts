import { layOut, type PageLayout, type PaperLine, type PaperPage } from './lines.ts';

/** A mark of secrecy, where it stands. `page` is null for a mark in a name. */
export interface SecrecyMark {
  /** As it is written, a misread ★ put right: 机密★1年. */
  readonly marking: string;
  readonly level: string;
  readonly evidence: string;
  readonly page: number | null;
  readonly lines: readonly number[];
}

const level = '绝\\s*密|机\\s*密|秘\\s*密';
/** ★, and what machines read in its place. */
const star = '[★☆✩✫⭐*＊※﹡·•大女京六本太犬火水丈★xX×+＋]';
const number = '(?:\\d{1,3}|[一二三四五六七八九十]{1,3})';
const period = `(?:${number}\\s*(?:年|个月|月|天|日)|长\\s*期|启用前|公开前|解密前)`;

const starred = new RegExp(`^(${level})\\s*${star}{0,2}\\s*(${period})$`, 'u');
const starOnly = new RegExp(`^(${level})\\s*[★☆✩✫⭐*＊※﹡]\\s*$`, 'u');
const misreadStar = new RegExp(`^(${level})\\s*${star}$`, 'u');
const bare = new RegExp(`^(${level})$`, 'u');
const labelled = new RegExp(
  `^(?:密\\s*级|保密等级|秘密等级)\\s*[:：]?\\s*(${level})(?:\\s*${star}{0,2}\\s*(${period}))?$`,
  'u',
);

/**
 * 绝密, 机密, 秘密 with ★ or a period for keeping the secret (GB/T 9704-2012, 7.2.2: in the top left corner of the
 * first page; before 2012 the top right; 国家秘密定密管理暂行规定: level, ★, period). A mark that
 * stands alone on its line counts without ★ in the upper part of the page, or in red. On pages after the
 * first it counts where it has ★ or a period: a stack may hold several papers. In a sentence or a title
 * (保密工作, 商业秘密, 秘密投票) it never does.
 */
export function findSecret(pages: readonly PaperPage[]): SecrecyMark | null {
  for (const [at, page] of pages.map(layOut).entries())
    for (const line of allLines(page)) {
      const found = secretLine(line, page, at === 0);
      if (found !== null) return found;
    }
  return null;
}

const allLines = ({ rows, stray }: PageLayout): readonly PaperLine[] => [
  ...rows.flatMap((row) => row.lines),
  ...stray,
];

function secretLine(line: PaperLine, page: PageLayout, first: boolean): SecrecyMark | null {
  const text = line.text.replace(/^[【[(（<《]\s*|\s*[】\])）>》]$/gu, '').trim();
  const exact = starred.exec(text) ?? starOnly.exec(text) ?? labelled.exec(text);
  if (exact !== null) return markOf(exact, line);
  if (!first) return null;
  const alone = bare.exec(text) ?? misreadStar.exec(text);
  return alone !== null && (line.red || isUpper(line, page)) ? markOf(alone, line) : null;
}

/** In the upper third; without boxes among the first six lines. */
function isUpper(line: PaperLine, page: PageLayout): boolean {
  if (line.place === null || page.size === null) return line.index < 6;
  return line.place.bottom < page.size.height * 0.33;
}

function markOf(match: RegExpExecArray, line: PaperLine): SecrecyMark {
  const name = (match[1] ?? '').replaceAll(/\s/gu, '');
  const kept = (match[2] ?? '').replaceAll(/\s/gu, '');
  return {
    marking: kept === '' ? name : `${name}★${kept}`,
    level: name,
    evidence: line.text,
    page: line.page,
    lines: [line.index],
  };
}

const inName = [
  /[【[（(〔［](绝密|机密|秘密)(?:[★☆*＊]?[^】\])）〕］]{0,6})?[】\])）〕］]/u,
  /(绝密|机密|秘密)\s*[★☆＊*]/u,
  /^(绝密|机密|秘密)(?:件|文件)?(?:[\s_\-—–－.·、，,:：]|$)/u,
  /[\s_\-—–－.·、，,](绝密|机密|秘密)(?:件|文件)?$/u,
];

/** 【机密】…, 机密★1年 …, 秘密_…, …（秘密）: a mark of its own in the name of a file or folder. */
export function findSecretName(name: string): SecrecyMark | null {
  for (const pattern of inName) {
    const level = pattern.exec(name.normalize('NFC'))?.[1];
    if (level !== undefined)
      return { marking: level, level, evidence: name, page: null, lines: [] };
  }
  return null;
}

const internal =
  /^(?:内部(?:资料|文件|材料|使用|参考|刊物|传阅)?|工作秘密|注意保存|妥善保管|内部(?:资料|文件|材料)[\s,，、;；·]*(?:注意保存|妥善保管|请勿外传|不得外传|严禁外传)|仅供内部(?:使用|参考|传阅))$/u;
const internalName =
  /[【[（(〔［](内部(?:资料|文件|材料|使用)?|工作秘密)[】\])）〕］]|^(内部(?:资料|文件|材料)|工作秘密)[\s_\-—–－.·、]/u;

/** 内部, 内部资料, 工作秘密, 注意保存, alone on a line in the upper part of the first page: no state secret, but marked. */
export function findWorkSecret(pages: readonly PaperPage[]): SecrecyMark | null {
  const [first] = pages.map(layOut);
  if (first === undefined) return null;
  for (const line of allLines(first)) {
    const text = line.text
      .replace(/^[【[(（<《★☆*＊]\s*|\s*[】\])）>》★☆*＊]$/gu, '')
      .replace(/[。.]$/u, '')
      .trim();
    if (internal.test(text) && (line.red || isUpper(line, first)))
      return { ...workMark(text), evidence: line.text, page: line.page, lines: [line.index] };
  }
  return null;
}

export function findWorkSecretName(name: string): SecrecyMark | null {
  const match = internalName.exec(name.normalize('NFC'));
  const marking = match?.[1] ?? match?.[2];
  return marking === undefined
    ? null
    : { ...workMark(marking), evidence: name, page: null, lines: [] };
}

const workMark = (marking: string): Pick<SecrecyMark, 'marking' | 'level'> => ({
  marking,
  level: marking.startsWith('工作秘密') ? '工作秘密' : '内部',
});
