import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { type LedgerPlace, ledgerFile } from './ledger-place.ts';

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
    hint: 'Set AUDIENCECTL_LEDGER_KEY to that key',
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
