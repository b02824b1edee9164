// Imports a folder into an archive, or goes on with the import that is there, until it is killed.
import { importPaths, recoverIntake, runImport } from '../../main/intake/index.ts';
import { openArchive, unattended } from '../../main/library/index.ts';
import { rawSql } from '../../main/db/index.ts';
import { createWorkerPool, launchNode, type WorkerPool } from '../../main/workers/index.ts';

const [archiveFolder = '', sources = ''] = process.argv.slice(2);
const pool = createWorkerPool(
  () => {
    const worker = launchNode();
    console.log(`worker ${worker.pid}`);
    return worker;
  },
  { size: 2 },
);
/** Says when originals are about to be moved: the moments that matter most lie right after. */
const workers: WorkerPool = {
  run: (task, args, options) => {
    if (task === 'intake.place') console.log('places');
    return pool.run(task, args, options);
  },
  close: () => pool.close(),
};
const archive = await openArchive(archiveFolder, { workers, user: '陈立新', language: 'zh-CN' });
await recoverIntake(archive);
const begun = await archive.db.read.get<{ id: number }>(rawSql('SELECT id FROM import'));
console.log('begins');
if (begun === undefined) await importPaths(archive, [sources], {}, unattended());
else await runImport(archive, begun.id, unattended());
console.log('ends');
await archive.close();
await workers.close();
process.disconnect?.();
