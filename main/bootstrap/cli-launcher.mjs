#!/usr/bin/env node
// Copied to dist/cli.js: the command line, on this Node where it is new enough for pdf.js, else on
// the pinned one.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major > 22 || (major === 22 && minor >= 13)) await import('./cli-main.js');
else runOnPinned();

function runOnPinned() {
  const name = process.platform === 'win32' ? 'win' : process.platform;
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const pinned = fileURLToPath(
    new URL(`../node_modules/node-${name}-${process.arch}/bin/${file}`, import.meta.url),
  );
  if (!existsSync(pinned)) {
    console.error(
      `明册需要 Node 22.13 或更高版本 (Node 22.13 or later; this is ${process.versions.node})`,
    );
    process.exitCode = 3;
    return;
  }
  const main = fileURLToPath(new URL('./cli-main.js', import.meta.url));
  const child = spawn(pinned, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('error', (error) => {
    console.error(error.message);
    process.exitCode = 3;
  });
  child.once('close', (code, signal) => {
    process.exitCode = code ?? (signal ? 1 : 0);
  });
}
