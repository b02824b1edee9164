// Installs and builds what is missing, then starts what was asked. Plain Node, no dependency:
// this file and bootstrap/ are all that runs before `npm ci`.
import process from 'node:process';
import { buildIfStale } from './bootstrap/fresh.mjs';
import { installIfNeeded } from './bootstrap/install.mjs';
import { Stop } from './bootstrap/run.mjs';

/** What `npm run VERB` does once everything is installed. Each loads its own part only. */
const verbs = {
  start: async (args) => (await import('./bootstrap/start.mjs')).start(args),
  demo: async (args) => (await import('./bootstrap/demo.mjs')).demo(args),
  build: async (args) => buildIfStale({ always: args.includes('--force') }),
  test: async (args) => (await import('./bootstrap/check.mjs')).test(args),
  'test:long': async (args) => (await import('./bootstrap/check.mjs')).testLong(args),
  bench: async (args) => (await import('./bootstrap/check.mjs')).bench(args),
  dist: async (args) => (await import('./bootstrap/dist.mjs')).dist(args),
};

const [verb = '', ...args] = process.argv.slice(2);
try {
  const act = verbs[verb];
  if (!act) throw new Stop(`Usage: node main/bootstrap.mjs ${Object.keys(verbs).join(' | ')}`, 2);
  await installIfNeeded();
  process.exitCode = (await act(args)) ?? 0;
} catch (error) {
  if (!(error instanceof Stop)) throw error;
  console.error(error.message);
  process.exitCode = error.status;
}
