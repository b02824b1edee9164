import type { Proposal } from '../../contract/documents.ts';
import { isPaperSize, isPhotoSheet, photoHeading, readCaption } from '../paper/caption.ts';
import type { Fact } from '../paper/facts.ts';
import type { PhotoFacts } from './photo-facts.ts';
import { proposalOf } from './proposal.ts';
import type { PageQuality, ProposalInput, ProposalNote, TextPage } from './types.ts';

export interface PhotoRead {
  /** A picture as a camera makes it, not a sheet that was scanned: its resolution says nothing. */
  readonly isPicture: boolean;
  readonly proposals: readonly Proposal[];
  readonly notes: readonly ProposalNote[];
}

/** More text than this is a paper that was photographed. */
const mostCharacters = { withCamera: 30, photo: 400 } as const;
const mostPages = 4;

/**
 * What a photo says: when the camera took it, what is printed under it. null where the document is no photo:
 * papers photographed with a phone are papers.
 */
export function fromPhoto(input: ProposalInput, camera: PhotoFacts | null): PhotoRead | null {
  const { pages, quality = [], pageCount = Math.max(1, pages.length) } = input;
  if (pageCount > mostPages) return null;
  const written = pages.reduce((sum, { text }) => sum + lettersOf(text), 0);
  const isPhoto =
    (looksPhoto(quality) && written <= mostCharacters.photo) ||
    (camera !== null && written <= mostCharacters.withCamera) ||
    (pages.length > 0 && pages.every(isPhotoSheet));
  return isPhoto ? readPhoto(pages[0], camera) : null;
}

const looksPhoto = (quality: readonly PageQuality[]): boolean =>
  quality.filter(({ blank }) => !blank).every(({ photo }) => photo) &&
  quality.some(({ photo }) => photo);

const lettersOf = (text: string): number => text.replaceAll(/[^\p{L}\p{N}]/gu, '').length;

function readPhoto(page: TextPage | undefined, camera: PhotoFacts | null): PhotoRead {
  const caption = page === undefined ? null : readCaption(page);
  // Words in a photo as such are on banners and signs, not under it.
  const isSheet = page !== undefined && camera === null && isPhotoSheet(page);
  const heading = isSheet ? photoHeading(page) : null;
  const event = camera === null ? (caption?.event ?? null) : null;
  const taken = [camera?.date ?? '', camera?.time ?? ''].join(' ').trim();
  const written = [taken, camera?.camera ?? ''].filter((part) => part !== '').join(' · ');
  return {
    isPicture: camera !== null || (page !== undefined && !isPaperSize(page)),
    proposals: [
      ...dayProposals(camera?.date ?? null, 'photo', { evidence: written, confidence: 88 }),
      ...dayProposals(caption?.date?.value ?? null, 'text', caption?.date ?? null),
      ...[heading, event].flatMap((fact) =>
        fact === null ? [] : [proposalOf('title', fact.value, fact.confidence, 'text', fact)],
      ),
      proposalOf('kind', '照片', camera === null ? 85 : 92, 'photo', { evidence: written }),
    ],
    notes: [
      {
        code: 'photo',
        details: { ...(taken === '' ? {} : { time: taken }), ...caption?.elements },
      },
    ],
  };
}

/** The day a photo was taken, and the year it is filed under. */
function dayProposals(
  date: string | null,
  source: 'photo' | 'text',
  evidence: (Pick<Fact<unknown>, 'evidence' | 'confidence'> & Partial<Fact<unknown>>) | null,
): readonly Proposal[] {
  if (date === null || evidence === null) return [];
  const year = Math.min(75, evidence.confidence);
  return [
    proposalOf('year', date.slice(0, 4), year, source, evidence),
    proposalOf('date', date, evidence.confidence, source, evidence),
  ];
}
