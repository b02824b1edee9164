import { isNumbered, isRequest, requestOf, wantsPhotos, wantsSeal } from './check-kinds.ts';
import type { CheckDocument, CheckFacts } from './check-facts.ts';
import { keyOf, objectTo, type Objection } from './check-findings.ts';
import { aboutDocument, aboutLink, aboutSlot } from './check-subject.ts';
import { daysOutside } from './proofs.ts';

/*
 * Rules that look at one proof, and at what stands beside it in its item. Each gives its objections
 * in the checklist's order.
 */

/** 文号 is expected on formal papers; on what is not issued under one, or bears a seal, it matters less. */
export function noNumber({ proofs }: CheckFacts): Objection[] {
  return proofs
    .filter(({ slot, document }) => wantsSeal(slot.kind) && document.referenceNumber === null)
    .map((proof) => {
      const { document } = proof;
      const level = isNumbered(document) && document.seal !== 'seen' ? 'medium' : 'low';
      return objectTo(proof, 'no-number', aboutDocument(document.id), level, {}, 1);
    });
}

/** A 规范文件 is a red-head or sealed page. What nobody has looked at yet is not objected to. */
export function noSeal({ proofs }: CheckFacts): Objection[] {
  return proofs.flatMap((proof) => {
    const { slot, document } = proof;
    if (!wantsSeal(slot.kind)) return [];
    const { seal } = document;
    if (seal === 'seen' || seal === null || document.pages.length === 0) return [];
    const details = { reason: seal === 'none' ? 'none' : 'grey', pages: document.pages.length };
    const level = seal === 'none' ? 'medium' : 'low';
    const [first] = document.pages;
    return objectTo(proof, 'no-seal', aboutDocument(document.id), level, details, first?.n ?? null);
  });
}

/** Some photos, but not as many as asked for. A slot without any is a gap, and listed as one. */
export function fewPhotos({ items }: CheckFacts): Objection[] {
  return items.flatMap((item, at) =>
    item.slots.flatMap((slot, index): Objection[] => {
      if (!wantsPhotos(slot.kind) || slot.have === 0 || slot.have >= slot.need) return [];
      return [
        {
          rule: 'few-photos',
          subject: aboutSlot(slot.id),
          key: keyOf({ rule: 'few-photos', subject: aboutSlot(slot.id) }),
          severity: 'high',
          item,
          at,
          slot: { slot, number: index + 1 },
          proof: null,
          document: null,
          page: null,
          details: { have: slot.have, need: slot.need },
        },
      ];
    }),
  );
}

const elements = ['event', 'time', 'place', 'people', 'background', 'photographer'] as const;

/** 事由, 时间, 地点, 人物, 背景, 摄影者; without one of the first three nobody knows what is shown. */
export function noCaption({ proofs }: CheckFacts): Objection[] {
  return proofs.flatMap((proof) => {
    const { slot, document } = proof;
    if (!wantsPhotos(slot.kind)) return [];
    const missing = elements.filter((_, at) => document.caption[at] !== true);
    if (missing.length === 0) return [];
    const level = missing.some((name) => elements.indexOf(name) < 3) ? 'medium' : 'low';
    const details = { missing: missing.join(',') };
    return objectTo(proof, 'no-caption', aboutDocument(document.id), level, details);
  });
}

/** Characters of the linked pages, without white space, against the slot's limit. */
export function overLimit({ proofs }: CheckFacts): Objection[] {
  return proofs.flatMap((proof) => {
    const { wordLimit: limit, pages, document } = proof;
    if (limit === null || document.waits) return [];
    if (pages.some(({ letters }) => letters === null)) return [];
    const words = pages.reduce((sum, { letters }) => sum + (letters ?? 0), 0);
    if (words <= limit) return [];
    const [first] = pages;
    return objectTo(
      proof,
      'over-limit',
      aboutLink(proof.linkId),
      'medium',
      { words, limit },
      first?.n ?? null,
    );
  });
}

export function undated({ proofs }: CheckFacts): Objection[] {
  return proofs
    .filter(({ document, item: { window } }) => {
      const asksForDates = window.from !== null || window.to !== null;
      return document.date === null && asksForDates;
    })
    .map((proof) => objectTo(proof, 'undated', aboutDocument(proof.document.id), 'medium'));
}

/** Windows differ by item: each proof is judged for itself. */
export function outsideWindow({ proofs }: CheckFacts): Objection[] {
  return proofs.flatMap((proof) => {
    const { date } = proof.document;
    const { window } = proof.item;
    const days = daysOutside(date, window);
    if (days === null || date === null) return [];
    const side = window.from !== null && date < window.from ? 'early' : 'late';
    return objectTo(proof, 'outside-window', aboutLink(proof.linkId), 'high', { side, days, date });
  });
}

/** A 批复 without the 请示 it answers, a 复函 without its 函, in the same item. */
export function noRequest({ proofs, byItem }: CheckFacts): Objection[] {
  return proofs.flatMap((proof) => {
    const words = requestOf(proof.document);
    if (words === null) return [];
    const beside = byItem.get(proof.item.row.id) ?? [];
    if (beside.some(({ document }) => isRequest(document, words.request))) return [];
    return objectTo(proof, 'no-request', aboutDocument(proof.document.id), 'medium', words);
  });
}

const bare = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]/gu, '');

/** An attachment that its paper lists and that is neither among its pages nor linked beside it. */
export function missingAttachment({ proofs, byItem }: CheckFacts): Objection[] {
  return proofs.flatMap((proof) => {
    const { document, item } = proof;
    if (document.missing.length === 0) return [];
    const others = (byItem.get(item.row.id) ?? []).flatMap((other) =>
      other.document === document ? [] : bare(other.document.title),
    );
    const isBeside = (name: string): boolean =>
      bare(name).length >= 4 && others.some((title) => title.includes(bare(name)));
    const missing = document.missing.filter(({ name }) => !isBeside(name));
    if (missing.length === 0) return [];
    const details = {
      numbers: missing.map(({ number }) => number).join(','),
      names: missing.map(({ name }) => name).join('\n'),
    };
    const subject = aboutDocument(document.id);
    return objectTo(proof, 'missing-attachment', subject, 'high', details, lastPage(document));
  });
}

const lastPage = ({ pages }: CheckDocument): number | null => pages.at(-1)?.n ?? null;

/** Pages among those linked that were scanned under 200 dpi (DA/T 31). Photos and empty backs are let be. */
export function lowResolution({ proofs }: CheckFacts): Objection[] {
  return proofs.flatMap((proof) => {
    const coarse = proof.pages.filter(({ coarseDpi }) => coarseDpi !== null);
    const [first] = coarse;
    if (first === undefined) return [];
    const details = {
      pages: ranges(coarse.map(({ n }) => n)),
      dpi: Math.min(...coarse.map(({ coarseDpi }) => coarseDpi ?? 0)),
    };
    const subject = aboutDocument(proof.document.id);
    return objectTo(proof, 'low-resolution', subject, 'low', details, first.n);
  });
}

/** 1,3-5 */
function ranges(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last !== undefined && number === last[1] + 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(',');
}
