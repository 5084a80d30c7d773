/** Edge: one run a list at a time, or the ledger would say what neither of them did. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { type LedgerPlace, ledgerFile } from './ledger-place.ts';
import { prepareLedgerFolder } from './prepare-ledger-folder.ts';
import { systemErrorCode } from './system-error-code.ts';

/** The locks of this process: a file that names it and is not here was left by one before it. */
const ownLocks = new Set<string>();

/**
 * @returns what gives the list free again.
 * @throws DiagnosticError while another run has it. A lock whose process has died is no lock.
 */
export async function lockLedger(place: LedgerPlace): Promise<() => Promise<void>> {
  const file = ledgerFile(place, 'lock');
  await prepareLedgerFolder(place.folder);
  const own = `${process.pid} ${hostname()}\n`;
  for (const isLast of [false, true]) {
    const isTaken = await writeFile(file, own, { flag: 'wx', mode: 0o600 }).then(
      () => false,
      (error: unknown) => {
        if (systemErrorCode(error) === 'EEXIST') return true;
        throw error;
      },
    );
    if (!isTaken) {
      ownLocks.add(file);
      return () => rm(file, { force: true }).finally(() => ownLocks.delete(file));
    }
    const owner = await readFile(file, 'utf8').catch(() => '');
    if (isLast || isAlive(owner, file)) throw locked(place, owner);
    await rm(file, { force: true });
  }
  throw locked(place, '');
}

/** A process of another machine cannot be asked. */
function isAlive(owner: string, file: string): boolean {
  const [pid = '', host = ''] = owner.trim().split(' ');
  if (host !== '' && host !== hostname()) return true;
  const number = Number(pid);
  if (!Number.isSafeInteger(number) || number <= 0) return false;
  if (number === process.pid) return ownLocks.has(file);
  try {
    process.kill(number, 0);
    return true;
  } catch (error) {
    return systemErrorCode(error) === 'EPERM';
  }
}

function locked(place: LedgerPlace, owner: string): DiagnosticError {
  const [pid, host] = owner.trim().split(' ');
  const who = pid && host ? `process ${pid} on ${host}` : 'another process';
  return new DiagnosticError([
    {
      severity: 'error',
      code: 'ledger-locked',
      message: `The members of ${place.list} are being changed by ${who}`,
      hint: `Wait for it to end; if it is gone, delete ${ledgerFile(place, 'lock')}`,
    },
  ]);
}
