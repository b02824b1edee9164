import { basename } from 'node:path';
import { isStopped } from '../catalog/index.ts';
import { ArchiveError, type Failure } from '../contract/errors.ts';
import type { DocumentId } from '../contract/ids.ts';
import type { Archive, JobControl } from '../library/index.ts';
import { pdfName, planPart, today } from './compose.ts';
import { firstGap, type PlannedDocument, type VolumePlan } from './plan.ts';
import { partsOfDocument, presentDocument } from './queries.ts';
import { noteInWords } from './write-binder.ts';
import { targetOf, writePlan } from './write-plan.ts';

export interface ExportedDocument {
  /** File name, and the whole path. */
  readonly name: string;
  readonly path: string;
  readonly pages: number;
  readonly bytes: number;
  readonly sha256: string;
  /** Pages that stand for originals which could not be had; by page of the export. */
  readonly placeholders: readonly (Failure & { readonly page: number })[];
}

/**
 * Writes one document alone as a PDF: its pages at their own size, nothing printed on them, their
 * text under the pictures (双层 PDF). `outPath` (absolute) is a `.pdf`, or a folder where it is named
 * by number and title; a name that is taken is not replaced.
 * @throws ArchiveError `no-such-document` (also in the trash), `state-secret`; `locked`,
 *   `no-such-page`, `original-damaged` where there is no page to be had; `target-not-writable`,
 *   `disk-full`, `name-too-long`, `cancelled`, `worker-died`. Nothing is left behind then.
 */
export async function exportDocument(
  archive: Archive,
  id: DocumentId,
  outPath: string,
  control: Pick<JobControl, 'signal' | 'report'>,
  stallMs = 45_000,
): Promise<ExportedDocument> {
  const document = await plannedDocument(archive, id);
  const named = pdfName([document.referenceNumber, document.title], '文件');
  const { folder, fileName } = await targetOf(outPath, named);
  control.report({ done: 0, total: null, current: document.title });
  const volume = await writePlan(
    archive,
    { plan: planOfOne(document), folder, fileName },
    control,
    stallMs,
  );
  control.report({ failures: volume.placeholders.length });
  return {
    name: basename(volume.path),
    path: volume.path,
    pages: volume.pages,
    bytes: volume.bytes,
    sha256: volume.sha256,
    placeholders: volume.placeholders.map((note) => ({
      id: note.id,
      page: note.page,
      code: note.code,
      message: noteInWords(archive, note, false),
    })),
  };
}

/** The document as it may be exported. Throws as `exportDocument` does. */
export async function plannedDocument(archive: Archive, id: DocumentId): Promise<PlannedDocument> {
  const { read } = archive.db;
  const row = await presentDocument(read, id);
  if (row === undefined) throw new ArchiveError('no-such-document', { id });
  if (await isStopped(read, id)) throw new ArchiveError('state-secret', { id, count: 1 });
  const parts = (await partsOfDocument(read, id)).map((part) => planPart(archive, part));
  const { title, reference_number: referenceNumber, issuer, date } = row;
  const document = { id, title, referenceNumber, issuer, date, parts };
  const gap = firstGap(document);
  const isEmpty = parts.every((part) => part.state !== 'ready' || part.pages === 0);
  if (gap !== null && isEmpty) throw new ArchiveError(gap.code, { name: gap.name });
  return document;
}

function planOfOne(document: PlannedDocument): VolumePlan {
  return {
    title: document.title,
    unit: '',
    subtitle: '',
    fonds: null,
    compiler: null,
    date: today(),
    options: {
      cover: false,
      contents: false,
      dividers: false,
      remarks: false,
      pageNumbers: false,
      duplex: false,
      a3: 'own',
    },
    sections: [{ year: null, categoryId: null, path: [], tab: 0, documents: [document] }],
  };
}
