/**
 * A set of SHA-256 digests (lower-case hex) that keeps the first sixteen bytes of each in typed
 * arrays: a million take some tens of megabytes where a `Set` of strings takes hundreds.
 */
export interface DigestSet {
  size(): number;
  /** @returns whether it was new. */
  add(digest: string): boolean;
  /** @returns whether it was there. */
  remove(digest: string): boolean;
  has(digest: string): boolean;
  /** The kept prefixes as 32 hex digits each, ascending. */
  sorted(): readonly string[];
}

const wordsPerDigest = 4;
const bytesPerDigest = 16;
const empty = 0;
const used = 1;
const removed = 2;

interface Table {
  readonly marks: Uint8Array;
  readonly words: Uint32Array;
}

function createTable(capacity: number): Table {
  return { marks: new Uint8Array(capacity), words: new Uint32Array(capacity * wordsPerDigest) };
}

export function createDigestSet(): DigestSet {
  let table = createTable(64);
  let size = 0;
  // Slots that are not empty: removed ones still lengthen the search for others.
  let taken = 0;

  function add(digest: string): boolean {
    const words = readWords(digest);
    if (find(table, words) >= 0) return false;
    if ((taken + 1) * 2 > table.marks.length) grow();
    insert(table, words);
    size += 1;
    taken += 1;
    return true;
  }

  function grow(): void {
    const old = table;
    table = createTable(Math.max(64, nextPowerOfTwo(size * 4)));
    old.marks.forEach((mark, slot) => {
      if (mark === used) insert(table, wordsAt(old, slot));
    });
    taken = size;
  }

  return {
    size: () => size,
    add,
    remove: (digest) => {
      const slot = find(table, readWords(digest));
      if (slot < 0) return false;
      table.marks[slot] = removed;
      size -= 1;
      return true;
    },
    has: (digest) => find(table, readWords(digest)) >= 0,
    sorted: () => {
      const digests: string[] = [];
      table.marks.forEach((mark, slot) => {
        if (mark === used) digests.push(writeWords(wordsAt(table, slot)));
      });
      return digests.sort();
    },
  };
}

/** One for all calls: making an array for each digest would take longer than looking it up. */
const bytes = Buffer.alloc(bytesPerDigest);
const read = new Uint32Array(wordsPerDigest);

/** @returns words that the next call overwrites. */
function readWords(digest: string): Uint32Array {
  bytes.write(digest, 0, bytesPerDigest, 'hex');
  for (let word = 0; word < wordsPerDigest; word += 1) read[word] = bytes.readUInt32BE(word * 4);
  return read;
}

function writeWords(words: Uint32Array): string {
  words.forEach((word, index) => {
    bytes.writeUInt32BE(word, index * 4);
  });
  return bytes.toString('hex');
}

function wordsAt(table: Table, slot: number): Uint32Array {
  return table.words.subarray(slot * wordsPerDigest, (slot + 1) * wordsPerDigest);
}

function firstSlot(table: Table, words: Uint32Array): number {
  return (words[0] ?? 0) & (table.marks.length - 1);
}

/** @returns the slot that holds it, or −1. */
function find(table: Table, words: Uint32Array): number {
  const mask = table.marks.length - 1;
  let slot = firstSlot(table, words);
  while (table.marks[slot] !== empty) {
    if (table.marks[slot] === used && isAt(table, slot, words)) return slot;
    slot = (slot + 1) & mask;
  }
  return -1;
}

function insert(table: Table, words: Uint32Array): void {
  const mask = table.marks.length - 1;
  let slot = firstSlot(table, words);
  while (table.marks[slot] !== empty) slot = (slot + 1) & mask;
  table.marks[slot] = used;
  table.words.set(words, slot * wordsPerDigest);
}

function isAt(table: Table, slot: number, words: Uint32Array): boolean {
  const start = slot * wordsPerDigest;
  for (let word = 0; word < wordsPerDigest; word += 1) {
    if (table.words[start + word] !== words[word]) return false;
  }
  return true;
}

function nextPowerOfTwo(value: number): number {
  return 2 ** Math.ceil(Math.log2(value));
}
