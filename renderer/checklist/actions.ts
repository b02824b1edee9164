import type {
  CallArgs,
  CallName,
  CallResult,
  DocumentId,
  DocumentRow,
  NewLink,
  OperationId,
  Slot,
} from '../../main/contract/index.ts';
import { client } from '../app/session.ts';
import { announce, attempt } from '../app/shell-state.ts';
import { middle, t } from '../i18n/index.ts';

/** Tables that what the room shows is made from. */
export const checklistTables = [
  'checklist',
  'checklist_item',
  'assignment',
  'slot',
  'link',
  'link_page',
  'mark',
  'document',
  'part',
  'archive_setting',
] as const;

type ChangeCall = {
  [Name in CallName]: Name extends `checklist${string}`
    ? CallResult<Name> extends { readonly operation: OperationId | null }
      ? Name
      : never
    : never;
}[CallName];

/** Makes a change and says so with 撤销; a failure is shown, then the answer is undefined. */
export async function change<Name extends ChangeCall>(
  name: Name,
  args: CallArgs<Name>,
  words: (result: CallResult<Name>) => string,
): Promise<CallResult<Name> | undefined> {
  const result = await attempt(client.call(name, args));
  if (result === undefined) return undefined;
  announce(words(result), (result as { readonly operation: OperationId | null }).operation);
  return result;
}

const short = (title: string): string => middle(title, 24);

/** Links documents to a slot, whole. */
export async function linkDocuments(
  slot: Pick<Slot, 'id' | 'kind'>,
  documents: readonly Pick<DocumentRow, 'id' | 'title'>[],
  position?: number,
): Promise<boolean> {
  const links = documents.map(({ id }): CallArgs<'checklist.link'>['links'][number] => ({
    slot: slot.id,
    document: id,
  }));
  const first = documents[0];
  if (!first) return false;
  const done = await change(
    'checklist.link',
    { links, ...(position === undefined ? {} : { position }) },
    ({ changed }) =>
      changed === 0
        ? t('checklist.linkedAlready', { title: short(first.title) })
        : documents.length === 1
          ? t('checklist.linked', { title: short(first.title) })
          : t('checklist.linkedMany', { count: changed, kind: slot.kind }),
  );
  return done !== undefined;
}

/** Links documents known only by their ids. */
export async function linkIds(
  slot: Pick<Slot, 'id' | 'kind'>,
  ids: readonly DocumentId[],
  fields: Partial<Pick<NewLink, 'pages' | 'note'>> = {},
  position?: number,
): Promise<boolean> {
  if (ids.length === 0) return false;
  const links = ids.map((document) => ({ slot: slot.id, document, ...fields }));
  const done = await change(
    'checklist.link',
    { links, ...(position === undefined ? {} : { position }) },
    ({ changed }) =>
      changed === 0
        ? t('checklist.linkedNone')
        : t('checklist.linkedMany', { count: changed, kind: slot.kind }),
  );
  return done !== undefined;
}
