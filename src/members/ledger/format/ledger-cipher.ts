/** What is done with the key of a ledger: each frame is sealed, and each commit signed. */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hash,
  hkdfSync,
  randomBytes,
  scryptSync,
} from 'node:crypto';

interface Sealed {
  readonly nonce: Buffer;
  readonly tag: Buffer;
  readonly bytes: Buffer;
}

export interface LedgerCipher {
  /** AES-256-GCM. @param context what it is sealed together with. */
  seal(payload: Buffer, context: Buffer): Sealed;
  /** @returns null when the key or the context is another one, or a bit was changed. */
  open(sealed: Sealed, context: Buffer): Buffer | null;
  /** HMAC-SHA-256. */
  sign(bytes: Buffer): Buffer;
}

export const nonceBytes = 12;
export const tagBytes = 16;
const saltBytes = 16;
const wholeKey = /^[0-9a-f]{64}$/iu;

export function createSalt(): string {
  return randomBytes(saltBytes).toString('hex');
}

/**
 * Each file has keys of its own, from the secret and the file's salt. A secret of 64 hex digits is
 * a key already; any other is a phrase, and is stretched.
 */
export function createLedgerCipher(secret: string, salt: string): LedgerCipher {
  const key = deriveKey(secret, salt);
  const sealing = expand(key, 'frames');
  const signing = expand(key, 'commits');
  return {
    seal: (payload, context) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(context);
      const bytes = Buffer.concat([cipher.update(payload), cipher.final()]);
      return { nonce, bytes, tag: cipher.getAuthTag() };
    },
    open: ({ nonce, tag, bytes }, context) => {
      const decipher = createDecipheriv('aes-256-gcm', sealing, nonce);
      decipher.setAAD(context).setAuthTag(tag);
      try {
        return Buffer.concat([decipher.update(bytes), decipher.final()]);
      } catch {
        return null;
      }
    },
    sign: (bytes) => createHmac('sha256', signing).update(bytes).digest(),
  };
}

/** A file is opened several times in a run, and stretching a phrase takes a while each time. */
const stretched = new Map<string, Buffer>();

function deriveKey(secret: string, salt: string): Buffer {
  const saltOfFile = Buffer.from(salt, 'hex');
  if (wholeKey.test(secret)) return hkdf(Buffer.from(secret, 'hex'), saltOfFile, 'audiencectl');
  const name = hash('sha256', JSON.stringify([secret, salt]));
  const key = stretched.get(name) ?? scryptSync(secret, saltOfFile, 32);
  stretched.set(name, key);
  return key;
}

function expand(key: Buffer, use: string): Buffer {
  return hkdf(key, Buffer.alloc(0), `audiencectl ledger ${use}`);
}

function hkdf(key: Buffer, salt: Buffer, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, use, 32));
}
