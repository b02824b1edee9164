import { useEffect, useRef, useState } from 'react';
import type { ChecklistMapping, PlaceId, SheetPreview } from '../../main/contract/index.ts';
import { client } from '../app/session.ts';

/** How cells and rows of a sheet were settled, and how its columns are read. */
export interface Understood {
  /** Of the mapping asked for last; the one before stays in sight until it comes. */
  readonly preview: SheetPreview | null;
  readonly pending: boolean;
  readonly error: unknown;
}

/**
 * What a file is understood to say under a mapping (null: as the program guesses). Of several
 * mappings one after the other only the last is asked for; what it replaces is let go.
 */
export function usePreview(place: PlaceId, mapping: ChecklistMapping | null): Understood {
  const [answer, setAnswer] = useState<Omit<Understood, 'pending'> & { of: unknown }>({
    of: undefined,
    preview: null,
    error: null,
  });
  const held = useRef<SheetPreview | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const take = (preview: SheetPreview | null, error: unknown): void => {
      if (!isCurrent) {
        if (preview) letGo(preview);
        return;
      }
      if (preview) {
        if (held.current) letGo(held.current);
        held.current = preview;
      }
      setAnswer((before) => ({ of: mapping, preview: preview ?? before.preview, error }));
    };
    client
      .call('checklistImport.preview', { place, ...(mapping === null ? {} : { mapping }) })
      .then(
        (preview) => take(preview, null),
        (error: unknown) => take(null, error),
      );
    return () => {
      isCurrent = false;
    };
  }, [place, mapping]);
  useEffect(
    () => () => {
      if (held.current) letGo(held.current);
      held.current = null;
    },
    [],
  );
  return { preview: answer.preview, error: answer.error, pending: answer.of !== mapping };
}

const letGo = ({ preview }: SheetPreview): void =>
  void client.call('checklistImport.close', { preview }).catch(() => undefined);
