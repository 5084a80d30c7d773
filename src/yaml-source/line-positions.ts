/** Offsets into a text, turned into lines and columns on demand. */
import type { Source } from '../diagnostics/diagnostic.ts';

/** A part of a text, as UTF-16 offsets; the end is exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Finds the place of a range. The lines are counted once, on first use. */
export function createSourceFinder(file: string, text: string): (range: TextRange) => Source {
  let starts: readonly number[] | null = null;
  return ({ start, end }) => {
    starts ??= lineStarts(text);
    const line = lineOf(starts, start);
    const lineStart = starts[line] ?? 0;
    const nextLine = starts[line + 1] ?? Number.POSITIVE_INFINITY;
    const place = { file, line: line + 1, column: start - lineStart + 1 };
    return end > start && end < nextLine ? { ...place, endColumn: end - lineStart + 1 } : place;
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The last line that starts at or before the offset. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
