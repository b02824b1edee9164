// Opens an archive of an earlier version and says how far it is, until it is killed.
import { openArchive } from '../../main/library/index.ts';
import { createWorkerPool, launchNode } from '../../main/workers/index.ts';

const [folder = ''] = process.argv.slice(2);
const workers = createWorkerPool(launchNode, { size: 1 });
const archive = await openArchive(folder, {
  workers,
  user: '陈立新',
  language: 'zh-CN',
  onUpgrade: ({ done }) => console.log(`made ${done}`),
});
console.log('ends');
await archive.close();
await workers.close();
