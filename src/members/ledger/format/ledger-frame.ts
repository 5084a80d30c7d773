/**
 * A ledger on disk: a header, the commit, then frames. A frame is a head of a fixed size and a payload.
 * Each is bound to all before it by a link, a digest of the link before and the frame's head; the
 * head holds a digest of the payload, or, with a key, what proves that it was written with that key.
 */
import { hash } from 'node:crypto';
import { type LedgerCipher, nonceBytes, tagBytes } from './ledger-cipher.ts';

/** Kinds of frame. The numbers are on disk and stay as they are. */
const frameKinds = {
  /** Members that were held when the file was written. */
  members: 1,
  /** About to be sent: until `accepted` or `refused` follows, it is not known whether they arrived. */
  adding: 2,
  removing: 3,
  /** The last ones were accepted; payload: a moment. */
  accepted: 4,
  /** The last ones were refused, and nothing of them was carried out. */
  refused: 5,
  /** How many were held at which time; payload: a moment. */
  moment: 6,
  /** How many the list is to have once all is sent that follows; payload: a number. */
  goal: 7,
} as const;

type FrameKind = keyof typeof frameKinds;

export interface Frame {
  readonly kind: FrameKind;
  /** How many members the payload names. */
  readonly members: number;
  readonly payload: Buffer;
}

/** Length, kind, three zeros, members, nonce, check. */
export const frameHeadBytes = 56;
const fieldBytes = 12;
const checkBytes = 32;

const kindByNumber: ReadonlyMap<number, FrameKind> = new Map([
  [frameKinds.members, 'members'],
  [frameKinds.adding, 'adding'],
  [frameKinds.removing, 'removing'],
  [frameKinds.accepted, 'accepted'],
  [frameKinds.refused, 'refused'],
  [frameKinds.moment, 'moment'],
  [frameKinds.goal, 'goal'],
]);

export interface WrittenFrame {
  readonly bytes: Buffer;
  /** Binds the next frame to this one. */
  readonly link: Buffer;
}

/** @param link of the frame before; of the first one, the digest of the header. */
export function encodeFrame(
  { kind, members, payload }: Frame,
  link: Buffer,
  cipher: LedgerCipher | null,
): WrittenFrame {
  const head = Buffer.alloc(frameHeadBytes);
  head.writeUInt32LE(payload.length, 0);
  head.writeUInt8(frameKinds[kind], 4);
  head.writeUInt32LE(members, 8);
  const sealed = cipher?.seal(payload, contextOf(head, link)) ?? null;
  sealed?.nonce.copy(head, fieldBytes);
  (sealed?.tag ?? digestOf(payload)).copy(head, fieldBytes + nonceBytes);
  return { bytes: Buffer.concat([head, sealed?.bytes ?? payload]), link: nextLink(link, head) };
}

export interface FrameHead {
  readonly kind: FrameKind;
  readonly members: number;
  /** Of the payload. */
  readonly length: number;
  readonly bytes: Buffer;
}

/** @returns null for what is no head of a frame. */
export function decodeFrameHead(bytes: Buffer): FrameHead | null {
  if (bytes.length < frameHeadBytes) return null;
  const kind = kindByNumber.get(bytes.readUInt8(4));
  if (kind === undefined) return null;
  return { kind, members: bytes.readUInt32LE(8), length: bytes.readUInt32LE(0), bytes };
}

/** @returns null where payload, head, or a frame before it is not as it was written. */
export function openFrame(
  { kind, members, length, bytes: head }: FrameHead,
  bytes: Buffer,
  link: Buffer,
  cipher: LedgerCipher | null,
): Frame | null {
  if (bytes.length !== length) return null;
  const nonce = head.subarray(fieldBytes, fieldBytes + nonceBytes);
  const check = head.subarray(fieldBytes + nonceBytes, fieldBytes + nonceBytes + checkBytes);
  if (cipher === null) {
    return digestOf(bytes).equals(check) ? { kind, members, payload: bytes } : null;
  }
  const sealed = { nonce, tag: check.subarray(0, tagBytes), bytes };
  const payload = cipher.open(sealed, contextOf(head, link));
  return payload === null ? null : { kind, members, payload };
}

export function nextLink(link: Buffer, head: Buffer): Buffer {
  return digestOf(Buffer.concat([link, head]));
}

export function digestOf(bytes: Buffer): Buffer {
  return hash('sha256', bytes, 'buffer');
}

function contextOf(head: Buffer, link: Buffer): Buffer {
  return Buffer.concat([link, head.subarray(0, fieldBytes)]);
}
