import type { Canvas } from '@napi-rs/canvas';
import { drawPaper } from './draw-paper.ts';
import { corrupted, garbage, hostileHtml, hostileSvg, polyglotPdf, truncated } from './broken.ts';
import type { PdfCipher } from './encrypted-pdf.ts';
import { bmp, gif, greyPixels, jpeg, orientedJpeg, png, webp } from './images.ts';
import { docx, mp4, ofd, oleFile, xlsx } from './office.ts';
import { oddPagesPdf } from './odd-pdfs.ts';
import type { RedHeadOptions } from './pages.ts';
import { redHeadPapers, signInPaper } from './pages.ts';
import { createRandom } from './random.ts';
import type { ScanOptions } from './scan.ts';
import { scanBilevel, scanPaper } from './scan.ts';
import { g4Pdf, jbig2Pdf, scannedPdf } from './scanned-pdf.ts';
import { textPdf } from './text-pdf.ts';
import { tiff } from './tiff.ts';
import { unembeddedPdf } from './unembedded-pdf.ts';
import type { FileTree } from './write-tree.ts';

/** The first page of a red-head paper, scanned in colour: a JPEG. */
export async function redHeadPage(options: RedHeadOptions & ScanOptions = {}): Promise<Buffer> {
  const [paper] = redHeadPapers(options);
  if (paper === undefined) throw new Error('nothing laid out');
  return (await scanPaper(paper, options)).jpeg;
}

/** A red-head paper as a scanned PDF: pictures only. */
export async function redHeadScan(options: RedHeadOptions & ScanOptions = {}): Promise<Buffer> {
  const papers = redHeadPapers(options);
  return scannedPdf(
    await Promise.all(
      papers.map((paper, index) =>
        scanPaper(paper, { ...options, seed: `${options.seed ?? 1} ${index}` }),
      ),
    ),
  );
}

/** A red-head paper as a PDF with a real text layer. */
export async function redHeadText(options: RedHeadOptions = {}): Promise<Buffer> {
  return textPdf(redHeadPapers(options));
}

/** A scanned PDF of one page under a user password, or under an empty one, which all may open. */
export async function encryptedPdf(
  userPassword: string,
  cipher: PdfCipher = 'aes',
): Promise<Buffer> {
  const [paper] = redHeadPapers({ title: '关于报送责任书汇总的通知' });
  if (paper === undefined) throw new Error('nothing laid out');
  const page = await scanPaper(paper, { dpi: 100, seed: 'encrypted' });
  const fileId = Buffer.from('mingce test file');
  return scannedPdf([page], { cipher, userPassword, ownerPassword: 'owner', fileId });
}

async function smallPage(title: string): Promise<Canvas> {
  const [paper] = redHeadPapers({ title });
  if (paper === undefined) throw new Error('nothing laid out');
  return drawPaper(paper, 50, createRandom(title));
}

/**
 * One of each: a tree of good, awkward and hostile files for an import, each under a name that
 * says what it is. All are small; nothing in it hangs or bombs (see `bombs.ts` for those).
 */
export async function oneOfEach(): Promise<FileTree> {
  const upright = await smallPage('关于开展环境整治的通知');
  const second = await smallPage('关于开展环境整治的补充通知');
  const bilevel = await scanBilevel(signInPaper(), { dpi: 100 });
  const scan = await redHeadScan({ dpi: 72 });
  return {
    ...good(scan, bilevel),
    '好/文字.pdf': await redHeadText(),
    '好/照片.jpg': await jpeg(upright),
    '好/侧放照片.jpg': await orientedJpeg(upright, 6),
    '好/截图.png': await png(upright),
    '好/截图.bmp': bmp(upright),
    '好/截图.webp': await webp(upright),
    '好/动图.gif': await gif([upright, second]),
    '好/灰度.tif': tiff(
      [
        {
          kind: 'grey',
          grey: await greyPixels(upright),
          widthPx: upright.width,
          heightPx: upright.height,
        },
      ],
      50,
    ),
    '加密/空密码.pdf': await encryptedPdf('', 'aes'),
    '加密/有密码.pdf': await encryptedPdf('qinghe', 'rc4'),
    '坏/截断.pdf': truncated(scan, 0.4),
    '坏/照片.jpg': corrupted(await jpeg(second), 'jpeg', 20),
    '坏/空.pdf': Buffer.alloc(0),
    '坏/乱码.pdf': garbage(),
    '险/网页.html': hostileHtml(),
    '险/矢量.svg': hostileSvg(),
    '险/两可.pdf': polyglotPdf(scan),
    ...pageless(),
  };
}

function good(scan: Buffer, bilevel: Awaited<ReturnType<typeof scanBilevel>>): FileTree {
  return {
    '好/扫描.pdf': scan,
    '好/未嵌字体宋体.pdf': unembeddedPdf('STSong-Light', [
      ['关于开展环境整治的通知', '第一页'],
      ['第二页整改'],
    ]),
    '好/未嵌字体新宋.pdf': unembeddedPdf('SimSun', [
      ['关于开展环境整治的通知', '第一页'],
      ['第二页整改'],
    ]),
    '好/黑白传真.pdf': g4Pdf([bilevel], 100),
    '好/黑白扫描.pdf': jbig2Pdf([bilevel], 100),
    '好/大小页.pdf': oddPagesPdf(),
    '好/两页.tif': tiff(
      [
        { kind: 'bilevel', ...bilevel },
        { kind: 'bilevel', ...bilevel },
      ],
      100,
    ),
  };
}

function pageless(): FileTree {
  return {
    '无页/方案.docx': docx(['环境整治方案', '各村（社区）要逐项整改。']),
    '无页/台账.xlsx': xlsx([
      ['序号', '问题'],
      ['1', '占道经营'],
    ]),
    '无页/公文.ofd': ofd('清河镇人民政府'),
    '无页/旧文.wps': oleFile('清河镇人民政府'),
    '无页/片段.mp4': mp4(),
  };
}
