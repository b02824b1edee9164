import { deflateSync } from 'node:zlib';
import { circularTreePdf, deepTreePdf } from '../scans/bombs.ts';
import { misplacedXref, polyglotPdf, truncated } from '../scans/broken.ts';
import type { AwkwardFile } from './awkward-file.ts';
import { sentence } from './awkward-file.ts';
import { Pieces, referenceRows } from './pieces.ts';
import { fonts, helvetica, marks, pdfOf, plainSheets, usual } from './sheet.ts';

const header = '%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n';
const catalog = '<< /Type /Catalog /Pages 2 0 R >>';
const tree = '<< /Type /Pages /Count 1 /Kids [3 0 R] >>';
const leaf = `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>`;

/** Content updated by a later section; the older one is still in the file. */
function updated(seed: string): Buffer {
  const pieces = new Pieces();
  pieces.put(header);
  pieces.object(1, catalog);
  pieces.object(2, tree);
  pieces.object(3, leaf);
  pieces.stream(4, '', marks('what it said before'));
  pieces.object(5, helvetica);
  const first = pieces.table(0, 6, '/Size 6 /Root 1 0 R');
  pieces.end(first);
  pieces.stream(4, '', marks(seed));
  pieces.end(pieces.table(4, 1, `/Size 6 /Root 1 0 R /Prev ${first}`));
  return pieces.bytes;
}

/** Everything but the content packed, found by a cross-reference stream. */
function packed(seed: string): Buffer {
  const pieces = new Pieces();
  pieces.put(header);
  pieces.stream(4, '', marks(seed));
  pieces.packed(6, [
    [1, catalog],
    [2, tree],
    [3, leaf],
    [5, helvetica],
  ]);
  const start = pieces.length;
  const rows = referenceRows([
    [0, 0, 0xffff],
    [2, 6, 0],
    [2, 6, 1],
    [2, 6, 2],
    [1, pieces.offset(4), 0],
    [2, 6, 3],
    [1, pieces.offset(6), 0],
    [1, start, 0],
  ]);
  const entries = '/Type /XRef /W [1 4 2] /Size 8 /Root 1 0 R /Filter /FlateDecode';
  pieces.stream(7, entries, deflateSync(rows));
  pieces.end(start);
  return pieces.bytes;
}

/** A table for old readers, and a stream for what is packed (7.5.8.4). */
function hybrid(seed: string): Buffer {
  const pieces = new Pieces();
  pieces.put(header);
  pieces.object(1, catalog);
  pieces.object(2, tree);
  pieces.stream(4, '', marks(seed));
  pieces.packed(6, [
    [3, leaf],
    [5, helvetica],
  ]);
  const start = pieces.length;
  const rows = referenceRows([
    [2, 6, 0],
    [2, 6, 1],
  ]);
  pieces.stream(7, '/Type /XRef /W [1 4 2] /Index [3 1 5 1] /Size 8', rows);
  const trailer = `/Size 8 /Root 1 0 R /XRefStm ${start}`;
  pieces.end(pieces.table(0, 8, trailer, new Set([3, 5])));
  return pieces.bytes;
}

/** First page's objects in front with a table of their own, the rest behind (annex F). */
function linearised(seed: string): Buffer {
  // Offsets stand in fixed widths, so that a second pass can fill them in.
  const make = (size: number, end: number, main: number) => {
    const wide = (value: number) => String(value).padStart(10, '0');
    const pieces = new Pieces();
    pieces.put(header);
    pieces.object(
      3,
      `<< /Linearized 1 /L ${wide(size)} /H [${wide(700)} 20] /O 5 /E ${wide(end)} /N 1 /T ${wide(main)} >>`,
    );
    const first = pieces.length;
    const front = new Pieces();
    const rows = 'xref\n3 5\n'.length + 5 * 20;
    const trailer = `trailer\n<< /Size 8 /Root 4 0 R /Prev ${wide(main)} >>\nstartxref\n0\n%%EOF\n`;
    const base = first + rows + trailer.length;
    front.object(4, '<< /Type /Catalog /Pages 1 0 R >>');
    front.object(
      5,
      '<< /Type /Page /Parent 1 0 R /MediaBox [0 0 595 842] /Contents 6 0 R /Resources << /Font << /F1 7 0 R >> >> >>',
    );
    front.stream(6, '', marks(seed));
    front.object(7, helvetica);
    const row = (at: number) => `${wide(at)} 00000 n \n`;
    const table = [row(pieces.offset(3)), ...[4, 5, 6, 7].map((n) => row(base + front.offset(n)))];
    pieces.put(`xref\n3 5\n${table.join('')}${trailer}`);
    pieces.put(front.bytes);
    const behind = pieces.length;
    pieces.object(1, '<< /Type /Pages /Count 1 /Kids [5 0 R] >>');
    pieces.object(2, '<< /Producer (a linearising program) >>');
    const start = pieces.table(0, 3, '/Size 3');
    pieces.end(first);
    return { bytes: pieces.bytes, behind, start };
  };
  const { bytes, behind, start } = make(0, 0, 0);
  return make(bytes.length, behind, start).bytes;
}

/** Text of a file changed where `from` first stands. */
function changed(bytes: Buffer, from: string | RegExp, to: string): Buffer {
  return Buffer.from(bytes.toString('latin1').replace(from, to), 'latin1');
}

function loops(seed: string): AwkwardFile[] {
  const ringOfForms = pdfOf((writer) => {
    const form = writer.reserve();
    const content = 'q 0.9 0 0 0.9 0 0 cm 0 0.5 0 rg 300 100 200 100 re f /X Do Q';
    writer.fill(
      form,
      `<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X ${form} 0 R >> >> /Length ${content.length} >>`,
      Buffer.from(content),
    );
    const entries = `/MediaBox [0 0 595 842] /Resources << ${fonts} /XObject << /X ${form} 0 R >> >>`;
    return { pages: [{ entries, content: `${marks(seed)} /X Do` }] };
  });
  const ringOfResources = pdfOf((writer) => {
    const resources = writer.reserve();
    const form = writer.addStream(
      `/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources ${resources} 0 R`,
      '0 0.5 0 rg 300 100 200 100 re f',
    );
    writer.fill(resources, `<< ${fonts} /XObject << /X ${form} 0 R >> /Self ${resources} 0 R >>`);
    return {
      pages: [
        {
          entries: `/MediaBox [0 0 595 842] /Resources ${resources} 0 R`,
          content: `${marks(seed)} /X Do`,
        },
      ],
    };
  });
  const loopedTree = changed(plainSheets(seed), /\/Kids \[(\d+) 0 R\]/, '/Kids [$1 0 R 2 0 R]');
  return [
    { name: 'a form that paints itself.pdf', bytes: ringOfForms, pages: 1, becomes: 'bound' },
    { name: 'resources within themselves.pdf', bytes: ringOfResources, pages: 1, becomes: 'bound' },
    { name: 'a tree that holds itself.pdf', bytes: loopedTree, pages: 1, becomes: 'bound' },
    { name: 'nothing but a ring.pdf', bytes: circularTreePdf(), pages: 1, becomes: 'unreadable' },
  ];
}

/** Files whose order of objects, not whose pages, is odd. */
export function structuredFiles(): AwkwardFile[] {
  const seed = 'structure';
  const sound = plainSheets(seed);
  const said = sentence(`${seed} 0`);
  const bound = (what: string, bytes: Uint8Array, like?: Uint8Array): AwkwardFile => ({
    name: `${what}.pdf`,
    bytes,
    pages: 1,
    becomes: 'bound',
    says: like === sound ? said : sentence(what),
    ...(like && { like }),
  });
  const own = (what: string, make: (seed: string) => Buffer) =>
    bound(
      what,
      make(what),
      pdfOf(() => ({ pages: [{ content: marks(what) }] })),
    );
  const text = sound.toString('latin1');
  return [
    bound('cross-reference astray', misplacedXref(sound), sound),
    bound('without a cross-reference', sound.subarray(0, text.indexOf('xref\n0')), sound),
    bound(
      'cross-reference off by some',
      changed(sound, '%PDF-1.7\n', '%PDF-1.7\n%and more\n'),
      sound,
    ),
    bound('ends of objects missing', Buffer.from(text.replaceAll('endobj\n', ''), 'latin1'), sound),
    bound(
      'broken off after its pages',
      truncated(sound, text.lastIndexOf('trailer') / text.length),
      sound,
    ),
    bound('length of a stream wrong', changed(sound, /\/Length \d+/, '/Length 7'), sound),
    bound('length of a stream too long', changed(sound, /\/Length \d+/, '/Length 99999'), sound),
    bound('without length of a stream', changed(sound, /\/Length \d+/, ''), sound),
    bound('noise before its head', Buffer.concat([Buffer.from('\u0000noise\r\n'), sound]), sound),
    bound('noise after its end', Buffer.concat([sound, Buffer.alloc(3000, 0)]), sound),
    bound('also a web page', polyglotPdf(sound), sound),
    {
      name: 'pages that name no type.pdf',
      bytes: changed(sound, '/Type /Page ', ' '),
      pages: 1,
      becomes: 'drawn',
      like: sound,
    },
    bound('count of pages a lie', changed(sound, '/Count 1', '/Count 1000000'), sound),
    bound('a page that is null', changed(sound, /\/Kids \[/, '/Kids [null '), sound),
    bound('a page that is nowhere', changed(sound, /\/Kids \[/, '/Kids [99 0 R '), sound),
    own('updated twice', updated),
    own('objects packed', packed),
    own('hybrid cross-reference', hybrid),
    own('linearised', linearised),
    { name: 'a deep tree of pages.pdf', bytes: deepTreePdf(300), pages: 1, becomes: 'bound' },
    {
      name: 'resources only in the tree.pdf',
      bytes: pdfOf(() => ({
        pages: [{ entries: '/MediaBox [0 0 595 842]', content: marks(seed) }],
        tree: `/Resources << ${fonts} >>`,
      })),
      pages: 1,
      becomes: 'bound',
      says: sentence(seed),
    },
    {
      name: 'resources nowhere.pdf',
      bytes: pdfOf(() => ({
        pages: [{ entries: '/MediaBox [0 0 595 842]', content: '0.5 g 50 500 200 200 re f' }],
      })),
      pages: 1,
      becomes: 'bound',
    },
    {
      name: 'content in seven pieces.pdf',
      bytes: changed(
        pdfOf((writer) => {
          const parts = marks(seed)
            .split(' q ')
            .join(' ')
            .split(/(?= BT)/);
          const pieces = parts.map((part) => writer.addStream('', part));
          return {
            pages: [
              {
                entries: `${usual} /Pieces [${pieces.map((n) => `${n} 0 R`).join(' ')}]`,
                content: '',
              },
            ],
          };
        }),
        /\/Contents \d+ 0 R(.*)\/Pieces/,
        '$1/Contents',
      ),
      pages: 1,
      becomes: 'bound',
      says: sentence(seed),
    },
    {
      name: 'one page sound, one without its picture.pdf',
      bytes: pdfOf(() => ({
        pages: [
          { content: marks(`${seed} sound`) },
          {
            entries: `/MediaBox [0 0 595 842] /Resources << ${fonts} /XObject << /X 99 0 R >> >>`,
            content: `${marks(seed)} /X Do`,
          },
        ],
      })),
      pages: 2,
      becomes: 'drawn',
    },
    { name: 'empty.pdf', bytes: new Uint8Array(0), pages: 1, becomes: 'unreadable' },
    {
      name: 'a heading and no more.pdf',
      bytes: Buffer.from(header),
      pages: 1,
      becomes: 'unreadable',
    },
    ...loops(seed),
  ];
}
