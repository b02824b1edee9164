// Reads the waiting pages of an archive, by what their files say, until it is killed.
import { fileURLToPath } from 'node:url';
import { openArchive, unattended } from '../../main/library/index.ts';
import { readDocuments } from '../../main/reading/index.ts';
import { nodeLauncher } from '../../main/workers/launch-node.ts';
import { createWorkerPool, type WorkerPool } from '../../main/workers/index.ts';

const [folder = ''] = process.argv.slice(2);
const launch = nodeLauncher(fileURLToPath(new URL('./fake-reader.ts', import.meta.url)));
const pool = createWorkerPool(
  () => {
    const worker = launch();
    console.log(`worker ${worker.pid}`);
    return worker;
  },
  { size: 2 },
);
/** Says when a page is read: what is entered and turned then are the moments that matter most. */
const workers: WorkerPool = {
  run: async <Args, Result>(...args: Parameters<WorkerPool['run']>) => {
    const result = await pool.run<Args, Result>(args[0], args[1] as Args, args[2]);
    console.log(args[0] === 'reading.read' ? 'reads' : 'proposes');
    return result;
  },
  close: () => pool.close(),
};
const archive = await openArchive(folder, { workers, user: '陈立新', language: 'zh-CN' });
console.log('begins');
await readDocuments(archive, null, unattended());
console.log('ends');
await archive.close();
await workers.close();
process.disconnect?.();
