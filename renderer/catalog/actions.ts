import type {
  CallArgs,
  CallName,
  ChangeResult,
  DocumentId,
  OperationId,
  Selection,
} from '../../main/contract/index.ts';
import { client } from '../app/session.ts';
import { announce, attempt } from '../app/shell-state.ts';

/** One document as a selection, wherever it stands. */
export const only = (id: DocumentId): Selection => ({ filter: { place: 'all', ids: [id] } });

type ChangeCall = {
  [Name in CallName]: Name extends `${'catalog' | 'category' | 'tag' | 'keeping'}.${string}`
    ? Name
    : never;
}[CallName];

const isChange = (value: unknown): value is ChangeResult =>
  typeof value === 'object' && value !== null && 'operation' in value;

/** What Ctrl+Z would take back now: the operation of a call that does not name its own. */
const latestOperation = async (): Promise<OperationId | null> =>
  (await client.call('keeping.history', { offset: 0, limit: 1 })).undo;

/**
 * Makes a change and says so with 撤销. `words` gets how many documents or rows changed. Failures
 * are shown; then the answer is undefined.
 */
export async function change<Name extends ChangeCall>(
  name: Name,
  args: CallArgs<Name>,
  words: (changed: number) => string,
): Promise<{ readonly changed: number } | undefined> {
  const result: unknown = await attempt(client.call(name, args));
  if (result === undefined) return undefined;
  if (isChange(result)) {
    announce(words(result.changed), result.operation);
    return { changed: result.changed };
  }
  announce(words(1), (await attempt(latestOperation())) ?? null);
  return { changed: 1 };
}
