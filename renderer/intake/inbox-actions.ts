import type {
  DocumentDetail,
  DocumentId,
  DocumentPatch,
  Selection,
} from '../../main/contract/index.ts';
import { client } from '../app/session.ts';
import { announce, attempt } from '../app/shell-state.ts';
import { t } from '../i18n/index.ts';
import { noSecrecy } from './known-values.ts';

const these = (ids: readonly DocumentId[]): Selection => ({
  filter: { place: 'inbox', ids: [...ids] },
});

/** Files one document with what was typed over its proposals. */
export async function confirmOne(detail: DocumentDetail, patch: DocumentPatch): Promise<void> {
  const title = patch.title ?? detail.row.title;
  const result = await attempt(
    client.call('catalog.confirm', {
      selection: these([detail.row.id]),
      ...(Object.keys(patch).length > 0 ? { patch } : {}),
    }),
  );
  if (result) announce(t('intake.confirmed', { title }), result.operation);
}

/** A person has looked: the marking is none. From now on the document may be filed. */
export async function notSecret(id: DocumentId): Promise<void> {
  const result = await attempt(
    client.call('catalog.set', { selection: these([id]), patch: { secrecy: noSecrecy } }),
  );
  if (result) announce(t('intake.secretCleared'), result.operation);
}

/** Files many; `patch` is written to each, the rest follows the proposals of each. */
export async function confirmMany(
  ids: readonly DocumentId[],
  patch: DocumentPatch = {},
): Promise<boolean> {
  const result = await attempt(
    client.call('catalog.confirm', {
      selection: these(ids),
      ...(Object.keys(patch).length > 0 ? { patch } : {}),
    }),
  );
  if (!result) return false;
  announce(t('intake.confirmedMany', { count: result.changed }), result.operation);
  return true;
}

/** Stores what was typed into a form that was left without confirming. */
export function keepEdits(detail: DocumentDetail, patch: DocumentPatch): void {
  void attempt(client.call('catalog.set', { selection: these([detail.row.id]), patch })).then(
    (result) => {
      if (result) announce(t('intake.savedEdits'), result.operation);
    },
  );
}

export async function tagOne(
  id: DocumentId,
  add: readonly string[],
  remove: readonly string[],
): Promise<void> {
  await attempt(
    client.call('catalog.tag', { selection: these([id]), add: [...add], remove: [...remove] }),
  );
}

/** To the trash. `title` names it where it is one. */
export async function deleteSome(ids: readonly DocumentId[], title: string): Promise<void> {
  const result = await attempt(client.call('keeping.delete', { selection: these(ids) }));
  if (!result) return;
  const words =
    ids.length === 1
      ? t('intake.deleted', { title })
      : t('intake.deletedMany', { count: result.changed });
  announce(words, result.operation);
}
