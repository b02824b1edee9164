import { useCallback, useEffect, useRef, useState } from 'react';
import type { DocumentDetail, DocumentPatch } from '../../main/contract/index.ts';
import { realEdits } from './draft.ts';

/**
 * What was typed into the form of one document. Left without confirming, it is stored, so that
 * nothing typed is lost. One component a document: give it the document's id as key.
 */
export function useDrafts(
  detail: DocumentDetail | undefined,
  keep: ((detail: DocumentDetail, edits: DocumentPatch) => void) | undefined,
): {
  readonly edits: DocumentPatch;
  readonly edit: (patch: DocumentPatch) => void;
  /** Gives what differs from the proposals and counts as stored from now on. */
  readonly take: () => DocumentPatch;
} {
  const [edits, setEdits] = useState<DocumentPatch>({});
  const latest = useRef({ detail, edits, keep });
  latest.current = { ...latest.current, detail: detail ?? latest.current.detail, keep };
  const edit = useCallback((patch: DocumentPatch) => {
    latest.current.edits = { ...latest.current.edits, ...patch };
    setEdits(latest.current.edits);
  }, []);
  const take = useCallback(() => {
    const { detail: at, edits: typed } = latest.current;
    latest.current.edits = {};
    return at ? realEdits(at, typed) : {};
  }, []);
  useEffect(
    () => () => {
      const { detail: at, edits: typed, keep: store } = latest.current;
      if (!at || !store) return;
      const real = realEdits(at, typed);
      if (Object.keys(real).length > 0) store(at, real);
    },
    [],
  );
  return { edits, edit, take };
}
