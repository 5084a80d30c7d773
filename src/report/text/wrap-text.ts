import { guardText } from '../../model/text/guard-text.ts';
import { characterWidth, displayWidth } from './display-width.ts';

/** Breaks a text at its blanks into lines of at most `width` columns; a longer word is cut. */
export function wrapText(text: string, width: number): readonly string[] {
  if (displayWidth(text) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (displayWidth(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = cutWord(word, width);
    for (const piece of pieces.slice(0, -1)) lines.push(piece);
    line = pieces.at(-1) ?? '';
  }
  lines.push(line);
  // Text that is harmless in the middle of a line may be a command at its beginning.
  return lines.map((each) => guardText(each));
}

function cutWord(word: string, width: number): readonly string[] {
  if (displayWidth(word) <= width) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const character of word) {
    if (piece !== '' && displayWidth(piece) + characterWidth(character) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece];
}
