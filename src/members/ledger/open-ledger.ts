/** Edge: the beginning of a ledger, which says what the rest of it is, and how much of it counts. */
import type { OpenFile } from './files/file-layer.ts';
import { openIfThere } from './files/open-if-there.ts';
import { readExactly } from './files/read-exactly.ts';
import { createLedgerCipher, type LedgerCipher } from './format/ledger-cipher.ts';
import { commitBytes, decodeCommit, isSigned, type LedgerCommit } from './format/ledger-commit.ts';
import { digestOf } from './format/ledger-frame.ts';
import {
  decodeLedgerHeader,
  formatOf,
  headerBytes,
  isOfThisFormat,
  type LedgerHeader,
} from './format/ledger-header.ts';
import { ledgerError } from './ledger-error.ts';
import { type LedgerPlace, ledgerFile } from './ledger-place.ts';

export interface LedgerHead {
  readonly header: LedgerHeader;
  readonly commit: LedgerCommit;
  /** Null where the file is not encrypted. */
  readonly cipher: LedgerCipher | null;
  /** Written with the key that was used before, or before there was one. */
  readonly isOfOldKey: boolean;
}

/** Where the commit lies, and where the frames begin. */
export const commitAt: number = headerBytes;
export const framesAt: number = headerBytes + commitBytes;

/** AUDIENCECTL_LEDGER_OLD_KEY where there was no key before. */
const noKey = 'none';

/**
 * Gives `use` a ledger that is open, and closes it.
 * @param path where it is; that of the place unless it is being written.
 * @returns null where there is none.
 * @throws DiagnosticError where it cannot be relied on.
 */
export async function withOpenLedger<Result>(
  place: LedgerPlace,
  use: (head: LedgerHead, file: OpenFile) => Promise<Result>,
  path: string = ledgerFile(place),
): Promise<Result | null> {
  const file = await openIfThere(place.files, path);
  if (file === null) return null;
  try {
    return await use(await readHead(file, place), file);
  } finally {
    await file.close();
  }
}

/** Header and commit of a ledger; null where there is none. */
export function readLedgerHead(place: LedgerPlace): Promise<LedgerHead | null> {
  return withOpenLedger(place, async (head) => head);
}

async function readHead(file: OpenFile, place: LedgerPlace): Promise<LedgerHead> {
  const headerPart = await readExactly(file, 0, headerBytes);
  const { commit, bytes: commitPart } = await readCommit(file);
  if (commit === null) throw ledgerError(place, whatElse(headerPart));
  if (!digestOf(headerPart).equals(commit.header)) throw ledgerError(place, 'damaged');
  const header = decodeLedgerHeader(headerPart);
  if (header === null) throw ledgerError(place, 'unknown-format');
  const key = keyFor(header, place, commitPart);
  if (!isOfPlace(header, place)) throw ledgerError(place, 'other-list');
  if ((await file.size()) < commit.end) throw ledgerError(place, 'damaged');
  return { header, commit, ...key };
}

/** A plan may read while another run writes the commit: what is half the old one is whole a moment later. */
async function readCommit(file: OpenFile) {
  for (let tries = 3; ; tries -= 1) {
    const bytes = await readExactly(file, commitAt, commitBytes);
    const commit = decodeCommit(bytes);
    if (commit !== null || tries === 1) return { commit, bytes };
  }
}

/** What a file is that has no commit where one should be. */
function whatElse(header: Buffer): 'damaged' | 'earlier-format' | 'unknown-format' {
  if (isOfThisFormat(header)) return 'damaged';
  return formatOf(header) === 1 ? 'earlier-format' : 'unknown-format';
}

function isOfPlace(header: LedgerHeader, { list, identifierType }: LedgerPlace): boolean {
  const fold = (type: string | null) => type?.toLowerCase() ?? null;
  return header.list === list && fold(header.identifierType) === fold(identifierType);
}

/** The key that signed the commit: that of the run, or else the old one. */
function keyFor(
  { salt }: LedgerHeader,
  place: LedgerPlace,
  commit: Buffer,
): Pick<LedgerHead, 'cipher' | 'isOfOldKey'> {
  const { secret, oldSecret } = place;
  if (salt === null) {
    if (secret === null) return { cipher: null, isOfOldKey: false };
    // A ledger in the clear proves nothing: writing one takes access to the folder, and no key.
    if (oldSecret !== noKey) throw ledgerError(place, 'not-encrypted');
    return { cipher: null, isOfOldKey: true };
  }
  if (secret === null) throw ledgerError(place, 'key-missing');
  for (const [key, isOfOldKey] of [
    [secret, false],
    [oldSecret, true],
  ] as const) {
    if (key === null || (isOfOldKey && key === noKey)) continue;
    const cipher = createLedgerCipher(key, salt);
    if (isSigned(commit, cipher)) return { cipher, isOfOldKey };
  }
  throw ledgerError(place, 'key-wrong');
}
