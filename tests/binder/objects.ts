import { readFile } from 'node:fs/promises';
import { PDFDocument, PDFStream } from 'pdf-lib';
import type { PDFObject } from 'pdf-lib';

/** Every object of a PDF, packed ones too; of a stream its dictionary. */
export async function objectsOf(
  path: string,
): Promise<
  readonly { readonly name: string; readonly object: PDFObject; readonly text: string }[]
> {
  const parsed = await PDFDocument.load(await readFile(path), { updateMetadata: false });
  return parsed.context.enumerateIndirectObjects().map(([ref, given]) => {
    const object = given instanceof PDFStream ? given.dict : given;
    return { name: ref.toString(), object, text: object.toString().replace(/\s+/g, ' ') };
  });
}
