import { type FieldReader, lineTooLong, longestLine } from './field-reader.ts';

/** Gives each line without its line feed, the last one with or without one. */
export function createLineReader(take: (line: string, number: number) => void): FieldReader {
  let rest = '';
  let number = 0;
  return {
    write: (byteText) => {
      const lines = (rest + byteText).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        number += 1;
        take(line, number);
      }
      if (rest.length > longestLine) throw lineTooLong(number + 1);
    },
    end: () => {
      if (rest !== '') take(rest, number + 1);
      rest = '';
    },
  };
}
