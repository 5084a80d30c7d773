/**
 * The ledger on disk: a line of JSON that says what it is, then frames. A frame is the length of
 * its payload, its kind, two checksums, and the payload. Only the last one can be torn, and then
 * what it was to record had not been begun.
 */
import { crc32 } from 'node:zlib';

/** Kinds of frame. The numbers are on disk and stay as they are. */
export const frameKinds = {
  /** Proves that the key is the right one. */
  opening: 0,
  /** Members that were held when the file was written. */
  members: 1,
  /** About to be sent: until a settlement follows, nobody knows whether they arrived. */
  adding: 2,
  removing: 3,
  /** The last ones were accepted; payload: a moment. */
  accepted: 4,
  /** The last ones were refused, and nothing of them was carried out. */
  refused: 5,
  /** How many were held at which time; payload: a moment. */
  moment: 6,
} as const;

export type FrameKind = keyof typeof frameKinds;

export interface Frame {
  readonly kind: FrameKind;
  readonly payload: Buffer;
}

/** Length, kind, checksum of the payload, checksum of the head. */
export const frameHeadBytes = 13;
/** What the last of them covers. */
const checkedHeadBytes = 9;

const kindByNumber: ReadonlyMap<number, FrameKind> = new Map([
  [frameKinds.opening, 'opening'],
  [frameKinds.members, 'members'],
  [frameKinds.adding, 'adding'],
  [frameKinds.removing, 'removing'],
  [frameKinds.accepted, 'accepted'],
  [frameKinds.refused, 'refused'],
  [frameKinds.moment, 'moment'],
]);

/** @param sequence place of the frame in its file, which the checksum covers. */
export function encodeFrame({ kind, payload }: Frame, sequence: number): Buffer {
  const head = Buffer.alloc(frameHeadBytes);
  head.writeUInt32LE(payload.length, 0);
  head.writeUInt8(frameKinds[kind], 4);
  head.writeUInt32LE(checksum(frameKinds[kind], sequence, payload), 5);
  head.writeUInt32LE(crc32(head.subarray(0, checkedHeadBytes)), checkedHeadBytes);
  return Buffer.concat([head, payload]);
}

export interface FrameHead {
  readonly kind: FrameKind;
  readonly length: number;
  readonly checksum: number;
}

/** @returns null for what is no head of a frame. */
export function decodeFrameHead(head: Buffer): FrameHead | null {
  if (head.length < frameHeadBytes) return null;
  const sum = crc32(head.subarray(0, checkedHeadBytes));
  if (sum !== head.readUInt32LE(checkedHeadBytes)) return null;
  const length = head.readUInt32LE(0);
  const kind = kindByNumber.get(head.readUInt8(4));
  if (kind === undefined) return null;
  return { kind, length, checksum: head.readUInt32LE(5) };
}

/** Whether a payload arrived whole, at the place it was written for. */
export function isWhole(head: FrameHead, payload: Buffer, sequence: number): boolean {
  return (
    payload.length === head.length &&
    checksum(frameKinds[head.kind], sequence, payload) === head.checksum
  );
}

function checksum(kind: number, sequence: number, payload: Buffer): number {
  const place = Buffer.alloc(9);
  place.writeUInt8(kind, 0);
  place.writeBigUInt64LE(BigInt(sequence), 1);
  // The place comes last: of no bytes at all, crc32 would answer 0 whatever came before.
  return crc32(place, crc32(payload));
}
