// A program with two busy workers, for the test that kills it.
import { fileURLToPath } from 'node:url';
import { nodeLauncher } from '../../main/workers/launch-node.ts';
import { createWorkerPool } from '../../main/workers/pool.ts';

const worker = fileURLToPath(new URL('./misbehaving-worker.ts', import.meta.url));
const pool = createWorkerPool(nodeLauncher(worker), { size: 2 });
const [busyFile, idleFile] = process.argv.slice(2) as [string, string];
const { pid } = await pool.run<object, { pid: number }>('echo', {});
void pool.run('hang', { pidFile: busyFile });
const waits = pool.run('waitForAbort', { file: idleFile }, { onProgress: () => console.log(pid) });
await waits;
