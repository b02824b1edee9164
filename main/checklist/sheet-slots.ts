import type { DraftSlot } from '../contract/checklist.ts';
import { readCount } from './sheet-values.ts';

/** Words for the usual kinds of proof (domain.md: 规范文件, 说明报告, 实景图片, 统计表格). */
const usual: readonly (readonly [kind: string, words: RegExp])[] = [
  ['规范文件', /^(?:规范(?:性)?文件|红头文件|正式文件|印发文件|文件|文件依据)$/u],
  ['说明报告', /^(?:说明报告|报告|说明|情况说明|情况报告|文字说明|工作报告|书面报告|文字材料)$/u],
  ['实景图片', /^(?:实景(?:图片|照片)|图片|照片|现场(?:图片|照片)|图片资料|影像|图像)$/u],
  ['统计表格', /^(?:统计表格?|表格|数据表格?|统计报表)$/u],
];

/** What a proof's name ends in. In running text only such a part is a slot. */
const proofEnd =
  /(?:文件|通知|方案|制度|办法|规定|计划|责任书|纪要|记录|报告|说明|总结|汇报|简报|报道|图片|照片|影像|视频|截图|表|表格|台账|名册|名单|清单|签到簿|档案|证明|证书|批复|请示|函|协议|合同|报表|公示|材料|佐证|复印件|样本|讲稿|课件|问卷|票据)$/u;

const unit = '(?:份|张|个|篇|件|幅|次|组|套|本|项|条|段|期|处|例|页|部)';
const number = '(\\d{1,4}|[一二三四五六七八九十两]{1,3})';
const counted = new RegExp(
  `(?:各|共|至少|不少于|不低于|不得少于|≥|>=)?${number}(?:-\\d{1,4})?${unit}(?:以上|及以上|左右|\\+)?`,
  'u',
);
const timed = new RegExp(`[*×xX](\\d{1,4})$`, 'u');
const limit =
  /(?:字数)?(?:限|不超过|不多于|不得超过|控制在|≤|<=|少于|最多)(\d{2,6})(?:个)?字(?:以内|之内|左右)?|(\d{2,6})字(?:以内|之内|左右|以下)/u;

/**
 * Slots that a cell asks for: parts separated by `；;、` or a new line, each a kind with a number of
 * 份, 张, 个, 篇 (none: 1), a word limit (`不超过500字`) and a hint. `everything`: each part is one, as
 * in a column of proofs; else only parts that are named like a proof or counted. Never throws.
 */
export function readSlots(text: string, everything: boolean): DraftSlot[] {
  const slots: DraftSlot[] = [];
  for (const part of partsOf(text)) {
    const slot = readSlot(part, everything);
    if (slot === 'hint') addHint(slots, part);
    else if (slot !== null) slots.push(slot);
    if (slots.length === 100) break;
  }
  return slots;
}

/** A word limit that stands alone belongs to the proof before it. */
function addHint(slots: DraftSlot[], part: string): void {
  const last = slots.at(-1);
  if (last === undefined) return;
  slots[slots.length - 1] = { ...last, wordLimit: last.wordLimit ?? limitOf(narrow(part)) };
}

const brackets: Readonly<Record<string, string>> = {
  '（': '）',
  '(': ')',
  '《': '》',
  '“': '”',
};

/** Splits outside brackets and `「」`, in which `」」` stands for `」`. */
function partsOf(text: string, quotes = true): string[] {
  const parts: string[] = [''];
  const closing: string[] = [];
  let isQuoted = false;
  const characters = [...text];
  for (let at = 0; at < characters.length; at += 1) {
    const char = characters[at] ?? '';
    const isEnd = !isQuoted && (char === '\n' || (closing.length === 0 && /[；;、\r]/u.test(char)));
    if (isEnd) {
      // A bracket that nobody closes ends with its line.
      closing.length = 0;
      parts.push('');
      continue;
    }
    parts[parts.length - 1] += char;
    if (isQuoted && char === '」' && characters[at + 1] === '」') {
      parts[parts.length - 1] += '」';
      at += 1;
    } else if (isQuoted) isQuoted = char !== '」';
    else if (quotes && char === '「') isQuoted = true;
    else if (char === closing.at(-1)) closing.pop();
    else if (brackets[char] !== undefined) closing.push(brackets[char]);
  }
  if (isQuoted) return partsOf(text, false);
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** Full-width digits, letters and signs as ASCII; the punctuation of Chinese text stays. */
const narrow = (text: string): string =>
  text
    .replace(/[０-９Ａ-Ｚａ-ｚ＋＜＝＞～]/gu, (char) =>
      String.fromCharCode(char.charCodeAt(0) - 0xfee0),
    )
    .replace(/[—–~]+/gu, '-')
    .replace(/\s+/gu, '');

function limitOf(text: string): number | null {
  const found = limit.exec(text);
  const words = Number(found?.[1] ?? found?.[2] ?? 0);
  return words >= 1 ? words : null;
}

function readSlot(part: string, everything: boolean): DraftSlot | 'hint' | null {
  const quoted = quotedSlot(part);
  if (quoted !== null) return quoted;
  const listed = part.replace(/^(?:[①-⑳]|[（(]?\d{1,2}[）).．、]|[-—•·*]+)\s*/u, '');
  const [head = '', after = ''] = splitHint(listed);
  const plain = narrow(listed.slice(0, 3000));
  const wordLimit = limitOf(plain);
  const { name, notes } = withoutBrackets(head);
  const bare = narrow(name)
    .replace(limit, '')
    .replace(/[,，。.:：]+$/u, '');
  const count = counted.exec(bare) ?? timed.exec(bare);
  const countNoted = count ?? counted.exec(narrow(notes.join(' ')));
  const need = countNoted === null ? 1 : (readCount(countNoted[1] ?? '1') ?? 1);
  const kindWords = bare
    .replace(count?.[0] ?? '', '')
    .replace(/^(?:提供|提交|报送|上传|附|有|相关的?|及|和)+/u, '')
    .replace(/[,，。.:：]+$/u, '');
  if (kindWords === '') return wordLimit === null ? null : 'hint';
  if (/^(?:无|暂无|没有|略|不需要|不涉及|[-—/\\]+)$/u.test(kindWords)) return null;
  const kind = usual.find(([, words]) => words.test(kindWords))?.[0];
  const isProof = kind !== undefined || proofEnd.test(kindWords);
  if (!everything && (!isProof || (countNoted === null && kindWords.length > 12))) return null;
  const hints = [
    ...notes.filter((note) => !isOnly(note, limit) && !isOnly(note, counted)),
    after,
  ].filter((hint) => hint !== '');
  const named = kind ?? familyOf(kindWords);
  const own = named === kindWords || usual.some(([, words]) => words.test(kindWords));
  const hint = [...(own ? [] : [kindWords]), ...hints].join('；').slice(0, 2000);
  return { kind: named, need, hint, wordLimit };
}

/** A long name is a kind with a hint: what it ends in, else its beginning. */
function familyOf(words: string): string {
  if (words.length <= 20) return words;
  if (/(?:图片|照片)$/u.test(words)) return '实景图片';
  return proofEnd.exec(words)?.[0] ?? words.slice(0, 20);
}

const isOnly = (text: string, pattern: RegExp): boolean =>
  narrow(text)
    .replace(pattern, '')
    .replace(/[,，。]/gu, '') === '';

/** `图片3张：展示入口` is a proof and its hint. */
function splitHint(text: string): readonly [string, string] {
  const at = text.search(/[:：]/u);
  return at < 1 ? [text, ''] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

function withoutBrackets(text: string): { readonly name: string; readonly notes: string[] } {
  const notes: string[] = [];
  const name = text.replace(/[（(]([^（()）]*)[）)]/gu, (_, note: string) => {
    if (note.trim() !== '') notes.push(note.trim());
    return '';
  });
  return { name, notes };
}

const quote = (text: string): string => `「${text.replace(/」/gu, '」」')}」`;

/** As `writeSlots` writes it: `「kind」×need` with a limit and `「hint」`. */
const written =
  /^「((?:[^」]|」」)+)」×(\d{1,4})(?:（不超过(\d{1,7})字）)?(?:：「((?:[^」]|」」)*)」)?$/u;

function quotedSlot(part: string): DraftSlot | null {
  const [, kind, need = '1', words, hint = ''] = written.exec(part) ?? [];
  if (kind === undefined) return null;
  const unquote = (text: string): string => text.replace(/」」/gu, '」');
  return {
    kind: unquote(kind).trim().slice(0, 200),
    need: Number(need),
    hint: unquote(hint).slice(0, 2000),
    wordLimit: words === undefined ? null : Number(words),
  };
}

const sameSlot = (a: DraftSlot, b: DraftSlot): boolean =>
  a.kind === b.kind && a.need === b.need && a.hint === b.hint && a.wordLimit === b.wordLimit;

/**
 * Slots as a cell says them, a line each, so that `readSlots` gives the same again: plain words
 * (`说明报告1份（不超过500字）：提示`) where that holds, else with `「」` around them.
 */
export function writeSlots(slots: readonly DraftSlot[]): string {
  return slots
    .map((slot) => {
      const words = slot.wordLimit === null ? '' : `（不超过${slot.wordLimit}字）`;
      const unitOf = slot.kind.endsWith('片') ? '张' : '份';
      const hint = slot.hint === '' ? '' : `：${slot.hint}`;
      const easy = `${slot.kind}${slot.need}${unitOf}${words}${hint}`;
      const [again, more] = readSlots(easy, true);
      const isEasy = again !== undefined && more === undefined && sameSlot(again, slot);
      if (isEasy && !/[「」]/u.test(easy)) return easy;
      const exact = slot.hint === '' ? '' : `：${quote(slot.hint)}`;
      return `${quote(slot.kind)}×${slot.need}${words}${exact}`;
    })
    .join('\n');
}
