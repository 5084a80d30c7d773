/** Texts by number, kept as bytes: a string each would take three times as much. */
export interface TextList {
  append(text: string): void;
  /** @throws when there is no such number. */
  at(number: number): string;
  clear(): void;
}

const pageBytes = 1 << 20;
const numbersPerPage = 1 << 14;

export function createTextList(): TextList {
  const pages: Buffer[] = [];
  /** For each text, page and offset in one number. */
  const starts: Float64Array[] = [];
  let used = pageBytes;
  let size = 0;

  return {
    append: (text) => {
      const length = Buffer.byteLength(text);
      if (used + length + 2 > pageBytes) {
        pages.push(Buffer.allocUnsafeSlow(pageBytes));
        used = 0;
      }
      const page = pages.at(-1);
      const block = Math.floor(size / numbersPerPage);
      starts[block] ??= new Float64Array(numbersPerPage);
      const places = starts[block];
      if (page === undefined || places === undefined) return;
      places[size % numbersPerPage] = (pages.length - 1) * pageBytes + used;
      page.writeUInt16LE(length, used);
      page.write(text, used + 2, 'utf8');
      used += length + 2;
      size += 1;
    },
    at: (number) => {
      const start = starts[Math.floor(number / numbersPerPage)]?.[number % numbersPerPage] ?? 0;
      const page = pages[Math.floor(start / pageBytes)];
      if (number >= size || page === undefined) throw new RangeError(`no text ${number}`);
      const offset = start % pageBytes;
      return page.toString('utf8', offset + 2, offset + 2 + page.readUInt16LE(offset));
    },
    clear: () => {
      pages.length = 0;
      used = pageBytes;
      size = 0;
    },
  };
}
