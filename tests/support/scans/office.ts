import { zip } from './zip.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const packageTypes = 'http://schemas.openxmlformats.org/package/2006/content-types';
const relationships = 'http://schemas.openxmlformats.org/package/2006/relationships';
const officeDocument =
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument';
const wordMain = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const sheetMain = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function types(parts: Readonly<Record<string, string>>): string {
  const overrides = Object.entries(parts)
    .map(
      ([part, type]) =>
        `<Override PartName="/${part}" ContentType="application/vnd.openxmlformats-officedocument.${type}+xml"/>`,
    )
    .join('');
  return (
    `${declaration}<Types xmlns="${packageTypes}"><Default Extension="xml" ContentType="application/xml"/>` +
    `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${overrides}</Types>`
  );
}

function rootRelation(target: string): string {
  return (
    `${declaration}<Relationships xmlns="${relationships}">` +
    `<Relationship Id="rId1" Type="${officeDocument}" Target="${target}"/></Relationships>`
  );
}

/** A Word document that Word opens: the first paragraph is the title, centred and bold. */
export function docx(paragraphs: readonly string[]): Buffer {
  const font = '<w:rFonts w:ascii="SimSun" w:hAnsi="SimSun" w:eastAsia="SimSun"/>';
  const body = paragraphs
    .map((text, index) => {
      const [layout, run] =
        index === 0
          ? ['<w:jc w:val="center"/>', `<w:rPr>${font}<w:b/><w:sz w:val="44"/></w:rPr>`]
          : ['<w:ind w:firstLineChars="200"/>', `<w:rPr>${font}<w:sz w:val="32"/></w:rPr>`];
      return `<w:p><w:pPr>${layout}</w:pPr><w:r>${run}<w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r></w:p>`;
    })
    .join('');
  const page =
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>';
  return zip({
    '[Content_Types].xml': types({ 'word/document.xml': 'wordprocessingml.document.main' }),
    '_rels/.rels': rootRelation('word/document.xml'),
    'word/document.xml': `${declaration}<w:document xmlns:w="${wordMain}"><w:body>${body}${page}</w:body></w:document>`,
  });
}

/** A workbook of one sheet, cells as inline text. */
export function xlsx(rows: readonly (readonly string[])[]): Buffer {
  const cells = rows
    .map((row, index) => {
      const inner = row
        .map((text) => `<c t="inlineStr"><is><t>${escapeXml(text)}</t></is></c>`)
        .join('');
      return `<row r="${index + 1}">${inner}</row>`;
    })
    .join('');
  return zip({
    '[Content_Types].xml': types({
      'xl/workbook.xml': 'spreadsheetml.sheet.main',
      'xl/worksheets/sheet1.xml': 'spreadsheetml.worksheet',
    }),
    '_rels/.rels': rootRelation('xl/workbook.xml'),
    'xl/workbook.xml':
      `${declaration}<workbook xmlns="${sheetMain}" xmlns:r="${officeDocument.replace('/officeDocument', '')}">` +
      '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': `${declaration}<Relationships xmlns="${relationships}"><Relationship Id="rId1" Type="${officeDocument.replace('/officeDocument', '/worksheet')}" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `${declaration}<worksheet xmlns="${sheetMain}"><sheetData>${cells}</sheetData></worksheet>`,
  });
}

/** An OFD (GB/T 33190) of one page with one line of text. */
export function ofd(text: string): Buffer {
  const space = 'xmlns:ofd="http://www.ofdspec.org/2016"';
  const box = '<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>';
  return zip({
    'OFD.xml': `${declaration}<ofd:OFD ${space} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>00000000000000000000000000000001</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    'Doc_0/Document.xml': `${declaration}<ofd:Document ${space}><ofd:CommonData><ofd:MaxUnitID>4</ofd:MaxUnitID><ofd:PageArea>${box}</ofd:PageArea></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>`,
    'Doc_0/Pages/Page_0/Content.xml': `${declaration}<ofd:Page ${space}><ofd:Area>${box}</ofd:Area><ofd:Content><ofd:Layer ID="2"><ofd:TextObject ID="3" Boundary="28 37 150 10" Font="4" Size="5.6"><ofd:TextCode X="0" Y="6">${escapeXml(text)}</ofd:TextCode></ofd:TextObject></ofd:Layer></ofd:Content></ofd:Page>`,
  });
}

/** The head of an OLE compound file, as old Word, Excel and WPS files begin, with text in it. */
export function oleFile(text: string): Buffer {
  const bytes = Buffer.alloc(2048);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  bytes.writeUInt16LE(0x3e, 24);
  bytes.writeUInt16LE(3, 26);
  bytes.writeUInt16LE(0xfffe, 28);
  bytes.writeUInt16LE(9, 30);
  bytes.writeUInt16LE(6, 32);
  bytes.write(text, 1024, 'utf16le');
  return bytes;
}

/** The boxes an MP4 begins with, and no picture. */
export function mp4(): Buffer {
  const box = (type: string, body: Buffer): Buffer => {
    const size = Buffer.alloc(4);
    size.writeUInt32BE(body.length + 8);
    return Buffer.concat([size, Buffer.from(type, 'latin1'), body]);
  };
  return Buffer.concat([
    box('ftyp', Buffer.from('isom\x00\x00\x02\x00isomiso2mp41', 'latin1')),
    box('free', Buffer.alloc(0)),
    box('mdat', Buffer.alloc(256)),
  ]);
}
