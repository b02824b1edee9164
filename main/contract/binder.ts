import { z } from 'zod';
import { archiveChange, archiveRead } from './call.ts';
import { isoDate, selection } from './documents.ts';
import { failure } from './errors.ts';
import { binderId, categoryId, checklistId, documentId, itemId, jobId } from './ids.ts';

/** How A3 pages are bound: on their own folded-in sheet, as two A4 halves with 10 mm overlap, or fitted to A4. */
export const a3Handling = z.enum(['fold', 'halves', 'fit']);

/** Binding by checklist: project, item, slot, proof. */
export const binderByChecklist = z.object({
  id: checklistId,
  /** These and what is below them; null: all items that ask for proof. */
  items: z.array(itemId).max(20_000).nullable(),
  /** A page for each slot that is short. */
  gaps: z.boolean(),
  /** A document that proves more than once is bound once and referred to, or each time. */
  repeated: z.enum(['refer', 'repeat']),
  /** Lines marked as proof are underlined on the bound page. */
  marks: z.boolean().default(true),
});
export type BinderByChecklist = z.infer<typeof binderByChecklist>;
export const imageDpi = z.union([z.literal(200), z.literal(150)]);

/** What to bind and how it looks. `null` texts are filled from the archive and the selection. */
export const binderRecipe = z.object({
  selection,
  title: z.string().max(60).nullable(),
  unit: z.string().max(60).nullable(),
  /** The line under the title, e.g. 二〇二四年度; null: from the years bound. */
  subtitle: z.string().max(60).nullable(),
  compiler: z.string().max(60).nullable(),
  /** On the cover; null: today when exporting. */
  date: isoDate.nullable(),
  cover: z.boolean(),
  contents: z.boolean(),
  dividers: z.boolean(),
  remarks: z.boolean(),
  pageNumbers: z.boolean(),
  /** Mirrored margins and sections that start on a right-hand page. */
  duplex: z.boolean(),
  a3: a3Handling,
  /** null: by filing, year and category. Of documents that the selection leaves out nothing is bound. */
  checklist: binderByChecklist.nullable().default(null),
  /** For a smaller file: grey and coloured pictures keep so many dots to the inch; null: all, untouched. */
  imageDpi: imageDpi.nullable().default(null),
});
export type BinderRecipe = z.infer<typeof binderRecipe>;

export const savedBinder = z.object({ id: binderId, name: z.string(), recipe: binderRecipe });
export type SavedBinder = z.infer<typeof savedBinder>;

/** One line of the outline: what stands where. Page numbers are those printed, from 1. */
export const outlineEntry = z.object({
  /** `reference`: a document that is bound elsewhere; it takes no page. */
  kind: z.enum([
    'cover',
    'contents',
    'project',
    'divider',
    'document',
    'reference',
    'gap',
    'remarks',
    'blank',
  ]),
  level: z.number().int(),
  title: z.string(),
  documentId: documentId.nullable(),
  categoryId: categoryId.nullable(),
  year: z.number().int().nullable(),
  /** Of a reference: where the document is. */
  page: z.number().int(),
  /** 0 of a reference. */
  pages: z.number().int(),
  /** Known before writing: this document will be a placeholder page. */
  placeholder: z.boolean(),
});
export type OutlineEntry = z.infer<typeof outlineEntry>;

export const boundVolume = z.object({
  name: z.string(),
  path: z.string(),
  pages: z.number().int(),
  bytes: z.number().int(),
  sha256: z.string(),
  documents: z.number().int(),
  /** The name that was asked for, where it was taken or another program held it. */
  insteadOf: z.string().nullable(),
});

/** What writing a binder gives. `pages` in `placeholders` etc. are printed page numbers. */
export const binderReport = z.object({
  volumes: z.array(boundVolume),
  documents: z.number().int(),
  pages: z.number().int(),
  placeholders: z.array(failure.extend({ page: z.number().int() })),
  rasterised: z.array(failure.extend({ page: z.number().int() })),
  notEmbedded: z.array(z.object({ id: documentId, fonts: z.array(z.string()) })),
  /** Originals under electronic signatures, whose look alone is bound: `sha256` finds what they sign. */
  signed: z.array(
    z.object({
      id: documentId,
      name: z.string(),
      sha256: z.string(),
      signatures: z.number().int(),
    }),
  ),
  /** Characters no bundled font has, printed as a box; `id` null: the binder's own texts. */
  unprintable: z.array(z.object({ id: documentId.nullable(), characters: z.array(z.string()) })),
  failed: z.array(failure),
  ms: z.number(),
  checkMs: z.number(),
});
export type BinderReport = z.infer<typeof binderReport>;

export const exportedVolume = z.object({
  /** File name within the archive's exports folder; names a volume to the calls below. */
  name: z.string(),
  bytes: z.number().int(),
  at: z.string(),
  pages: z.number().int().nullable(),
});

const nothing = z.object({});

export const binderCalls = {
  'binder.defaults': archiveRead(z.object({ selection }), binderRecipe),
  /** The outline page by page, as it would be bound now. */
  'binder.outline': archiveRead(
    z.object({
      recipe: binderRecipe,
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(500),
    }),
    z.object({
      documents: z.number().int(),
      pages: z.number().int(),
      /** Documents of the selection that still wait in the inbox and are therefore left out. */
      unconfirmed: z.number().int(),
      total: z.number().int(),
      entries: z.array(outlineEntry),
    }),
  ),
  /** Bytes of the volume, about: with its pictures as they are, and with fewer dots. Found by trying a few pages: takes seconds. */
  'binder.estimate': archiveRead(
    z.object({ selection }),
    z.object({ asIs: z.number().int(), at200: z.number().int(), at150: z.number().int() }),
  ),
  /** Address of a picture of a front-matter page (cover, contents, dividers, remarks), drawn as it will print. */
  'binder.preview': archiveRead(
    z.object({
      recipe: binderRecipe,
      page: z.number().int().min(1),
      widthPx: z.number().int().min(60).max(2400),
    }),
    z.object({ address: z.string() }),
  ),
  /** Writes the volume into the archive's exports folder. The job's result is a `binderReport`. */
  'binder.export': archiveRead(z.object({ recipe: binderRecipe }), z.object({ job: jobId })),
  /** Writes one document alone, with its text under the picture (双层 PDF), into the exports folder. The job's result is `{name, pages, bytes}`. */
  'binder.exportDocument': archiveRead(z.object({ id: documentId }), z.object({ job: jobId })),
  'binder.exports': archiveRead(nothing, z.object({ volumes: z.array(exportedVolume) })),
  /** Opens a volume in the system's viewer; where the host cannot, gives an address to open or download. */
  'binder.open': archiveRead(
    z.object({ name: z.string().max(255) }),
    z.object({ address: z.string().nullable() }),
  ),
  /** Shows a volume in its folder; false where the host cannot. */
  'binder.reveal': archiveRead(
    z.object({ name: z.string().max(255) }),
    z.object({ shown: z.boolean() }),
  ),
  'binder.saved': archiveRead(nothing, z.object({ binders: z.array(savedBinder) })),
  'binder.save': archiveChange(
    z.object({
      id: binderId.nullable(),
      name: z.string().trim().min(1).max(60),
      recipe: binderRecipe,
    }),
    z.object({ id: binderId }),
  ),
  'binder.remove': archiveChange(z.object({ id: binderId }), nothing),
} as const;
