import type { OffLimits } from './off-limits.ts';
import { systemErrorCode } from './system-error-code.ts';

/** Why a file is not opened, in the words of a finding. */
export interface Unreadable {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

const special: Unreadable = {
  code: 'file-is-special',
  message: 'this is a pipe, a socket or a device, not a file',
  hint: 'Write its content to a file, and give that file.',
};

const reasons: Readonly<Record<string, Unreadable>> = {
  ENOENT: { code: 'file-not-found', message: 'there is no such file' },
  ENOTDIR: { code: 'file-not-found', message: 'there is no such file' },
  EISDIR: { code: 'file-is-a-folder', message: 'this is a folder, not a file' },
  EACCES: { code: 'file-unreadable', message: 'this user may not read it' },
  EPERM: { code: 'file-unreadable', message: 'this user may not read it' },
  ELOOP: { code: 'file-unreadable', message: 'it is a link that leads to itself' },
  ENXIO: special,
  ESPECIAL: special,
};

/** From what Node says, or `openRegularFile`. */
export function explainUnreadable(error: unknown): Unreadable {
  const errno = systemErrorCode(error) ?? 'unknown';
  return reasons[errno] ?? { code: 'file-unreadable', message: `it cannot be read (${errno})` };
}

/** A file below a folder that nothing is read from. */
export function explainOffLimits(folder: OffLimits): Required<Unreadable> {
  return {
    code: 'file-not-allowed',
    message: `this path leads into ${folder}, where audiencectl reads and writes no files`,
    hint: `Use a file outside ${folder}.`,
  };
}
