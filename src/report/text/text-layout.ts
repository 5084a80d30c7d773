/** Columns of the text plan: labels on the left, their values beside them, wrapped. */

import type { Paint, Painter } from './create-painter.ts';
import { displayWidth, padColumns } from './display-width.ts';
import { printable } from './printable.ts';
import type { SignedLine } from './signed-line.ts';
import { wrapText } from './wrap-text.ts';

export interface TextLayout {
  readonly width: number;
  readonly paint: Painter;
}

const labelColumn = 6;
const valueColumn = 15;
const signColumn = 13;
const sideWidth = 6;
const signPaint: Readonly<Record<SignedLine['sign'], Paint | null>> = {
  ' ': null,
  '-': 'red',
  '+': 'green',
};

/** A sentence with its lines after the first set in as far as the first one's text. */
export function layOut(
  lead: string,
  text: string,
  { width }: TextLayout,
  indent: number = displayWidth(lead),
): readonly string[] {
  const [first = '', ...rest] = wrapText(text, Math.max(20, width - indent));
  return [`${lead}${first}`.trimEnd(), ...rest.map((line) => ' '.repeat(indent) + line)];
}

/** `label   value`, the value wrapped in its column. */
export function labelledLines(label: string, text: string, layout: TextLayout): readonly string[] {
  const lead = `${' '.repeat(labelColumn)}${padColumns(label, valueColumn - labelColumn)}`;
  const [first = '', ...rest] = layOut(lead, text, layout);
  return [first.replace(label, layout.paint('dim', label)), ...rest];
}

/** Lines with their signs in a column of their own, coloured by sign. */
export function signedLines(
  lines: readonly SignedLine[],
  { width, paint }: TextLayout,
): readonly string[] {
  return lines.flatMap(({ sign, depth, text, side }) => {
    const indent = valueColumn + 2 * depth;
    const shown = printable(side === undefined ? text : `${side.padEnd(sideWidth)}${text}`);
    const lead = `${' '.repeat(signColumn)}${sign}`.padEnd(indent);
    const room = Math.max(20, width - indent);
    const color = signPaint[sign];
    return wrapText(shown, room).map((piece, index) => {
      const line = (index === 0 ? lead : ' '.repeat(indent)) + piece;
      const body = line.trimStart();
      const blank = line.slice(0, line.length - body.length);
      return color === null ? line : blank + paint(color, body);
    });
  });
}

/** A blank line between blocks of several lines; lines of their own follow each other. */
export function spaced(blocks: readonly (readonly string[])[]): readonly string[] {
  return blocks.flatMap((block, index) => {
    const before = blocks[index - 1];
    const isApart = before !== undefined && (before.length > 1 || block.length > 1);
    return isApart ? ['', ...block] : block;
  });
}
