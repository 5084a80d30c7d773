/** A text of several lines under `|` or `>`. */
import { isHarmless } from '../../model/text/guard-text.ts';

export interface BlockText {
  /** From the mark to the line end behind the last line. */
  readonly old: string;
  /** The column of its lines. */
  readonly indent: number;
  /** The column that a number in its header counts from. */
  readonly column: number;
  readonly eol: string;
}

const blockHeader = /^([|>])[-+]?([1-9])?[-+]?([ \t]+#[^\r\n]*)?[ \t]*(?=\r?\n|$)/u;

/** Null for a text that such a block cannot hold. */
export function writeBlockText(value: string, block: BlockText): string | null {
  const header = blockHeader.exec(block.old);
  const content = value.replace(/\n+$/u, '');
  if (header === null || content === '' || !isHarmless(value) || /[\t\r]/u.test(value)) return null;
  const lines = content.split('\n');
  if (/^[ \n]/u.test(content) || lines.some((line) => /\s$/u.test(line))) return null;
  const [, mark = '|', digit = '', comment = ''] = header;
  const isFolded = mark === '>';
  if (isFolded && lines.some((line) => line.startsWith(' '))) return null;
  const indent = digit === '' ? block.indent : block.column + Number(digit);
  const ends = value.length - content.length;
  const chomping = ends === 0 ? '-' : ends === 1 ? '' : '+';
  const written = isFolded ? foldLines(lines, widthOf(block.old, indent)) : lines;
  const indented = written.map((line) => (line === '' ? '' : ' '.repeat(indent) + line));
  const blanks = ends > 1 ? Array.from({ length: ends - 1 }, () => '') : [];
  return [`${mark}${digit}${chomping}${comment}`, ...indented, ...blanks].join(block.eol);
}

/** How long the lines were, where the old text had several. */
function widthOf(old: string, indent: number): number {
  const lines = old.split(/\r?\n/u).slice(1);
  const isFolded = lines.some((line, at) => line.trim() !== '' && lines[at + 1]?.trim());
  const longest = Math.max(...lines.map((line) => line.length - indent));
  return isFolded ? longest : Number.POSITIVE_INFINITY;
}

/** Each line of the value as lines of at most the width, and a blank line for each line end. */
function foldLines(lines: readonly string[], width: number): readonly string[] {
  const folded: string[] = [];
  lines.forEach((line, at) => {
    if (at > 0 && line !== '') folded.push('');
    folded.push(...foldLine(line, width));
  });
  return folded;
}

function foldLine(line: string, width: number): readonly string[] {
  const folded: string[] = [];
  let rest = '';
  // Several blanks in a row would be lost at the end of a line.
  for (const word of line.split(/(?<=\S) (?=\S)/u)) {
    if (rest !== '' && rest.length + word.length + 1 > width) {
      folded.push(rest);
      rest = word;
    } else rest = rest === '' ? word : `${rest} ${word}`;
  }
  return [...folded, rest];
}
