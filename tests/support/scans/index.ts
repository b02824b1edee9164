/**
 * Makers of original files, by code and reproducible by seed: what scanners, phones and office
 * programs hand in, and what goes wrong with it.
 *
 * Paper first: `layOut(blocks)` or a maker of `pages.ts` gives clean papers; `scanPaper` and
 * `scanBilevel` scan them; `scannedPdf`, `g4Pdf`, `jbig2Pdf`, `textPdf`, `tiff` make files.
 */
export type { Block, Column, Party } from './blocks.ts';
export * from './bombs.ts';
export * from './broken.ts';
export type { PdfCipher, PdfEncryption } from './encrypted-pdf.ts';
export { bmp, gif, greyPixels, jpeg, orientedJpeg, png, webp } from './images.ts';
export * from './import-folder.ts';
export type { LayoutOptions } from './layout.ts';
export { layOut } from './layout.ts';
export type { HostileName } from './names.ts';
export { hostileNames } from './names.ts';
export * from './odd-pdfs.ts';
export { docx, mp4, ofd, oleFile, xlsx } from './office.ts';
export * from './pages.ts';
export type { Paper } from './paper.ts';
export { drawPaper } from './draw-paper.ts';
export type { Random } from './random.ts';
export { createRandom } from './random.ts';
export * from './ready.ts';
export type { ScannedPage, ScanOptions } from './scan.ts';
export { scanBilevel, scanPaper } from './scan.ts';
export type { BilevelImage } from './scanned-pdf.ts';
export { g4Pdf, jbig2Pdf, scannedPdf } from './scanned-pdf.ts';
export type { PhotoOptions, SceneName } from './scenes.ts';
export { photo } from './scenes.ts';
export { layeredPdf, textPdf } from './text-pdf.ts';
export type { TiffPage } from './tiff.ts';
export { tiff } from './tiff.ts';
export type { UnembeddedFont } from './unembedded-pdf.ts';
export { unembeddedPdf } from './unembedded-pdf.ts';
export type { FileTree } from './write-tree.ts';
export { writeTree } from './write-tree.ts';
export { zip } from './zip.ts';
