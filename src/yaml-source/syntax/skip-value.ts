/** The end of a value that may take several lines: quoted text, brackets, a block of text. */
import { endOfQuoted, isBlank, type Line, readKeyOf, readLine } from './read-line.ts';
import type { Slip } from './slip.ts';
import { foreignComment } from './strange-begin.ts';
import { hashInBrackets } from './words-for-error.ts';

/** The offset behind the value, or what is wrong with it; null for what is not known here. */
export type Skipped = number | Slip | null;

const closing: ReadonlyMap<string, string> = new Map([
  ['[', ']'],
  ['{', '}'],
]);

/** How many characters are looked at around a place: lines may be endless. */
const nearby = 80;

/** @param indent how far the key or dash in front of it is indented: what is no deeper is no part of it. */
export function skipQuoted(text: string, start: number, indent: number): Skipped {
  const quote = text.charAt(start);
  const end = endOfQuoted(text, start);
  const open: Slip = {
    at: start,
    message: `the quote ${quote} is not closed`,
    hint: `Write ${quote} at the end of the text, too.`,
  };
  if (end === -1 || leaves(text, start, end, indent)) return open;
  const rest = restOfLine(text, end);
  if (isBlank(rest)) return end;
  if (text.slice(start, end).includes('\n')) return open;
  if (/^\s*,\s*$/u.test(rest)) {
    const comma = end + rest.indexOf(',');
    return { at: comma, message: 'a comma follows the quoted text', hint: 'Remove it.' };
  }
  return {
    at: end,
    message: 'the text goes on after its closing quote',
    hint:
      quote === "'"
        ? `Write two apostrophes, '', for an apostrophe, or put the text in double quotes.`
        : 'Put the whole text in quotes. Write \\" for a quote in it.',
  };
}

/** Whether a later line up to `end` is indented no deeper, and so belongs to something else. */
function leaves(text: string, start: number, end: number, indent: number): boolean {
  for (let at = readLine(text, start, 0).next; at < end; ) {
    const line = readLine(text, at, 0);
    if (line.content !== '' && line.indent <= indent) return true;
    at = line.next;
  }
  return false;
}

/** For `[` and `{`, up to the bracket that closes it. */
export function skipBrackets(text: string, start: number, indent: number): Skipped {
  const open: number[] = [];
  for (let at = start; at < text.length; ) {
    const next = step(text, at, open, indent);
    if (typeof next !== 'number') return next;
    if (open.length === 0) return judgeRest(text, start, next);
    at = next;
  }
  return unclosed(text, open.at(-1) ?? start);
}

/** The offset behind one character inside brackets, or behind a quoted text or a comment. */
function step(text: string, at: number, open: number[], indent: number): Skipped {
  const character = text.charAt(at);
  switch (character) {
    case '[':
    case '{':
      open.push(at);
      return at + 1;
    case ']':
    case '}': {
      const last = open.pop() ?? at;
      return closing.get(text.charAt(last)) === character ? at + 1 : unclosed(text, last);
    }
    case '"':
    case "'": {
      if (!isBegin(text, at)) return at + 1;
      const end = endOfQuoted(text, at);
      return end === -1 ? skipQuoted(text, at, indent) : findComma(text, at, end);
    }
    case '#':
      return /\s/u.test(text.charAt(at - 1)) ? at + restOfLine(text, at).length : at + 1;
    case '\n':
      return isOutside(readLine(text, at + 1, 0), indent)
        ? unclosed(text, open.at(-1) ?? at)
        : at + 1;
    default:
      return at + 1;
  }
}

/** Between brackets, quoted text ends an item or a key; a comment may stand in between. */
function findComma(text: string, start: number, end: number): Skipped {
  const next = /\S/u.exec(text.slice(end, end + nearby));
  if (next === null || /[,:\]}#]/u.test(next[0])) return end;
  const isValue = /:\s*$/u.test(text.slice(Math.max(0, start - nearby), start));
  return {
    at: end + next.index,
    message: `a comma${isValue ? '' : ' or a colon'} is missing in front of this`,
    hint: 'Write it behind the quoted text.',
  };
}

/** Whether a line is too little indented to lie in brackets. */
function isOutside(line: Line, indent: number): boolean {
  return line.indent <= indent && line.content !== '' && !/^[\]}#]/u.test(line.content);
}

/** Whether a value begins there, so that a quote is one and no apostrophe. */
function isBegin(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - nearby), at);
  // A colon ends a key only before a blank, or behind quotes, as in JSON.
  return /(?:[[{,]\s*|:\s+|["']:)$/u.test(before);
}

function unclosed(text: string, at: number): Slip {
  const bracket = text.charAt(at);
  const hash = /(?<=[\s,:[{])#(?=\S[^"'\n]*[\]}])/u.exec(restOfLine(text, at));
  if (hash !== null) return { at: at + hash.index, ...hashInBrackets };
  return {
    at,
    message: `the bracket ${bracket} is not closed`,
    hint: `Close it with ${closing.get(bracket)}, or put the text in quotes if the bracket belongs to it.`,
  };
}

function judgeRest(text: string, start: number, end: number): Skipped {
  const rest = restOfLine(text, end);
  if (isBlank(rest)) return end;
  const word = rest.trimStart();
  const at = end + rest.length - word.length;
  if (/^[\]}]/u.test(word)) return strayBracket(word.charAt(0), at);
  if (word.startsWith(':')) return null;
  const comment = /^(?:\/\/|\/\*)/u.exec(word)?.[0];
  if (comment !== undefined) return foreignComment(comment, at);
  const whole = text.slice(start, end) + rest.trimEnd();
  return {
    at: start,
    message: 'text goes on after a closing bracket',
    hint: whole.includes('\n')
      ? 'Put the whole text in quotes, if the brackets belong to it.'
      : `Put the whole text in quotes: ${JSON.stringify(whole)}.`,
  };
}

function strayBracket(bracket: string, at: number): Slip {
  return { at, message: `the bracket ${bracket} closes nothing`, hint: 'Remove it.' };
}

/** A text below `|` or `>`: all lines that are indented deeper, and empty ones. */
export function skipBlock(text: string, start: number, indent: number): Skipped {
  const header = readLine(text, start, 0);
  const rest = header.content.slice(1).replace(/^[-+0-9]*/u, '');
  if (!isBlank(rest)) {
    const mark = header.content.charAt(0);
    return {
      at: start,
      message: `text follows ${mark} in the same line`,
      hint: `Write the text in the next lines, indented. If ${mark} belongs to the text, put all of it in quotes.`,
    };
  }
  let at = header.next;
  while (at < text.length) {
    const line = readLine(text, at, 0);
    if (line.content !== '' && line.indent <= indent) break;
    at = line.next;
  }
  return at;
}

function restOfLine(text: string, at: number): string {
  const newline = text.indexOf('\n', at);
  return text.slice(at, newline === -1 ? text.length : newline);
}

/** Plain text: up to the end of its line. A colon in it makes a map, where none can stand. */
export function skipPlain(text: string, start: number): Skipped {
  const { content, next } = readLine(text, start, 0);
  const first = content.charAt(0);
  if (/^[%@`?,]/u.test(content)) return null;
  if (first === ']' || first === '}') return strayBracket(first, start);
  if (/^-(?:\s|$)/u.test(content)) {
    return {
      at: start,
      message: 'a list begins in the line of its key',
      hint: 'Begin the list in the next line. If this is text, put it in quotes.',
    };
  }
  const key = readKeyOf(content);
  if (key === null) return next;
  const value = content.replace(/\s#.*$/u, '').trimEnd();
  const own = /(?:^|\s)([a-z][A-Za-z]*)$/u.exec(key.name)?.[1];
  const twoKeys = own === undefined ? '' : ` If "${own}" is a key, begin a new line with it.`;
  return {
    at: start,
    message: 'this line has a second colon, so YAML reads one more key',
    hint: `If this is text, put it in quotes: ${JSON.stringify(value)}.${twoKeys}`,
  };
}
