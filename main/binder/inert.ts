import { PDFName } from 'pdf-lib';
import type { PDFDict } from 'pdf-lib';

/** Keys of pictures and forms that say nothing about their look, and may drag a whole file in. */
export const leftOut = new Set(
  'Length Metadata PieceInfo StructParent StructParents OPI AF Alternates Ref LastModified Measure PtData'
    .split(' ')
    .map((key) => `/${key}`),
);

/** Nothing that paints refers to these: pages and their tree, what acts, what is attached or signed. */
const kinds = names(
  'Catalog Pages Page Annot Action Filespec F EmbeddedFile Sig DocTimeStamp Outlines StructTreeRoot StructElem Template ObjStm XRef',
);
/** Kinds of actions (ISO 32000-2, table 201), under the key that a transparency group names itself by. */
const acts = names(
  'GoTo GoToR GoToE GoToDp Launch Thread URI Sound Movie Hide Named SubmitForm ResetForm ImportData JavaScript SetOCGState Rendition Trans GoTo3DView RichMediaExecute',
);

function names(list: string): ReadonlySet<unknown> {
  return new Set(list.split(' ').map((name) => PDFName.of(name)));
}

/** Whether a dictionary may come into a volume: it paints, or says how to; it neither acts nor carries files. */
export function isInert(dict: PDFDict): boolean {
  const at = (key: string) => dict.context.lookup(dict.get(PDFName.of(key)));
  if (kinds.has(at('Type'))) return false;
  const does = at('S');
  return !(does instanceof PDFName && acts.has(does));
}
