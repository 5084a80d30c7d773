/**
 * The commit of a ledger: how far the file counts, and what stands there. It lies at a fixed place
 * and is written last, when all that it covers is on disk. A file that is shorter than its commit
 * says was cut off; what stands behind the commit's end was never finished, and counts for nothing.
 */

import type { LedgerCipher } from './ledger-cipher.ts';
import { digestOf } from './ledger-frame.ts';

export interface LedgerCommit {
  /** How many commits this file has had: with its generation, which of two copies is the newer. */
  readonly number: number;
  /** Bytes of the file that count. */
  readonly end: number;
  readonly frames: number;
  /** Members that its frames name, those that were added and removed counted each time. */
  readonly written: number;
  /** Members that the list holds. */
  readonly held: number;
  /** When it was written, in milliseconds since the epoch. */
  readonly time: number;
  /** Digest of the header. */
  readonly header: Buffer;
  /** The link of the last frame. */
  readonly link: Buffer;
}

/** One sector of a disk, which is written as a whole. */
export const commitBytes = 512;
const magic = Buffer.from('aclcommt');
const digestBytes = 32;
const places = { number: 8, end: 16, frames: 24, written: 32, held: 40, time: 48 } as const;
const headerAt = 56;
const linkAt = headerAt + digestBytes;
const signatureAt = linkAt + digestBytes;
const checksumAt = commitBytes - digestBytes;

export function encodeCommit(commit: LedgerCommit, cipher: LedgerCipher | null): Buffer {
  const bytes = Buffer.alloc(commitBytes);
  magic.copy(bytes);
  for (const field of fields) bytes.writeDoubleLE(commit[field], places[field]);
  commit.header.copy(bytes, headerAt);
  commit.link.copy(bytes, linkAt);
  cipher?.sign(bytes.subarray(0, signatureAt)).copy(bytes, signatureAt);
  digestOf(bytes.subarray(0, checksumAt)).copy(bytes, checksumAt);
  return bytes;
}

const fields = ['number', 'end', 'frames', 'written', 'held', 'time'] as const;

/** @returns null for what is no commit, or not the one that was written. */
export function decodeCommit(bytes: Buffer): LedgerCommit | null {
  if (bytes.length < commitBytes || !bytes.subarray(0, magic.length).equals(magic)) return null;
  const checksum = bytes.subarray(checksumAt, commitBytes);
  if (!digestOf(bytes.subarray(0, checksumAt)).equals(checksum)) return null;
  const read = (field: (typeof fields)[number]) => bytes.readDoubleLE(places[field]);
  return {
    number: read('number'),
    end: read('end'),
    frames: read('frames'),
    written: read('written'),
    held: read('held'),
    time: read('time'),
    header: bytes.subarray(headerAt, linkAt),
    link: bytes.subarray(linkAt, signatureAt),
  };
}

/** Whether the key of a cipher signed a commit that was decoded from these bytes. */
export function isSigned(bytes: Buffer, cipher: LedgerCipher): boolean {
  const signature = bytes.subarray(signatureAt, signatureAt + digestBytes);
  return cipher.sign(bytes.subarray(0, signatureAt)).equals(signature);
}
