import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { objectToFile } from '../disk/read-named-file.ts';
import { type LedgerPlace, ledgerFile } from './ledger-place.ts';
import { systemErrorCode } from './system-error-code.ts';

type LedgerProblem = 'damaged' | 'key-missing' | 'key-wrong' | 'unknown-format' | 'other-list';

const words: Readonly<Record<LedgerProblem, { readonly is: string; readonly hint: string }>> = {
  damaged: {
    is: 'is damaged',
    hint: 'Bring it back from a backup, or delete it and build the list again with --allow-members-rebuild',
  },
  'key-missing': {
    is: 'is encrypted',
    hint: 'Set AUDIENCECTL_LEDGER_KEY to the key that it was written with',
  },
  'key-wrong': {
    is: 'was written with another key',
    hint: 'Set AUDIENCECTL_LEDGER_KEY to that key; where it was changed, set AUDIENCECTL_LEDGER_OLD_KEY to it',
  },
  'unknown-format': {
    is: 'is no ledger that this version of audiencectl can read',
    hint: 'Upgrade audiencectl, or name another folder with --ledger',
  },
  'other-list': {
    is: 'belongs to another list',
    hint: 'Name the folder that holds the ledger of this list with --ledger',
  },
};

export function ledgerError(place: LedgerPlace, problem: LedgerProblem): DiagnosticError {
  const { is, hint } = words[problem];
  const message = `The ledger ${ledgerFile(place)} ${is}`;
  return new DiagnosticError([{ severity: 'error', code: `ledger-${problem}`, message, hint }]);
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
    const code = cause instanceof DiagnosticError ? null : systemErrorCode(cause);
    if (code === null) throw cause;
    const message = `The ledger ${ledgerFile(place)} cannot be read or written (${code})`;
    const hint = 'Look at the folder and the disk, or name another folder with --ledger';
    const finding = { severity: 'error', code: 'ledger-unusable', message, hint } as const;
    throw new DiagnosticError([finding], { cause });
  }
}

/** What the ledger and its lock would be read from or written to has to be what it seems. */
async function refuseLinks(place: LedgerPlace): Promise<void> {
  for (const file of [ledgerFile(place), ledgerFile(place, 'lock')]) {
    const problem = await objectToFile(file);
    if (problem === null) continue;
    const message = `The ledger ${file}: ${problem.message}`;
    throw new DiagnosticError([{ severity: 'error', ...problem, message }]);
  }
}
