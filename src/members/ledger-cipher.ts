/** AES-256-GCM, a frame at a time: a frame that was moved, changed or made with another key fails. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, scryptSync } from 'node:crypto';
import { type FrameKind, frameKinds } from './ledger-frame.ts';

export interface LedgerCipher {
  seal(payload: Buffer, kind: FrameKind, sequence: number): Buffer;
  /** @returns null when the key is another one, or the frame was tampered with. */
  open(sealed: Buffer, kind: FrameKind, sequence: number): Buffer | null;
}

const nonceBytes = 12;
const tagBytes = 16;
const saltBytes = 16;
const wholeKey = /^[0-9a-f]{64}$/iu;

export function createSalt(): string {
  return randomBytes(saltBytes).toString('hex');
}

/**
 * Each file has a key of its own, from the secret and the file's salt. A secret of 64 hex digits is
 * a key already; any other is a phrase, and is stretched.
 */
export function createLedgerCipher(secret: string, salt: string): LedgerCipher {
  const key = deriveKey(secret, Buffer.from(salt, 'hex'));
  return {
    seal: (payload, kind, sequence) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(placeOf(kind, sequence));
      const sealed = [nonce, cipher.update(payload), cipher.final()];
      return Buffer.concat([...sealed, cipher.getAuthTag()]);
    },
    open: (sealed, kind, sequence) => {
      if (sealed.length < nonceBytes + tagBytes) return null;
      const end = sealed.length - tagBytes;
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes))
        .setAAD(placeOf(kind, sequence))
        .setAuthTag(sealed.subarray(end));
      try {
        return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, end)), decipher.final()]);
      } catch {
        return null;
      }
    },
  };
}

function deriveKey(secret: string, salt: Buffer): Buffer {
  if (!wholeKey.test(secret)) return scryptSync(secret, salt, 32);
  return Buffer.from(
    hkdfSync('sha256', Buffer.from(secret, 'hex'), salt, 'audiencectl ledger', 32),
  );
}

function placeOf(kind: FrameKind, sequence: number): Buffer {
  const place = Buffer.alloc(9);
  place.writeUInt8(frameKinds[kind], 0);
  place.writeBigUInt64LE(BigInt(sequence), 1);
  return place;
}
