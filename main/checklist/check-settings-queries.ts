import type { CheckRule, FindingKey } from '../contract/checklist-check.ts';
import type { DocumentId } from '../contract/ids.ts';
import { rawSql, sql, type Reader, type Writer } from '../db/index.ts';

/** Keys of the archive's settings; without a row a rule is on. */
const prefix = 'check-rule:';

export async function rulesOff(reader: Reader): Promise<ReadonlySet<string>> {
  const rows = await reader.all<{ rule: string }>(sql`
    SELECT substr(key, ${prefix.length + 1}) AS rule FROM archive_setting
    WHERE key >= ${prefix} AND key < ${'check-rule;'} AND value = '0'`);
  return new Set(rows.map(({ rule }) => rule));
}

export async function setRule(writer: Writer, rule: CheckRule, on: boolean): Promise<void> {
  const key = `${prefix}${rule}`;
  await writer.run(sql`
    INSERT INTO archive_setting (key, value) VALUES (${key}, ${on ? '1' : '0'})
    ON CONFLICT (key) DO UPDATE SET value = excluded.value`);
}

export interface AcceptedRecord {
  readonly rule: string;
  readonly subject: string;
  readonly reason: string;
  readonly user: string;
  readonly at: string;
}

export function acceptedFindings(reader: Reader): Promise<AcceptedRecord[]> {
  return reader.all<AcceptedRecord>(
    rawSql('SELECT rule, subject, reason, user, at FROM accepted_finding'),
  );
}

export interface NewAcceptance extends FindingKey {
  readonly documentId: DocumentId | null;
}

/**
 * What is called fine already keeps its place and gets the new reason. What is said of a proof is
 * said of its document, too: with that it is destroyed.
 */
export async function accept(
  writer: Writer,
  findings: readonly NewAcceptance[],
  { reason, user, at }: Pick<AcceptedRecord, 'reason' | 'user' | 'at'>,
): Promise<void> {
  await writer.run(sql`
    INSERT INTO accepted_finding (rule, subject, document_id, reason, user, at)
    SELECT value ->> 'rule', value ->> 'subject',
      coalesce(value ->> 'documentId', (SELECT document_id FROM link
        WHERE value ->> 'subject' LIKE 'l%'
          AND link.id = CAST(substr(value ->> 'subject', 2) AS INTEGER))),
      ${reason}, ${user}, ${at}
    FROM json_each(${JSON.stringify(findings)}) WHERE true
    ON CONFLICT (rule, subject) DO UPDATE SET reason = excluded.reason, user = excluded.user,
      at = excluded.at WHERE reason <> excluded.reason`);
}

export async function unaccept(writer: Writer, findings: readonly FindingKey[]): Promise<number> {
  const { changes } = await writer.run(sql`
    DELETE FROM accepted_finding WHERE (rule, subject) IN (
      SELECT value ->> 'rule', value ->> 'subject' FROM json_each(${JSON.stringify(findings)}))`);
  return changes;
}
