import { type FieldReader, lineTooLong, longestLine, type TakeLines } from './field-reader.ts';

/**
 * Gives each line without its line feed, the last one with or without one.
 *
 * @param file as it is named in messages.
 * @param takeLines asked first where there is one; lines that it takes are not given one by one.
 */
export function createLineReader(
  file: string,
  take: (line: string, number: number) => void,
  takeLines: TakeLines | null = null,
): FieldReader {
  let rest = '';
  let number = 0;

  function giveEach(text: string): void {
    const lines = text.split('\n');
    lines.pop();
    const mayBeLong = text.length > longestLine;
    for (const line of lines) {
      number += 1;
      if (mayBeLong && line.length > longestLine) throw lineTooLong(file, number);
      take(line, number);
    }
  }

  return {
    write: (byteText) => {
      const text = rest + byteText;
      const end = text.lastIndexOf('\n') + 1;
      rest = text.slice(end);
      const whole = text.slice(0, end);
      const taken = takeLines?.(whole) ?? null;
      if (taken === null) giveEach(whole);
      else number += taken;
      if (rest.length > longestLine) throw lineTooLong(file, number + 1);
    },
    end: () => {
      if (rest !== '') take(rest, number + 1);
      rest = '';
    },
  };
}
