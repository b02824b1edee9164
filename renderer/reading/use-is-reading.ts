import { session } from '../app/session.ts';
import { useStore } from '../app/store.ts';

/** Whether pages are being read now: not paused, not switched off. */
export const useIsReading = (): boolean =>
  useStore(session, (state) =>
    state.jobs.some(({ kind, state: at }) => kind === 'read' && at === 'running'),
  );
