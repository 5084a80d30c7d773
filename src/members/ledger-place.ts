import { join } from 'node:path';

/** Where the ledger of a list is, and what opens it. */
export interface LedgerPlace {
  /** Of one API: ledgers of a sandbox are kept apart from those of the real one. */
  readonly folder: string;
  /** The list: `retail-media/738…`, one file each. */
  readonly list: string;
  /** The value of AUDIENCECTL_LEDGER_KEY; null where there is none. */
  readonly secret: string | null;
  /** The value of AUDIENCECTL_LEDGER_OLD_KEY, which opens what was written before the key was changed. */
  readonly oldSecret: string | null;
}

/** The ledger's file; other endings beside it are its lock and a file that is being written. */
export function ledgerFile({ folder, list }: LedgerPlace, ending = 'ledger'): string {
  return join(folder, `${encodeURIComponent(list).replaceAll('%2F', '-')}.${ending}`);
}
