// Rebuilds the index of an archive and says how far it is, until it is killed.
import { openArchive, unattended } from '../../main/library/index.ts';
import { rebuildIndex } from '../../main/search/index.ts';
import { createWorkerPool, launchNode } from '../../main/workers/index.ts';

const [folder = ''] = process.argv.slice(2);
const workers = createWorkerPool(launchNode, { size: 1 });
const archive = await openArchive(folder, { workers, user: '陈立新', language: 'zh-CN' });
await rebuildIndex(archive, {
  ...unattended(),
  report: ({ done = 0 }) => console.log(`entered ${done}`),
});
console.log('ends');
await archive.close();
await workers.close();
