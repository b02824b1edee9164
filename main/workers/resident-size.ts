import { readFileSync } from 'node:fs';

/**
 * Bytes of memory a process occupies, or undefined where that cannot be seen from outside (other
 * systems than Linux: there the worker's own watchdog keeps the limit). VmRSS and not
 * `/proc/<pid>/statm`, which counts in pages, and pages are 64 KiB on some arm64 systems.
 */
export function residentBytes(pid: number): number | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
    return kib === undefined ? undefined : Number(kib) * 1024;
  } catch {
    return undefined;
  }
}
