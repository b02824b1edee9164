import { ArchiveError, type ErrorCode, type WireError } from '../contract/errors.ts';

const systemErrors: Readonly<Record<string, ErrorCode>> = {
  ENOENT: 'source-missing',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EISDIR: 'not-a-file',
  ENAMETOOLONG: 'name-too-long',
};

/** How what a task threw crosses to the program: our own errors by code, the system's by theirs. */
export function toWireError(thrown: unknown): WireError {
  if (thrown instanceof ArchiveError) {
    return { code: thrown.code, message: thrown.message, details: { ...thrown.details } };
  }
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const systemCode = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const code = systemErrors[systemCode] ?? 'internal';
  return { code, message: error.stack ?? error.message, details: {} };
}

/** The error as the caller of a task sees it; what the worker wrote about it is the cause. */
export function fromWireError(error: WireError): ArchiveError {
  return new ArchiveError(error.code, error.details, new Error(error.message));
}
