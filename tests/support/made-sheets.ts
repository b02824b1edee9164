import { zipSync, strToU8 } from 'fflate';

/**
 * Workbooks made by hand, part by part, so that they hold what a writing library would never write:
 * built-in date formats of the Chinese Excel, formulas without values, broken references.
 */

/** A cell: plain text and numbers, or one said more exactly. */
export type MadeCell =
  | string
  | number
  | boolean
  | null
  | {
      readonly number?: number;
      /** A format's code, or the id of a built-in one. */
      readonly format?: string | number;
      readonly formula?: string;
      /** The formula's value as last computed; left out: never computed. */
      readonly computed?: string | number;
      readonly error?: string;
      /** Runs of rich text; `phonetic` is no part of the text. */
      readonly runs?: readonly string[];
      readonly phonetic?: string;
      readonly inline?: string;
    };

export interface MadeSheet {
  readonly name: string;
  readonly rows: readonly (readonly MadeCell[])[];
  /** `A1:B3` */
  readonly merges?: readonly string[];
  readonly hidden?: boolean;
  /** Counted from 1, as Excel does. */
  readonly hiddenRows?: readonly number[];
  readonly hiddenColumns?: readonly number[];
}

export interface MadeBook {
  readonly sheets: readonly MadeSheet[];
  readonly date1904?: boolean;
  /** Parts beside or instead of the made ones, by path. */
  readonly parts?: Readonly<Record<string, Uint8Array | string>>;
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const escaped = (text: string): string =>
  text
    .replace(/&/gu, '&amp;')
    .replace(/</gu, '&lt;')
    .replace(/>/gu, '&gt;')
    .replace(/"/gu, '&quot;');

function letters(column: number): string {
  return column < 26
    ? String.fromCharCode(65 + column)
    : letters(Math.floor(column / 26) - 1) + letters(column % 26);
}

/** The bytes of an .xlsx. */
export function makeWorkbook({ sheets, date1904 = false, parts = {} }: MadeBook): Uint8Array {
  const strings: string[] = [];
  const formats: (string | number)[] = [0];
  const shared = (xml: string): number => strings.push(xml) - 1;
  const styled = (format: string | number | undefined): string => {
    if (format === undefined) return '';
    if (!formats.includes(format)) formats.push(format);
    return ` s="${formats.indexOf(format)}"`;
  };
  const cellXml = (cell: MadeCell, name: string): string => {
    if (cell === null) return '';
    if (typeof cell === 'string')
      return `<c r="${name}" t="s"><v>${shared(`<t xml:space="preserve">${escaped(cell)}</t>`)}</v></c>`;
    if (typeof cell === 'number') return `<c r="${name}"><v>${cell}</v></c>`;
    if (typeof cell === 'boolean') return `<c r="${name}" t="b"><v>${cell ? 1 : 0}</v></c>`;
    const style = styled(cell.format);
    if (cell.runs !== undefined) {
      const runs = cell.runs.map(
        (run) => `<r><rPr><b/></rPr><t xml:space="preserve">${escaped(run)}</t></r>`,
      );
      const above =
        cell.phonetic === undefined ? '' : `<rPh sb="0" eb="1"><t>${cell.phonetic}</t></rPh>`;
      return `<c r="${name}" t="s"${style}><v>${shared(runs.join('') + above)}</v></c>`;
    }
    if (cell.inline !== undefined)
      return `<c r="${name}" t="inlineStr"${style}><is><t>${escaped(cell.inline)}</t></is></c>`;
    if (cell.error !== undefined) return `<c r="${name}" t="e"${style}><v>${cell.error}</v></c>`;
    if (cell.formula !== undefined) {
      const isText = typeof cell.computed === 'string';
      const value = cell.computed === undefined ? '' : `<v>${escaped(String(cell.computed))}</v>`;
      return `<c r="${name}"${isText ? ' t="str"' : ''}${style}><f>${escaped(cell.formula)}</f>${value}</c>`;
    }
    return cell.number === undefined
      ? `<c r="${name}"${style}/>`
      : `<c r="${name}"${style}><v>${cell.number}</v></c>`;
  };
  const sheetXml = ({ rows, merges = [], hiddenRows = [], hiddenColumns = [] }: MadeSheet) => {
    const columns = hiddenColumns.map(
      (n) => `<col min="${n}" max="${n}" width="9" hidden="1" customWidth="1"/>`,
    );
    const body = rows.map((row, at) => {
      const cells = row
        .map((cell, column) => cellXml(cell, `${letters(column)}${at + 1}`))
        .join('');
      return `<row r="${at + 1}"${hiddenRows.includes(at + 1) ? ' hidden="1"' : ''}>${cells}</row>`;
    });
    const merged = merges.map((range) => `<mergeCell ref="${range}"/>`).join('');
    return (
      `${head}<worksheet xmlns="${main}">` +
      (columns.length === 0 ? '' : `<cols>${columns.join('')}</cols>`) +
      `<sheetData>${body.join('')}</sheetData>` +
      (merged === '' ? '' : `<mergeCells count="${merges.length}">${merged}</mergeCells>`) +
      '</worksheet>'
    );
  };
  const files: Record<string, string> = {};
  sheets.forEach((sheet, at) => {
    files[`xl/worksheets/sheet${at + 1}.xml`] = sheetXml(sheet);
  });
  files['xl/workbook.xml'] =
    `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>` +
    sheets
      .map(
        ({ name, hidden = false }, at) =>
          `<sheet name="${escaped(name)}" sheetId="${at + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`,
      )
      .join('') +
    '</sheets></workbook>';
  files['xl/_rels/workbook.xml.rels'] =
    `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
    sheets
      .map(
        (_, at) =>
          `<Relationship Id="rId${at + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
      )
      .join('') +
    `<Relationship Id="rId901" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/>` +
    `<Relationship Id="rId902" Type="${relations}/styles" Target="styles.xml"/></Relationships>`;
  files['xl/sharedStrings.xml'] =
    `${head}<sst xmlns="${main}">${strings.map((xml) => `<si>${xml}</si>`).join('')}</sst>`;
  files['xl/styles.xml'] = stylesXml(formats);
  files['_rels/.rels'] =
    `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;
  files['[Content_Types].xml'] =
    `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
    `<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
    sheets
      .map(
        (_, at) =>
          `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`,
      )
      .join('') +
    `<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>` +
    `<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`;
  const all = { ...files, ...parts };
  return zipSync(
    Object.fromEntries(
      Object.entries(all).map(([path, part]) => [
        path,
        typeof part === 'string' ? strToU8(part) : part,
      ]),
    ),
  );
}

function stylesXml(formats: readonly (string | number)[]): string {
  const own = formats.filter((format) => typeof format === 'string');
  const idOf = (format: string | number): number =>
    typeof format === 'number' ? format : 200 + own.indexOf(format);
  const defined = own.map(
    (format) => `<numFmt numFmtId="${idOf(format)}" formatCode="${escaped(format)}"/>`,
  );
  return (
    `${head}<styleSheet xmlns="${main}">` +
    (own.length === 0 ? '' : `<numFmts count="${own.length}">${defined.join('')}</numFmts>`) +
    '<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>' +
    '<cellStyleXfs count="1"><xf/></cellStyleXfs>' +
    `<cellXfs count="${formats.length}">${formats
      .map((format) => `<xf numFmtId="${idOf(format)}" applyNumberFormat="1" xfId="0"/>`)
      .join('')}</cellXfs></styleSheet>`
  );
}

/** Days since 1899-12-30, as Excel counts. */
export const serialOf = (date: string): number =>
  Math.round((Date.parse(`${date}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000);
