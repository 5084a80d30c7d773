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

/** Breaks a text at its blanks into lines of at most `width` columns; a longer word is cut, but no command. */
export function wrapText(text: string, width: number): readonly string[] {
  if (displayWidth(text) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  const whole = text.replace(commands, (command) => command.replaceAll(' ', blank));
  for (const part of whole.split(' ')) {
    const word = part.replaceAll(blank, ' ');
    const longer = line === '' ? word : `${line} ${word}`;
    if (displayWidth(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = part === word ? cutWord(word, width) : [word];
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
