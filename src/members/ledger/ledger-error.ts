import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { objectToPath } from '../../disk/object-to-path.ts';
import { systemErrorCode } from '../../disk/system-error-code.ts';
import { NotAFile } from './files/file-layer.ts';
import { type LedgerPlace, ledgerFile, lockFile, notePlace } from './ledger-place.ts';

type LedgerProblem =
  | 'damaged'
  | 'old'
  | 'key-missing'
  | 'key-wrong'
  | 'not-encrypted'
  | 'unknown-format'
  | 'earlier-format'
  | 'other-list'
  | 'not-a-file';

interface Words {
  readonly is: string;
  readonly hint: string;
}

/** A whole command, since this is said by commands that have no such option. */
const rebuild =
  'delete it and run "audiencectl members sync SEGMENT --allow-members-rebuild", which clears the list and fills it again from its source';

const words: Readonly<Record<LedgerProblem, Words>> = {
  damaged: {
    is: 'is damaged',
    hint: `Restore it from a backup. If there is none, ${rebuild}.`,
  },
  old: {
    is: 'is older than the note next to it, which says that the list has been cleared since',
    hint: `Restore the newest ledger. If there is none, ${rebuild}.`,
  },
  'key-missing': {
    is: 'is encrypted',
    hint: 'Set AUDIENCECTL_LEDGER_KEY to the key that it was written with.',
  },
  'key-wrong': {
    is: 'was written with another key',
    hint: 'Set AUDIENCECTL_LEDGER_KEY to that key. If the key was changed, set AUDIENCECTL_LEDGER_OLD_KEY to the old key. If the key is lost, delete both kinds of ledger files of the list, PLATFORM-ID.ledger and PLATFORM-ID-TYPE.ledger, and run "audiencectl members sync SEGMENT --allow-members-rebuild".',
  },
  'not-encrypted': {
    is: 'is not encrypted, but AUDIENCECTL_LEDGER_KEY is set: anyone with access could have written it',
    hint: 'If the key is new and the file is yours, set AUDIENCECTL_LEDGER_OLD_KEY to "none" for one run, which encrypts the file.',
  },
  'unknown-format': {
    is: 'is not a ledger that this version of audiencectl can read',
    hint: 'Upgrade audiencectl, or give another folder with --ledger.',
  },
  'earlier-format': {
    is: 'has a format from before the first release, which is no longer supported',
    hint: `To continue without it, ${rebuild}.`,
  },
  'other-list': {
    is: 'belongs to another list or identifier type',
    hint: 'Give the folder with the ledger of this list with --ledger.',
  },
  'not-a-file': {
    is: 'is a link, or not a file',
    hint: 'Put the file itself in its place, or give another folder with --ledger.',
  },
};

const codes: Partial<Record<LedgerProblem, string>> = { 'earlier-format': 'ledger-unknown-format' };

export function ledgerError(place: LedgerPlace, problem: LedgerProblem): DiagnosticError {
  const { is, hint } = words[problem];
  const code = codes[problem] ?? `ledger-${problem}`;
  return finding(code, `The ledger ${ledgerFile(place)} ${is}`, hint);
}

/**
 * Ends with a finding where the folder or the disk of a ledger does not do what it is asked. Sources
 * and the API report their own.
 */
export async function withLedger<Result>(
  place: LedgerPlace,
  use: () => Promise<Result>,
): Promise<Result> {
  await refuseLinks(place);
  try {
    return await use();
  } catch (cause) {
    if (cause instanceof NotAFile) throw ledgerError(place, 'not-a-file');
    const code = cause instanceof DiagnosticError ? null : systemErrorCode(cause);
    if (code === null) throw cause;
    throw unusable(place, code, cause);
  }
}

/** What a ledger and its lock would be read from or written to has to be what it seems. */
async function refuseLinks(place: LedgerPlace): Promise<void> {
  for (const file of [ledgerFile(place), ledgerFile(notePlace(place)), lockFile(place)]) {
    const problem = await objectToPath(file);
    if (problem === null) continue;
    const message = `The ledger ${file}: ${problem.message}`;
    throw new DiagnosticError([{ severity: 'error', ...problem, message }]);
  }
}

/** What says that a disk is full, or that its user may take no more of it. */
const fullDisk = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

function unusable(place: LedgerPlace, code: string, cause: unknown): DiagnosticError {
  const file = ledgerFile(place);
  return fullDisk.has(code)
    ? finding(
        'ledger-unusable',
        `There is no space to write the ledger ${file} (${code})`,
        'Free up space on the disk and run the command again. The ledger has everything that was sent.',
        cause,
      )
    : finding(
        'ledger-unusable',
        `The ledger ${file} cannot be read or written (${code})`,
        'Check the folder and the disk, or give another folder with --ledger.',
        cause,
      );
}

function finding(code: string, message: string, hint: string, cause?: unknown): DiagnosticError {
  return new DiagnosticError([{ severity: 'error', code, message, hint }], { cause });
}
