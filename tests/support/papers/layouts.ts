import type { Draft, Matter } from './draft.ts';
import { minutes, newsletter } from './gatherings.ts';
import { downward, forwarding, joint, letter, reply, upward } from './official.ts';
import { bulletin, plain, responsibility, twoColumns } from './plain.ts';
import { ledger, photoPage, signIn } from './sheets.ts';

const makers = {
  downward,
  upward,
  letter,
  joint,
  forwarding,
  reply,
  minutes,
  newsletter,
  responsibility,
  bulletin,
  plain,
  'sign-in': signIn,
  ledger,
  photo: photoPage,
  'two-columns': twoColumns,
} satisfies Record<string, (matter: Matter) => Draft | Promise<Draft>>;

export type Layout = keyof typeof makers;

export const layouts = Object.keys(makers) as readonly Layout[];

/** How often each comes in a corpus: most papers of an office are official ones. */
export const usualLayouts: readonly Layout[] = [
  'downward',
  'upward',
  'letter',
  'downward',
  'minutes',
  'plain',
  'downward',
  'forwarding',
  'sign-in',
  'upward',
  'newsletter',
  'joint',
  'downward',
  'two-columns',
  'plain',
  'responsibility',
  'letter',
  'ledger',
  'downward',
  'photo',
  'reply',
  'bulletin',
];

export async function compose(layout: Layout, matter: Matter): Promise<Draft> {
  return makers[layout](matter);
}
