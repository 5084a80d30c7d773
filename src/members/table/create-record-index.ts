/**
 * An exact set of fixed-width digests that numbers them in the order of their arrival. Ten million
 * take about 40 bytes each, where a `Set` of strings takes four times as much.
 */
export interface RecordIndex {
  readonly size: number;
  /** The number of the record at a place of `words`; a new one gets the next number. */
  add(words: Int32Array, offset: number): number;
  /** Writes the record of a number into `target`. */
  copy(number: number, target: Int32Array, offset: number): void;
  clear(): void;
}

/** Records a page: pages are never moved, so growing costs no copy of what is there. */
const pageBits = 15;
const pageMask = (1 << pageBits) - 1;
const fullness = 0.7;

/**
 * @param width words of 32 bits in a record.
 * @param expected how many records there will be, as far as that is known.
 */
export function createRecordIndex(width: number, expected: number): RecordIndex {
  const pages: Int32Array[] = [];
  // Open addressing with linear probing. A slot is 0, or the number plus one in its low bits and a
  // part of the record in the others: a record is fetched only where that part is equal.
  let slots = new Int32Array(2 ** Math.max(10, Math.ceil(Math.log2(expected / fullness))));
  let size = 0;

  function add(words: Int32Array, offset: number): number {
    const mask = slots.length - 1;
    const part = partOf(words, offset, mask);
    let slot = slotOf(words, offset, mask);
    for (let taken = slots[slot] ?? 0; taken !== 0; taken = slots[slot] ?? 0) {
      const number = (taken & mask) - 1;
      if ((taken & ~mask) === part && isEqual(number, words, offset)) return number;
      slot = (slot + 1) & mask;
    }
    slots[slot] = part | (size + 1);
    append(words, offset);
    if (size > slots.length * fullness) grow();
    return size - 1;
  }

  function append(words: Int32Array, offset: number): void {
    let page = pages[size >>> pageBits];
    if (page === undefined) {
      page = new Int32Array(width << pageBits);
      pages.push(page);
    }
    const start = (size & pageMask) * width;
    for (let word = 0; word < width; word += 1) page[start + word] = words[offset + word] ?? 0;
    size += 1;
  }

  function isEqual(number: number, words: Int32Array, offset: number): boolean {
    const page = pages[number >>> pageBits];
    if (page === undefined) return false;
    const start = (number & pageMask) * width;
    for (let word = 0; word < width; word += 1) {
      if (page[start + word] !== words[offset + word]) return false;
    }
    return true;
  }

  function grow(): void {
    const grown = new Int32Array(slots.length * 2);
    const mask = grown.length - 1;
    for (let number = 0; number < size; number += 1) {
      const page = pages[number >>> pageBits];
      if (page === undefined) break;
      const offset = (number & pageMask) * width;
      let slot = slotOf(page, offset, mask);
      while (grown[slot] !== 0) slot = (slot + 1) & mask;
      grown[slot] = partOf(page, offset, mask) | (number + 1);
    }
    slots = grown;
  }

  return {
    get size() {
      return size;
    },
    add,
    copy: (number, target, offset) => {
      const start = (number & pageMask) * width;
      const page = pages[number >>> pageBits];
      if (page === undefined) return;
      for (let word = 0; word < width; word += 1) target[offset + word] = page[start + word] ?? 0;
    },
    clear: () => {
      slots.fill(0);
      size = 0;
    },
  };
}

/** Digests are evenly spread already; two words of them keep lists made by hand from clustering. */
function slotOf(words: Int32Array, offset: number, mask: number): number {
  const first = words[offset] ?? 0;
  const second = words[offset + 1] ?? 0;
  return (first ^ (second << 7) ^ (second >>> 25)) & mask;
}

function partOf(words: Int32Array, offset: number, mask: number): number {
  return (words[offset + 2] ?? 0) & ~mask;
}
