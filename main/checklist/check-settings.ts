import { checkRules, type CheckRule, type FindingKey } from '../contract/checklist-check.ts';
import type { ChangeResult } from '../contract/documents.ts';
import type { Reader } from '../db/index.ts';
import type { Archive } from '../library/index.ts';
import * as q from './check-settings-queries.ts';
import { documentOf } from './check-subject.ts';
import { line, several } from './words.ts';

/** Every rule, and whether the archive wants it. */
export async function ruleSettings(
  reader: Reader,
): Promise<{ readonly rule: CheckRule; readonly on: boolean }[]> {
  const off = await q.rulesOff(reader);
  return checkRules.map((rule) => ({ rule, on: !off.has(rule) }));
}

/** What rules are called in the history; screens have words of their own. */
const names: Readonly<Record<CheckRule, readonly [zh: string, en: string]>> = {
  'outside-window': ['日期在时间窗以外', 'dated outside the window'],
  'few-photos': ['图片张数不足', 'too few photos'],
  'missing-attachment': ['缺附件', 'attachment missing'],
  duplicate: ['材料重复', 'duplicate proof'],
  undated: ['没有日期', 'undated'],
  'no-number': ['没有文号', 'no reference number'],
  'no-seal': ['未见印章', 'no seal seen'],
  'no-request': ['有复无请', 'reply without its request'],
  'broken-chain': ['材料链不全', 'chain broken'],
  'no-caption': ['图片说明不全', 'caption incomplete'],
  'over-limit': ['超过字数', 'over the word limit'],
  'low-resolution': ['分辨率低于 200 dpi', 'under 200 dpi'],
};

/** Switches a rule of the material check on or off for this archive. */
export async function setCheckRule(
  archive: Archive,
  rule: CheckRule,
  on: boolean,
): Promise<ChangeResult> {
  const before = await ruleSettings(archive.db.read);
  if (before.some((each) => each.rule === rule && each.on === on)) {
    return { changed: 0, operation: null };
  }
  const [zh, en] = names[rule];
  const { operation } = await archive.operate(
    {
      kind: 'check-rule',
      zh: on ? `材料检查启用“${zh}”` : `材料检查停用“${zh}”`,
      en: on ? `Check for “${en}”` : `Do not check for “${en}”`,
    },
    (writer) => q.setRule(writer, rule, on),
  );
  return { changed: operation === null ? 0 : 1, operation };
}

/** Calls findings fine: they are hidden until that is taken back. */
export async function acceptFindings(
  archive: Archive,
  findings: readonly FindingKey[],
  reason: string,
): Promise<ChangeResult> {
  const { operation } = await archive.operate(
    {
      kind: 'finding-accept',
      zh: `材料检查 ${findings.length} 处认定无妨`,
      en: `Call ${several(findings.length, 'finding')} fine`,
    },
    (writer) =>
      q.accept(
        writer,
        findings.map((finding) => ({ ...finding, documentId: documentOf(finding.subject) })),
        { reason: line(reason), user: archive.user, at: new Date().toISOString() },
      ),
  );
  return { changed: operation === null ? 0 : findings.length, operation };
}

/** Takes that back. */
export async function unacceptFindings(
  archive: Archive,
  findings: readonly FindingKey[],
): Promise<ChangeResult> {
  const { result, operation } = await archive.operate(
    {
      kind: 'finding-unaccept',
      zh: `材料检查恢复提示 ${findings.length} 处`,
      en: `Tell ${several(findings.length, 'finding')} again`,
    },
    (writer) => q.unaccept(writer, findings),
  );
  return { changed: result, operation };
}
