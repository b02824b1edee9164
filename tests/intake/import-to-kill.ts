// Imports a folder into an archive, or goes on with the import that is there, until it is killed.
import { importPaths, recoverIntake, runImport } from '../../main/intake/index.ts';
import { openArchive, unattended } from '../../main/library/index.ts';
import { rawSql } from '../../main/db/index.ts';
import { createWorkerPool, launchNode } from '../../main/workers/index.ts';

const [archiveFolder = '', sources = ''] = process.argv.slice(2);
const workers = createWorkerPool(
  () => {
    const worker = launchNode();
    console.log(`worker ${worker.pid}`);
    return worker;
  },
  { size: 2 },
);
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
