import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { FileLayer } from './files/file-layer.ts';

/** Where the ledgers of a list are, and what opens them. */
export interface LedgerPlace {
  /** Of one API: ledgers of a sandbox are kept apart from those of the real one. */
  readonly folder: string;
  /** The list: `retail-media/738…`. */
  readonly list: string;
  /**
   * What identifies its members, as the API spells it: a list has a ledger for each type. Null for
   * the note that says that the whole list, with all its types, was made or cleared.
   */
  readonly identifierType: string | null;
  /** The value of AUDIENCECTL_LEDGER_KEY; null where there is none. */
  readonly secret: string | null;
  /**
   * The value of AUDIENCECTL_LEDGER_OLD_KEY, which opens what was written before the key was changed;
   * `none` where there was no key.
   */
  readonly oldSecret: string | null;
  readonly files: FileLayer;
}

/** The ledger's file. */
export function ledgerFile(place: LedgerPlace): string {
  const { identifierType } = place;
  const type = identifierType === null ? '' : `${encode(identifierType.toLowerCase())}.`;
  return join(place.folder, `${ledgerPrefix(place)}${type}ledger`);
}

/** What shows that a run has the list. */
export function lockFile(place: LedgerPlace): string {
  return join(place.folder, `${ledgerPrefix(place)}lock`);
}

/** What all files of a list begin with: its ledgers, its lock, and what is being written. */
export function ledgerPrefix({ list }: LedgerPlace): string {
  return `${encode(list)}.`;
}

/** A name that no other file has: of a ledger that is being written, or of parts of a list. */
export function temporaryFile(place: LedgerPlace, ending: 'new' | 'parts'): string {
  const name = randomBytes(6).toString('hex');
  return join(place.folder, `${ledgerPrefix(place)}${name}.${ending}`);
}

/** The place of what concerns a list as a whole. */
export function notePlace(place: LedgerPlace): LedgerPlace {
  return { ...place, identifierType: null };
}

function encode(text: string): string {
  return encodeURIComponent(text).replaceAll('%2F', '-');
}
