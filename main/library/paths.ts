import { readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';

/** The places inside an archive folder (design.md, On disk). */
export interface ArchivePaths {
  readonly catalogue: string;
  readonly originals: string;
  readonly staging: string;
  readonly derived: string;
  readonly exports: string;
  readonly backups: string;
  readonly lock: string;
}

export function archivePaths(folder: string): ArchivePaths {
  return {
    catalogue: join(folder, 'mingce.sqlite'),
    originals: join(folder, 'originals'),
    staging: join(folder, 'staging'),
    derived: join(folder, 'derived'),
    exports: join(folder, 'exports'),
    backups: join(folder, 'backups'),
    lock: join(folder, 'lock'),
  };
}

/** Where an original lies, below `originals`: `ab/cd/<sha256>.<extension>`, `/` between names. */
export function originalName(sha256: string, extension: string): string {
  const file = extension === '' ? sha256 : `${sha256}.${extension}`;
  return `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${file}`;
}

const syncFolders =
  /(?:^|[\\/])(?:OneDrive[^\\/]*|Dropbox|Google Drive|iCloudDrive|Nutstore|我的坚果云|坚果云|BaiduSyncdisk|百度网盘同步[^\\/]*|WPS云盘|WPSDrive|SynologyDrive)(?:[\\/]|$)/iu;

/** True inside a folder that a sync client copies behind the program's back. */
export function isSyncFolder(folder: string): boolean {
  return syncFolders.test(resolve(folder));
}

const networkTypes = new Set(['nfs', 'nfs4', 'cifs', 'smb3', 'smbfs', 'fuse.sshfs', '9p', 'afs']);

/** True on a network path, where SQLite's write-ahead log does not work. */
export function isNetworkPath(folder: string): boolean {
  const path = resolve(folder);
  if (path.startsWith('\\\\')) return true;
  if (process.platform !== 'linux') return false;
  try {
    let best = { point: '', type: '' };
    for (const line of readFileSync('/proc/self/mounts', 'utf8').split('\n')) {
      const [, point = '', type = ''] = line.split(' ').map((word) => word.replace(/\\040/g, ' '));
      const within = point === '/' || path === point || path.startsWith(point + sep);
      if (within && point.length >= best.point.length) best = { point, type };
    }
    return networkTypes.has(best.type);
  } catch {
    return false;
  }
}
