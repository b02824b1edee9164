import type { Translation } from '../index.ts';
import type { ui as source } from '../zh-CN/ui.ts';

export const ui: Translation<typeof source> = {
  cancel: 'Cancel',
  close: 'Close',
  save: 'Save',
  undo: 'Undo',
  redo: 'Redo',
  more: 'More',
  pause: 'Pause',
  resume: 'Go on',
  copyDetails: 'Copy details',
  copied: 'Copied',
  retry: 'Try again',
  affected: 'Affected',
  kept: 'Kept',
  remedy: 'What to do',
  resizePanes: 'Resize panes',
  confidenceHigh: 'high',
  confidenceMiddle: 'fair',
  confidenceLow: 'low',
  removeTag: 'Remove tag {name}',
  removeChip: 'Remove condition {name}',
  expand: 'Expand',
  collapse: 'Collapse',
  previous: 'Previous',
  next: 'Next',
};
