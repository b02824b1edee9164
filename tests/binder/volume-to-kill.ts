// Writes a volume as a worker would, until it is killed: what is planned comes as a JSON file.
import { readFile } from 'node:fs/promises';
import { write } from '../../main/binder/write-task.ts';
import type { WriteArgs } from '../../main/binder/write-task.ts';

const [argsPath = ''] = process.argv.slice(2);
const args = JSON.parse(await readFile(argsPath, 'utf8')) as WriteArgs;
console.log('begins');
await write(args, { signal: new AbortController().signal, progress: () => undefined });
console.log('ends');
