import { ArchiveError } from '../contract/errors.ts';
import type { Archive } from '../library/index.ts';

interface Turn {
  readonly text: string;
  readonly controller: AbortController;
}

const turns = new WeakMap<Archive, Map<string, Turn>>();

/**
 * A session looks for one text at a time: what is typed next ends what was asked before. Gives the
 * signal for this question.
 */
export function takeTurn(archive: Archive, session: string, text: string): AbortSignal {
  const own = turns.get(archive) ?? new Map<string, Turn>();
  turns.set(archive, own);
  const running = own.get(session);
  if (running?.text === text) return running.controller.signal;
  running?.controller.abort(new ArchiveError('cancelled', {}));
  const controller = new AbortController();
  own.set(session, { text, controller });
  return controller.signal;
}

/** The signal of the question that a session asks of this text, for what belongs to it. */
export function sameTurn(archive: Archive, session: string, text: string): AbortSignal {
  const running = turns.get(archive)?.get(session);
  return running?.text === text ? running.controller.signal : new AbortController().signal;
}
