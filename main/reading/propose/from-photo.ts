import type { Proposal } from '../../contract/documents.ts';
import { readCaption } from '../paper/caption.ts';
import type { PhotoFacts } from './photo-facts.ts';
import { proposalOf } from './proposal.ts';
import type { PageQuality, ProposalInput, ProposalNote, TextPage } from './types.ts';

export interface PhotoRead {
  readonly proposals: readonly Proposal[];
  readonly notes: readonly ProposalNote[];
}

/** More text than this is a paper that was photographed. */
const mostCharacters = { withCamera: 30, photo: 400 } as const;

/**
 * What a photo says: when the camera took it, what is printed under it. null where the document is no photo:
 * papers photographed with a phone are papers.
 */
export function fromPhoto(input: ProposalInput, camera: PhotoFacts | null): PhotoRead | null {
  const quality = input.quality ?? [];
  const [page] = input.pages;
  const [first] = quality;
  const isPhoto = first === undefined ? false : looksPhoto(quality);
  const written = input.pages.reduce((sum, { text }) => sum + lettersOf(text), 0);
  if ((input.pageCount ?? Math.max(1, input.pages.length)) > 4) return null;
  if (
    !(isPhoto && written <= mostCharacters.photo) &&
    !(camera !== null && written <= mostCharacters.withCamera)
  )
    return null;
  return readPhoto(page, camera);
}

const looksPhoto = (quality: readonly PageQuality[]): boolean =>
  quality.filter(({ blank }) => !blank).every(({ photo }) => photo) &&
  quality.some(({ photo }) => photo);

const lettersOf = (text: string): number => text.replaceAll(/[^\p{L}\p{N}]/gu, '').length;

function readPhoto(page: TextPage | undefined, camera: PhotoFacts | null): PhotoRead {
  // Words in a photo as such are on banners and signs, not under it.
  const caption = page === undefined || camera !== null ? null : readCaption(page);
  const model = camera?.camera ?? '';
  const taken = [camera?.date ?? '', camera?.time ?? ''].join(' ').trim();
  const exif = { evidence: [taken, model].filter((part) => part !== '').join(' · ') };
  const date = camera?.date ?? null;
  const printed = caption?.date ?? null;
  const event = caption?.event ?? null;
  const time = taken === '' ? {} : { time: taken };
  return {
    proposals: [
      ...(date === null
        ? []
        : [
            proposalOf('year', date.slice(0, 4), 75, 'photo', exif),
            proposalOf('date', date, 88, 'photo', exif),
          ]),
      ...(printed === null
        ? []
        : [
            proposalOf('year', printed.value.slice(0, 4), 75, 'text', printed),
            proposalOf('date', printed.value, printed.confidence, 'text', printed),
          ]),
      ...(event === null
        ? []
        : [proposalOf('title', event.value, event.confidence, 'text', event)]),
      proposalOf('kind', '照片', camera === null ? 85 : 92, 'photo', exif),
    ],
    notes: [{ code: 'photo', details: { ...time, ...caption?.elements } }],
  };
}
