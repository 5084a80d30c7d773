import { guardText } from '../../model/text/guard-text.ts';
import { characterWidth, displayWidth } from './display-width.ts';

/**
 * A command for people to copy: the program, its command, then options with their values, arguments in quotes, and
 * capitals for what they fill in. Quotes are bounded, so that no text takes long.
 */
const commands =
  /audiencectl(?:-review)? [a-z]+(?: (?:sync|add|remove|clear|stats|forget)\b)?(?: (?:"[^"]{0,400}"|'(?:[^']|'\\''){0,400}'|[A-Z]+\b|-(?!\S)|--?[a-z][a-z-]*(?:[= ](?:"[^"]{0,400}"|[^\s"'-][^\s"']*))?))*/gu;

/** Stands for a blank inside a command; no printable text holds it. */
const blank = '\u0000';

/**
 * Breaks a text at its blanks into lines of at most `width` columns; a longer word is cut, but no command.
 * What is not harmless is an escape before it is measured.
 */
export function wrapText(text: string, width: number): readonly string[] {
  const harmless = guardText(text);
  if (displayWidth(harmless) <= width) return [harmless];
  const lines: string[] = [];
  let line = '';
  const whole = harmless.replace(commands, (command) => command.replaceAll(' ', blank));
  for (const part of whole.split(' ')) {
    const word = part.replaceAll(blank, ' ');
    if (line !== '') {
      const longer = `${line} ${word}`;
      // Behind blanks alone it is at the beginning of the line, as far as an order goes.
      const isHarmless = line.trim() !== '' || guardText(longer) === longer;
      if (isHarmless && displayWidth(longer) <= width) {
        line = longer;
        continue;
      }
      lines.push(line);
    }
    const pieces = part === word ? cutWord(word, width) : [word];
    for (const piece of pieces.slice(0, -1)) lines.push(piece);
    line = pieces.at(-1) ?? '';
  }
  lines.push(line);
  return lines;
}

function cutWord(word: string, width: number): readonly string[] {
  const pieces: string[] = [];
  let rest = word;
  do {
    const piece = beginning(rest, width);
    // Text that is harmless in the middle of a line may be an order at its beginning.
    const harmless = guardText(piece);
    rest = rest.slice(piece.length);
    if (harmless === piece) pieces.push(piece);
    else rest = harmless + rest;
  } while (rest !== '');
  return pieces;
}

/** As many characters as have room, and one at least. */
function beginning(word: string, width: number): string {
  let piece = '';
  let columns = 0;
  for (const character of word) {
    columns += characterWidth(character);
    if (piece !== '' && columns > width) break;
    piece += character;
  }
  return piece;
}
