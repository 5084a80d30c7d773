/** The lines around a place, with carets under the marked range. */
import type { Source } from '../../diagnostics/diagnostic.ts';
import { guardCharacters } from '../../model/text/guard-text.ts';
import { characterWidth, displayWidth } from '../text/display-width.ts';

const tabWidth = 4;
const minimumWidth = 24;
const cut = '…';

export interface ExcerptLine {
  /** `12 | ` before a line of the file, `   | ` before the carets. */
  readonly gutter: string;
  readonly text: string;
  readonly part: 'context' | 'marked' | 'carets';
}

/**
 * The marked line with the line before it, and carets below.
 *
 * @param lines those of the whole file
 * @param width columns of a line, its gutter included
 * @returns nothing when the place is not in the file, as when the file is not at hand
 */
export function sourceExcerpt(
  lines: readonly string[],
  source: Source,
  width: number,
): readonly ExcerptLine[] {
  const marked = lines[source.line - 1];
  if (marked === undefined) return [];
  const digits = String(source.line).length;
  const gutter = (label: string) => `${label.padStart(digits)} | `;
  const room = Math.max(minimumWidth, width - digits - 3);
  const window = windowAround(marked, source, room);
  const previous = source.line > 1 ? lines[source.line - 2] : undefined;
  const before = previous === undefined || isBlank(previous) ? [] : [previous];
  return [
    ...before.map((line) => ({
      gutter: gutter(String(source.line - 1)),
      text: windowAround(line, { line: 0, column: 1, file: '' }, room).text,
      part: 'context' as const,
    })),
    { gutter: gutter(String(source.line)), text: window.text, part: 'marked' },
    { gutter: gutter(''), text: window.carets, part: 'carets' },
  ];
}

/** A file's lines, as YAML breaks them. */
export function splitLines(text: string): readonly string[] {
  return text.split(/\r\n|\n|\r/u);
}

/** Whether nothing of a line would be shown: lines may be endless, and every finding asks. */
function isBlank(line: string): boolean {
  return line.slice(0, reach).trim() === '';
}

/** What one character of a file looks like, and where it begins. */
interface Cell {
  readonly shown: string;
  readonly width: number;
  /** 1-based, in UTF-16 units, as the place counts. */
  readonly column: number;
}

/** Far more than is ever shown. Lines may be endless, and have a finding for every word. */
const reach = 150;

/** The characters within reach of a column. */
function toCells(line: string, around: number): readonly Cell[] {
  const from = Math.max(0, around - reach);
  const cells: Cell[] = [];
  let column = from + 1;
  let position = 0;
  const part = line.slice(from, around + reach);
  const guarded = guardCharacters(part);
  for (const [index, character] of [...part].entries()) {
    const shown =
      character === '\t'
        ? ' '.repeat(tabWidth - (position % tabWidth))
        : (guarded[index] ?? character);
    const width = shown.length > 1 ? displayWidth(shown) : characterWidth(shown);
    cells.push({ shown, width, column });
    column += character.length;
    position += width;
  }
  return cells;
}

/** As much of a line as fits, the marked range in it. */
function windowAround(
  line: string,
  { column, endColumn = column + 1 }: Source,
  room: number,
): { readonly text: string; readonly carets: string } {
  const cells = toCells(line, column);
  const widthOf = (part: readonly Cell[]) => part.reduce((sum, { width }) => sum + width, 0);
  const at = cells.findIndex((cell) => cell.column >= column);
  const markedFrom = at === -1 ? cells.length : at;
  const fits = widthOf(cells) <= room;
  const start = fits ? 0 : windowStart(cells, markedFrom, room);
  const shown: Cell[] = start > 0 ? [{ shown: cut, width: 1, column: 0 }] : [];
  for (const cell of cells.slice(start)) {
    if (!fits && widthOf(shown) + cell.width > room - 1) {
      shown.push({ shown: cut, width: 1, column: 0 });
      break;
    }
    shown.push(cell);
  }
  const marked = shown.filter((cell) => cell.column >= column && cell.column < endColumn);
  const first = shown.findIndex((cell) => cell.column >= column);
  const indent = widthOf(first === -1 ? shown : shown.slice(0, first));
  return {
    text: shown.map((cell) => cell.shown).join(''),
    carets: ' '.repeat(indent) + '^'.repeat(Math.max(1, widthOf(marked))),
  };
}

/** A third of the room shows what comes before the mark, when the line is too long to show whole. */
function windowStart(cells: readonly Cell[], markedFrom: number, room: number): number {
  let width = 0;
  let start = markedFrom;
  while (start > 0 && width < Math.floor(room / 3)) {
    start -= 1;
    width += cells[start]?.width ?? 0;
  }
  return start <= 1 ? 0 : start;
}
