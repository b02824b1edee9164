import { ArchiveError, type ErrorCode } from '../contract/errors.ts';

const readCodes: Readonly<Record<string, ErrorCode>> = {
  ENOENT: 'source-missing',
  ENOTDIR: 'source-missing',
  ENODEV: 'source-missing',
  ENXIO: 'source-missing',
  ESTALE: 'source-missing',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  // Windows: another program keeps the file to itself.
  EBUSY: 'no-permission',
  EISDIR: 'not-a-file',
  ELOOP: 'not-a-file',
  ENAMETOOLONG: 'name-too-long',
};

const writeCodes: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'too-large',
};

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
}

/** Why a source could not be read. A source that fails in the middle (a bad stick) is `unreadable`. */
export function readFailure(error: unknown, path: string): ArchiveError {
  if (error instanceof ArchiveError) return error;
  return new ArchiveError(readCodes[codeOf(error)] ?? 'unreadable', { path }, error);
}

/** Why the archive's own folder could not be written: not the fault of any one source. */
export function writeFailure(error: unknown, path: string): ArchiveError {
  if (error instanceof ArchiveError) return error;
  return new ArchiveError(writeCodes[codeOf(error)] ?? 'folder-not-writable', { path }, error);
}

/** Failures of the archive's side: the next file would fail the same way, so the import waits. */
export function concernsArchive(error: unknown): error is ArchiveError {
  return (
    error instanceof ArchiveError &&
    [
      'disk-full',
      'folder-not-writable',
      'archive-read-only',
      'archive-damaged',
      'archive-held',
      'archive-not-found',
    ].includes(error.code)
  );
}
