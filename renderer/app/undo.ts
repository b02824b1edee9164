import type { OperationId } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import { CallError } from './client.ts';
import { client } from './session.ts';
import { announce, notices, showError } from './shell-state.ts';

async function summaryOf(operation: OperationId | undefined): Promise<string> {
  const history = await client.call('keeping.history', { offset: 0, limit: 50 });
  const id = operation ?? history.undo;
  return history.operations.find((each) => each.id === id)?.summary ?? '';
}

let turn: Promise<void> = Promise.resolve();

/** Ctrl+Z pressed twice in a row: the second waits, so that it names what it takes back. */
function inTurn(work: () => Promise<void>): Promise<void> {
  turn = turn.then(work);
  return turn;
}

/** Takes back an operation, or the latest one not yet undone, and says which it was. */
export function undo(operation?: OperationId): Promise<void> {
  return inTurn(() => undoOne(operation));
}

async function undoOne(operation: OperationId | undefined): Promise<void> {
  try {
    const summary = await summaryOf(operation);
    notices.set({ notice: null });
    await client.call('keeping.undo', operation === undefined ? {} : { operation });
    announce(t('app.undone', { summary }));
  } catch (error) {
    if (error instanceof CallError && error.code === 'nothing-to-undo') {
      announce(t('app.nothingToUndo'));
    } else showError(error);
  }
}

/** Does the operation undone last once more. */
export function redo(): Promise<void> {
  return inTurn(redoOne);
}

async function redoOne(): Promise<void> {
  try {
    const { operation } = await client.call('keeping.redo', {});
    const summary = operation === null ? '' : await summaryOf(operation);
    announce(summary || t('app.redone'), operation);
  } catch (error) {
    if (error instanceof CallError && error.code === 'nothing-to-redo') {
      announce(t('app.nothingToRedo'));
    } else showError(error);
  }
}
