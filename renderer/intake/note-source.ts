import type { DocumentDetail } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import type { SourceMark } from '../reading/source-marks.ts';

/** Notes of what a paper says about itself, which stand on lines of its pages. */
export const sourcedNotes = ['attachments', 'copy-number', 'copy-mark'] as const;
export type SourcedNote = (typeof sourcedNotes)[number];

export interface NoteSource extends SourceMark {
  readonly key: SourcedNote;
  /** 0–100. */
  readonly confidence: number;
  /** Something is not there that should be. */
  readonly wanting: boolean;
}

/** The lines a note is about, to be lit when it is chosen; null for notes that stand nowhere. */
export function noteSource(note: DocumentDetail['notes'][number]): NoteSource | null {
  const { details } = note;
  const key = sourcedNotes.find((code) => code === note.code);
  const page = Number(details['page']);
  if (key === undefined || !(page > 0)) return null;
  return {
    key,
    label: labelOf(key),
    page,
    lines: (details['lines'] ?? '').split(',').filter(Boolean).map(Number),
    focused: true,
    confidence: Number(details['confidence']) || 0,
    wanting: key === 'attachments' && (details['missing'] ?? '') !== '',
  };
}

function labelOf(note: SourcedNote): string {
  switch (note) {
    case 'attachments':
      return t('intake.sourceAttachments');
    case 'copy-number':
      return t('intake.sourceCopyNumber');
    case 'copy-mark':
      return t('intake.sourceCopyMark');
  }
}
