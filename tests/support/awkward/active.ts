import type { AwkwardFile } from './awkward-file.ts';
import { sentence } from './awkward-file.ts';
import type { RawFile } from './sheet.ts';
import { fonts, helvetica, marks, pdfOf, usual } from './sheet.ts';
import type { PdfWriter } from '../scans/pdf-writer.ts';
import { activePdf } from '../scans/odd-pdfs.ts';

/** Rect of everything that is put on a page here. */
const rect = '/Rect [100 100 300 200]';
const painted = '0.8 0.1 0.1 rg 0 0 200 100 re f 1 g 20 20 60 30 re f';
const box = '/Type /XObject /Subtype /Form /BBox [0 0 200 100]';

/** A page with one annotation (its entries given), and the catalogue's entries. */
function annotated(
  what: string,
  make: (writer: PdfWriter) => { annotation: string; catalog?: (field: number) => string },
): Buffer {
  return pdfOf((writer): RawFile => {
    const { annotation, catalog } = make(writer);
    const field = writer.add(`<< /Type /Annot ${rect} ${annotation} >>`);
    return {
      pages: [{ entries: `${usual} /Annots [${field} 0 R]`, content: marks(what) }],
      catalog: catalog?.(field) ?? '',
    };
  });
}

/** The same page with the look painted into it, or without it. */
function plain(what: string, look: string | null): Buffer {
  const content = look === null ? marks(what) : `${marks(what)} q 1 0 0 1 100 100 cm ${look} Q`;
  return pdfOf(() => ({ pages: [{ content }] }));
}

const script = '/S /JavaScript /JS (app.alert\\("ran"\\))';
const form = (field: number, more = '') => `/AcroForm << /Fields [${field} 0 R] ${more} >>`;
const attached = (writer: PdfWriter) => {
  const file = writer.addStream('/Type /EmbeddedFile', 'MZ a program');
  return writer.add(
    `<< /Type /Filespec /F (setup.exe) /UF (setup.exe) /EF << /F ${file} 0 R >> >>`,
  );
};

/** Files that act, carry files, or are signed: their look stays, all else stays behind. */
export function activeFiles(): AwkwardFile[] {
  const file = (
    what: string,
    make: Parameters<typeof annotated>[1],
    look: string | null = painted,
    becomes: AwkwardFile['becomes'] = 'bound',
  ): AwkwardFile => ({
    name: `${what}.pdf`,
    bytes: annotated(what, make),
    pages: 1,
    becomes,
    like: plain(what, look),
    ...(becomes === 'bound' && { says: sentence(what) }),
  });
  const look = (writer: PdfWriter) => `/AP << /N ${writer.addStream(box, painted)} 0 R >>`;
  return [
    file('field with its look', (writer) => ({
      annotation: `/Subtype /Widget /FT /Tx /T (unit) /V (Qinghe) ${look(writer)} /AA << /K << ${script} >> >>`,
      catalog: (field) => form(field, '/XFA (<xdp/>)'),
    })),
    {
      name: 'field without its look.pdf',
      bytes: annotated('field without its look', () => ({
        annotation: '/Subtype /Widget /FT /Tx /T (unit) /V (Qinghe) /F 4 /DA (/Helv 24 Tf 0 g)',
        catalog: (field) =>
          form(field, `/NeedAppearances true /DR << /Font << /Helv ${helvetica} >> >>`),
      })),
      pages: 1,
      becomes: 'drawn',
    },
    file('box that is ticked', (writer) => {
      const on = writer.addStream(box, painted);
      const off = writer.addStream(box, '0 0 1 rg 0 0 200 100 re f');
      return {
        annotation: `/Subtype /Widget /FT /Btn /T (yes) /V /On /AS /On /AP << /N << /On ${on} 0 R /Off ${off} 0 R >> >>`,
        catalog: (field) => form(field),
      };
    }),
    file('signed with a seal', (writer) => {
      const value = writer.add(
        '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /Name (Qinghe) /Contents <3080> /ByteRange [0 10 20 30] >>',
      );
      return {
        annotation: `/Subtype /Widget /FT /Sig /T (seal) /V ${value} 0 R /F 132 ${look(writer)}`,
        catalog: (field) => form(field, '/SigFlags 3'),
      };
    }),
    file('stamp', (writer) => ({ annotation: `/Subtype /Stamp /F 4 ${look(writer)}` })),
    file(
      'stamp that is hidden',
      (writer) => ({ annotation: `/Subtype /Stamp /F 2 ${look(writer)}` }),
      null,
    ),
    file('look turned by its matrix', (writer) => {
      const turned = writer.addStream(
        '/Type /XObject /Subtype /Form /BBox [0 0 100 200] /Matrix [0 -1 1 0 0 100]',
        '0.8 0.1 0.1 rg 0 0 100 200 re f 1 g 50 20 30 60 re f',
      );
      return { annotation: `/Subtype /Stamp /F 4 /AP << /N ${turned} 0 R >>` };
    }),
    file('note with its window', (writer) => ({
      annotation: `/Subtype /Text /F 4 /Contents (checked) ${look(writer)} /A << ${script} >>`,
    })),
    file('attachment on the page', (writer) => ({
      annotation: `/Subtype /FileAttachment /FS ${attached(writer)} 0 R /F 4 ${look(writer)}`,
    })),
    file('film on the page', (writer) => ({
      annotation:
        `/Subtype /RichMedia /F 4 ${look(writer)} /RichMediaSettings << /Activation << /Condition /PO >> >> ` +
        `/RichMediaContent << /Assets << /Names [(a.swf) ${attached(writer)} 0 R] >> >>`,
    })),
    file('button that starts a program', (writer) => ({
      annotation: `/Subtype /Widget /FT /Btn /Ff 65536 /T (go) /F 4 ${look(writer)} /A << /S /Launch /F (cmd.exe) >>`,
      catalog: (field) => form(field),
    })),
    {
      name: 'scripts and files of the whole document.pdf',
      bytes: pdfOf((writer) => {
        const act = writer.add(`<< ${script} >>`);
        return {
          pages: [{ entries: `${usual} /AA << /O ${act} 0 R >>`, content: marks('scripts') }],
          catalog:
            `/OpenAction ${act} 0 R /AA << /WC ${act} 0 R >> /Names << ` +
            `/JavaScript << /Names [(a) ${act} 0 R] >> ` +
            `/EmbeddedFiles << /Names [(a) ${attached(writer)} 0 R] >> >>`,
        };
      }),
      pages: 1,
      becomes: 'bound',
      says: sentence('scripts'),
    },
    {
      name: 'script hidden among resources.pdf',
      bytes: pdfOf((writer) => {
        const act = writer.add(`<< ${script} >>`);
        const group = writer.addStream(
          `${box} /Resources << >> /PieceInfo << /a ${act} 0 R >> /Metadata ${act} 0 R`,
          painted,
        );
        return {
          pages: [
            {
              entries:
                `/MediaBox [0 0 595 842] /Resources << ${fonts} /XObject << /X ${group} 0 R >> ` +
                `/Properties << /P << /Act ${act} 0 R >> >> >>`,
              content: `${marks('hidden')} q 1 0 0 1 100 100 cm /X Do Q`,
            },
          ],
        };
      }),
      pages: 1,
      becomes: 'bound',
      says: sentence('hidden'),
    },
    // PDFium shows the note, which no paper has.
    {
      name: 'links, notes, a field, a script.pdf',
      bytes: activePdf(),
      pages: 2,
      becomes: 'drawn',
      tolerance: 3,
    },
  ];
}
