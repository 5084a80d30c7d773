import { DiagnosticError } from '../../../diagnostics/diagnostic.ts';
import { systemErrorCode } from '../../../disk/system-error-code.ts';
import { describeSource, sourceError } from '../fields/field-reader.ts';
import { BytesBehindEnd } from './unpack.ts';

/**
 * What went wrong with a file, instead of the system's words.
 * @param name as it is named in messages.
 */
export function explainFileError(name: string, path: string, error: unknown): DiagnosticError {
  if (error instanceof DiagnosticError) return error;
  const file = describeSource(name);
  const code = systemErrorCode(error) ?? 'unknown';
  if (error instanceof BytesBehindEnd || isOtherHeader(error)) {
    return sourceError(
      'members-source-damaged',
      `${file} has other data after its gzip data`,
      'Export it again. Several gzip files may be joined, but nothing else may follow them.',
    );
  }
  switch (code) {
    case 'ENOENT':
      return sourceError(
        'members-source-missing',
        `${file} does not exist`,
        `Check the path: the file is expected at ${path}.`,
      );
    case 'ESPECIAL':
    case 'ENXIO':
      return special(name);
    case 'Z_BUF_ERROR':
      return sourceError(
        'members-source-truncated',
        `${file} ends in the middle of its compressed data`,
        'Export it again, or wait until it is complete.',
      );
    case 'Z_DATA_ERROR':
      return sourceError(
        'members-source-damaged',
        `${file} has damaged compressed data`,
        'Export or copy it again. Only a part of it could be unpacked.',
      );
    default:
      return sourceError(
        'members-source-unreadable',
        `${file} cannot be read (${code})`,
        'Check the path and its permissions.',
      );
  }
}

/** @param name as it is named in messages. */
export function special(name: string): DiagnosticError {
  return sourceError(
    'file-is-special',
    `${describeSource(name)} is a pipe, a socket or a device, not a file`,
    'Give its content on standard input, with --source -, or give a pipe with --source.',
  );
}

/** zlib's code for bytes that do not begin as gzip. The first bytes did, or zlib would not have been used. */
function isOtherHeader(error: unknown): boolean {
  return error instanceof Error && error.message === 'incorrect header check';
}
