import { encryptedPdf } from '../scans/index.ts';
import { aes256Pdf } from './aes256.ts';
import { activeFiles } from './active.ts';
import { sentence } from './awkward-file.ts';
import type { AwkwardFile } from './awkward-file.ts';
import { boxedFiles } from './boxes.ts';
import { paintedFiles } from './content.ts';
import { picturedFiles } from './pictures.ts';
import { structuredFiles } from './structure.ts';

export type { AwkwardFile } from './awkward-file.ts';

/** Every awkward file, the same bytes each time: PDFs by structure, boxes, paint and acts; pictures. */
export async function awkwardFiles(): Promise<AwkwardFile[]> {
  return [
    ...structuredFiles(),
    ...(await lockedFiles()),
    ...boxedFiles(),
    ...(await paintedFiles()),
    ...activeFiles(),
    ...(await picturedFiles()),
  ];
}

async function lockedFiles(): Promise<AwkwardFile[]> {
  // Scans: resampled once more where a picture fills the whole page.
  const open = { pages: 1, becomes: 'bound' } as const;
  return [
    { name: 'open to all, RC4.pdf', bytes: await encryptedPdf('', 'rc4'), ...open, tolerance: 3 },
    {
      name: 'open to all, AES-128.pdf',
      bytes: await encryptedPdf('', 'aes'),
      ...open,
      tolerance: 3,
    },
    {
      name: 'open to all, AES-256.pdf',
      bytes: aes256Pdf('aes'),
      says: sentence('aes'),
      ...open,
    },
    {
      name: 'under a password.pdf',
      bytes: await encryptedPdf('qinghe', 'aes'),
      pages: 1,
      becomes: 'locked',
    },
  ];
}
