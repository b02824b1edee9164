import sharp from 'sharp';
import { deflateSync } from 'node:zlib';
import { encodeG4 } from '../scans/g4.ts';
import { encodeJbig2 } from '../scans/jbig2.ts';
import type { PdfWriter } from '../scans/pdf-writer.ts';
import { unembeddedPdf } from '../scans/unembedded-pdf.ts';
import type { AwkwardFile } from './awkward-file.ts';
import { sentence } from './awkward-file.ts';
import { jpxPicture } from './jpx.ts';
import { fonts, marks, pdfOf } from './sheet.ts';

const [wide, high] = [64, 48];

/** Samples of a picture whose four corners differ. */
function samples(channels: number, value: (channel: number, share: number) => number): Buffer {
  const out = Buffer.alloc(wide * high * channels);
  for (let y = 0; y < high; y += 1) {
    for (let x = 0; x < wide; x += 1) {
      const share = (x > 40 ? 0.5 : 0.1) + (y > 20 ? 0.3 : 0) + (x < 12 && y < 12 ? 0.1 : 0);
      for (let channel = 0; channel < channels; channel += 1) {
        out[(y * wide + x) * channels + channel] = Math.round(255 * value(channel, share));
      }
    }
  }
  return out;
}

const grey = samples(1, (_, share) => share);
const cmyk = samples(4, (channel, share) => [share, 0.2, 1 - share, 0.1][channel] ?? 0);
/** One byte a pixel, 1 for black. */
const bits = grey.map((value) => (value > 128 ? 1 : 0));
const bilevel = { bits, widthPx: wide, heightPx: high };
const image = `/Type /XObject /Subtype /Image /Width ${wide} /Height ${high}`;

interface Painted {
  readonly resources: string;
  readonly content: string;
  /** Further entries of the page. */
  readonly entries?: string;
  readonly catalog?: string;
}

function painted(what: string, make: (writer: PdfWriter) => Painted): AwkwardFile {
  const bytes = pdfOf((writer) => {
    const { resources, content, entries = '', catalog = '' } = make(writer);
    return {
      pages: [
        {
          entries: `/MediaBox [0 0 595 842] /Resources << ${fonts} ${resources} >> ${entries}`,
          content: `${marks(what)}\n${content}`,
        },
      ],
      catalog,
    };
  });
  return { name: `${what}.pdf`, bytes, pages: 1, becomes: 'bound', says: sentence(what) };
}

const place = 'q 300 0 0 225 100 150 cm';

/** A page with a picture on it, of whatever coding and colours. */
function pictured(what: string, make: (writer: PdfWriter) => number): AwkwardFile {
  return painted(what, (writer) => ({
    resources: `/XObject << /Im ${make(writer)} 0 R >>`,
    content: `${place} /Im Do Q`,
  }));
}

async function pictures(): Promise<AwkwardFile[]> {
  const rgb = samples(3, (channel, share) => [share, 1 - share, 0.4][channel] ?? 0);
  const jpeg = await sharp(rgb, { raw: { width: wide, height: high, channels: 3 } })
    .jpeg({ quality: 80 })
    .toBuffer();
  const profile = (await sharp(jpeg).withIccProfile('srgb').png().metadata()) && (await srgb());
  const eight = '/BitsPerComponent 8';
  const tint = '<< /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [0 0.9 0.8 0.1] /N 1 >>';
  return [
    pictured('photo in DCT', (w) =>
      w.addStream(`${image} ${eight} /ColorSpace /DeviceRGB /Filter /DCTDecode`, jpeg, false),
    ),
    pictured('photo in DCT within Flate', (w) => {
      const packed = deflateSync(jpeg);
      return w.add(
        `<< ${image} ${eight} /ColorSpace /DeviceRGB /Filter [/FlateDecode /DCTDecode] /Length ${packed.length} >>`,
        packed,
      );
    }),
    pictured('photo in JPX', (w) =>
      w.addStream(`${image} /Filter /JPXDecode`, jpxPicture(), false),
    ),
    pictured('fax in CCITT', (w) =>
      w.addStream(
        `${image} /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns ${wide} /Rows ${high} >>`,
        encodeG4(bits, wide),
        false,
      ),
    ),
    pictured('scan in JBIG2 with globals', (w) => {
      // A comment segment for all pages (T.88, 7.4.15).
      const comment = Buffer.from('0000000a3e00000000001220000000776f72640073617964000000', 'hex');
      comment.writeUInt32BE(comment.length - 11, 7);
      const globals = w.addStream('', comment);
      return w.addStream(
        `${image} /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /JBIG2Decode /DecodeParms << /JBIG2Globals ${globals} 0 R >>`,
        encodeJbig2(bilevel),
        false,
      );
    }),
    pictured('picture in four inks', (w) =>
      w.addStream(`${image} ${eight} /ColorSpace /DeviceCMYK`, cmyk),
    ),
    pictured('picture with a profile', (w) => {
      const icc = w.addStream('/N 3 /Alternate /DeviceRGB', profile);
      return w.addStream(`${image} ${eight} /ColorSpace [/ICCBased ${icc} 0 R]`, rgb);
    }),
    pictured('picture with a palette elsewhere', (w) => {
      const table = w.addStream(
        '',
        Buffer.from('ff0000 00a000 0000ff f0f000'.replaceAll(' ', ''), 'hex'),
      );
      const four = Buffer.from(grey.map((value) => Math.min(3, value >> 6)));
      return w.addStream(
        `${image} ${eight} /ColorSpace [/Indexed /DeviceRGB 3 ${table} 0 R]`,
        four,
      );
    }),
    pictured('picture in an ink of its own', (w) =>
      w.addStream(
        `${image} ${eight} /ColorSpace [/Separation /Red#20Seal /DeviceCMYK ${tint}]`,
        grey,
      ),
    ),
    pictured('picture in two inks by name', (w) => {
      const tints = w.addStream(
        '/FunctionType 4 /Domain [0 1 0 1] /Range [0 1 0 1 0 1]',
        '{ 1 exch sub exch 1 exch sub exch 0.5 }',
      );
      const two = samples(2, (channel, share) => (channel === 0 ? share : 1 - share));
      return w.addStream(
        `${image} ${eight} /ColorSpace [/DeviceN [/A /B] /DeviceRGB ${tints} 0 R]`,
        two,
      );
    }),
    pictured('picture with a soft mask', (w) => {
      const mask = w.addStream(`${image} ${eight} /ColorSpace /DeviceGray`, grey);
      return w.addStream(`${image} ${eight} /ColorSpace /DeviceRGB /SMask ${mask} 0 R`, rgb);
    }),
    pictured('picture with a stencil', (w) => {
      const packed = Buffer.alloc((wide / 8) * high, 0x3c);
      const mask = w.addStream(`${image} /ImageMask true /BitsPerComponent 1`, packed);
      return w.addStream(`${image} ${eight} /ColorSpace /DeviceRGB /Mask ${mask} 0 R`, rgb);
    }),
    pictured('picture of sixteen bits', (w) => {
      const deep = Buffer.alloc(grey.length * 2);
      grey.forEach((value, at) => deep.writeUInt16BE(value * 257, at * 2));
      return w.addStream(`${image} /BitsPerComponent 16 /ColorSpace /DeviceGray`, deep);
    }),
  ];
}

async function srgb(): Promise<Buffer> {
  const one = sharp({ create: { width: 1, height: 1, channels: 3, background: '#fff' } });
  const { icc } = await sharp(await one.withIccProfile('srgb').png().toBuffer()).metadata();
  if (icc === undefined) throw new Error('no profile');
  return icc;
}

function paintings(): AwkwardFile[] {
  const box = '/Type /XObject /Subtype /Form /BBox [0 0 200 100]';
  return [
    painted('picture within the content', () => ({
      resources: '',
      content:
        `${place} BI /W 4 /H 2 /BPC 8 /CS /G /F /AHx ID 00408000FF80C020> EI Q ` +
        'q 60 0 0 60 420 300 cm BI /W 2 /H 2 /BPC 8 /CS /RGB /F [/AHx] ID FF000000FF000000FFFFFF00> EI Q',
    })),
    painted('letters drawn by procedures', (w) => {
      const glyph = w.addStream('', '800 0 0 0 750 750 d1 0 0 750 750 re f', false);
      const other = w.addStream('', '1 0 0 rg 800 0 d0 0 0 m 375 750 l 750 0 l f', false);
      const font = w.add(
        '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 750 750] /FontMatrix [0.001 0 0 0.001 0 0] ' +
          `/CharProcs << /square ${glyph} 0 R /hill ${other} 0 R >> /Encoding << /Type /Encoding /Differences [97 /square /hill] >> ` +
          '/FirstChar 97 /LastChar 98 /Widths [800 800] /Resources << >> >>',
      );
      return {
        resources: `/F ${font}`,
        entries: `/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> /T3 ${font} 0 R >> >>`,
        content: 'BT /T3 60 Tf 100 300 Td (abba) Tj ET',
      };
    }),
    painted('pattern and shading', (w) => {
      const tile = w.addStream(
        '/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 20 20] /XStep 20 /YStep 20 /Resources << >>',
        '0 0.6 0 rg 0 0 10 10 re f',
      );
      const shade =
        '<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [300 0 500 0] /Extend [true true] ' +
        '/Function << /FunctionType 2 /Domain [0 1] /C0 [1 0 0] /C1 [0 0 1] /N 1 >> >>';
      return {
        resources: `/Pattern << /P ${tile} 0 R >> /Shading << /S ${shade} >>`,
        content: '/Pattern cs /P scn 100 100 150 150 re f q 300 100 200 150 re W n /S sh Q',
      };
    }),
    painted('see-through and masked', (w) => {
      const luminous = w.addStream(
        `${box} /Group << /S /Transparency /CS /DeviceGray >> /Resources << >>`,
        '1 g 0 0 100 100 re f 0.4 g 100 0 100 100 re f',
      );
      const group = w.addStream(
        `${box} /Group << /S /Transparency /I true >> /Resources << >>`,
        '1 0 0 rg 0 0 120 60 re f 0 0 1 rg 60 30 120 60 re f',
      );
      return {
        resources:
          `/XObject << /G ${group} 0 R >> /ExtGState << /H << /ca 0.5 /BM /Multiply >> ` +
          `/M << /SMask << /S /Luminosity /G ${luminous} 0 R >> >> >>`,
        entries: '/Group << /S /Transparency /CS /DeviceRGB >>',
        content:
          'q 1 0 0 1 100 100 cm /H gs /G Do Q q 1 0 0 1 330 100 cm /M gs 0 0.5 0 rg 0 0 200 100 re f Q',
      };
    }),
    painted('layers, one of them off', (w) => {
      const [shown, hidden] = ['Seals', 'Drafts'].map((name) =>
        w.add(`<< /Type /OCG /Name (${name}) >>`),
      );
      return {
        resources: `/Properties << /Shown ${shown} 0 R /Hidden ${hidden} 0 R >>`,
        content:
          '/OC /Shown BDC 1 0 0 rg 100 100 100 100 re f EMC /OC /Hidden BDC 0 g 300 100 200 200 re f EMC',
        catalog: `/OCProperties << /OCGs [${shown} 0 R ${hidden} 0 R] /D << /Order [${shown} 0 R ${hidden} 0 R] /OFF [${hidden} 0 R] >> >>`,
      };
    }),
    painted('layers off unless said', (w) => {
      const [shown, hidden] = ['Seals', 'Drafts'].map((name) =>
        w.add(`<< /Type /OCG /Name (${name}) >>`),
      );
      const both = w.add(`<< /Type /OCMD /OCGs [${shown} 0 R ${hidden} 0 R] /P /AllOn >>`);
      return {
        resources: `/Properties << /Shown ${shown} 0 R /Hidden ${both} 0 R >>`,
        content:
          '/OC /Shown BDC 1 0 0 rg 100 100 100 100 re f EMC /OC /Hidden BDC 0 g 300 100 200 200 re f EMC',
        catalog: `/OCProperties << /OCGs [${shown} 0 R ${hidden} 0 R] /D << /BaseState /OFF /ON [${shown} 0 R] >> >>`,
      };
    }),
    painted('names with marks', () => ({
      resources: '/ExtGState << /G#20S#231 << /LW 20 >> >>',
      content: 'q /G#20S#231 gs 100 200 m 400 200 l S Q',
    })),
  ];
}

/** Pages that paint in rare ways. */
export async function paintedFiles(): Promise<AwkwardFile[]> {
  return [
    ...(await pictures()),
    ...paintings(),
    ...(['STSong-Light', 'SimSun'] as const).map((font): AwkwardFile => ({
      name: `${font} left to the reader.pdf`,
      bytes: unembeddedPdf(font, [['东街卫生检查记录']]),
      pages: 1,
      becomes: 'bound',
    })),
  ];
}
