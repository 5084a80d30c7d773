/** The first slip in the lines of a text, found by keys, dashes and indentation alone. */

import { enterLevel } from './enter-level.ts';
import { isBlank, type Line, readKeyOf, readLine } from './read-line.ts';
import { skipBlock, skipBrackets, skipPlain, skipQuoted } from './skip-value.ts';
import type { Slip } from './slip.ts';
import { missingDash, missingKeyColon, tabInIndent, unaligned } from './slips-of-lines.ts';
import { strangeBegin } from './strange-begin.ts';
import type { Last, Level, LinePiece } from './walk-state.ts';

const start: Last = { state: 'open', key: null, indent: -1, value: '', at: 0, line: 0 };

/**
 * @param from where to begin: at the beginning of a document.
 * @param to where to end, as an offset; what begins before it is read to its end.
 * @returns null where nothing is wrong that can be said from here.
 */
export function findSlip(text: string, from: number, to: number): Slip | null {
  let levels: readonly Level[] = [];
  let last = start;
  let number = 1;
  let counted = 0;
  for (let at = text.lastIndexOf('\n', from - 1) + 1; at < to; ) {
    number += text.slice(counted, at).split('\n').length - 1;
    counted = at;
    const line = readLine(text, at, number);
    const walked = isBetween(line)
      ? { levels, last, next: line.next }
      : walkLine(text, line, levels, last);
    if (walked === null || 'message' in walked) return walked;
    ({ levels, last } = isMarker(line) ? { levels: [], last: start } : walked);
    at = walked.next;
  }
  return null;
}

/** Lines that hold nothing of a document. */
function isBetween(line: Line): boolean {
  return isBlank(line.content) || isMarker(line);
}

/** Between documents. */
function isMarker({ content, indent }: Line): boolean {
  return indent === 0 && /^(?:---|\.\.\.)$/u.test(content.replace(/\s#.*$/u, '').trimEnd());
}

interface Walked {
  readonly levels: readonly Level[];
  readonly last: Last;
  readonly next: number;
}

/** Dash after dash, then a key with its value, or text. */
function walkLine(
  text: string,
  line: Line,
  before: readonly Level[],
  lastBefore: Last,
): Walked | Slip | null {
  if (/^[ ]*\t/u.test(text.slice(line.start, line.start + line.indent))) {
    return lastBefore.state === 'text' ? null : tabInIndent(text, line);
  }
  const strange = strangeBegin(text, line, lastBefore);
  if (strange !== null) return strange;
  let levels = before;
  let last = lastBefore;
  let piece: LinePiece = {
    line,
    indent: line.indent,
    at: line.start + line.indent,
    content: line.content,
  };
  while (/^-(?:\s|$)/u.test(piece.content)) {
    if (last.state === 'text' && piece.indent > last.indent && !hasKey(piece.content)) {
      return { levels, last, next: line.next };
    }
    const entered = enterLevel(piece, { kind: 'list', key: null }, levels, last);
    if ('message' in entered) return entered;
    levels = entered.levels;
    last = {
      state: 'open',
      key: null,
      indent: piece.indent,
      value: '',
      at: piece.at,
      line: line.number,
    };
    const rest = piece.content.slice(1);
    const shift = 1 + rest.length - rest.trimStart().length;
    if (isBlank(rest)) return { levels, last, next: line.next };
    piece = {
      ...piece,
      indent: piece.indent + shift,
      at: piece.at + shift,
      content: piece.content.slice(shift),
    };
  }
  return walkContent(text, piece, levels, last);
}

function walkContent(
  text: string,
  piece: LinePiece,
  levels: readonly Level[],
  last: Last,
): Walked | Slip | null {
  // Explicit keys, directives, and values beside a marker: no manifest needs them.
  if (/^(?:\?(?:\s|$)|%|---\s)/u.test(piece.content)) return null;
  const key = readKeyOf(piece.content);
  if (key === null) return walkText(text, piece, levels, last);
  const entered = enterLevel(piece, { kind: 'map', key: key.name }, levels, last);
  if ('message' in entered) return entered;
  const rest = piece.content.slice(key.length);
  const value = withoutProperties(rest);
  const at = piece.at + key.length + rest.length - value.length;
  const { number } = piece.line;
  const own = { key: key.name, indent: piece.indent, value, at, line: number };
  if (isBlank(value)) {
    return { levels: entered.levels, last: { ...own, state: 'open' }, next: piece.line.next };
  }
  const end = skipValue(text, at, piece.indent);
  if (typeof end !== 'number') return end;
  const state = /^["'[{|>]/u.test(value) ? 'done' : 'text';
  return { levels: entered.levels, last: { ...own, state }, next: lineAfter(text, end) };
}

/** A scalar without a key: the value of the key or dash before it, more of a text, or a slip. */
function walkText(
  text: string,
  piece: LinePiece,
  before: readonly Level[],
  last: Last,
): Walked | Slip | null {
  const { content, indent, at } = piece;
  if (last.state === 'text' && indent > last.indent) {
    return { levels: before, last, next: piece.line.next };
  }
  const levels = before.filter((level) => level.indent <= indent);
  if (last.state !== 'open' || indent <= last.indent) {
    return explainText(piece, levels.at(-1), before, last);
  }
  const value = withoutProperties(content);
  const begin = at + content.length - value.length;
  const outer = last.indent;
  const own = { key: null, indent: outer, value, at: begin, line: piece.line.number };
  if (isBlank(value)) return { levels, last, next: piece.line.next };
  const end = skipValue(text, begin, outer);
  if (typeof end !== 'number') return end;
  const state = /^["'[{|>]/u.test(value) ? 'done' : 'text';
  return { levels, last: { ...own, state }, next: lineAfter(text, end) };
}

/** Why a text can't stand in its column; null where it may be something other than a key or an item. */
function explainText(
  piece: LinePiece,
  top: Level | undefined,
  before: readonly Level[],
  last: Last,
): Slip | null {
  if (top === undefined || /^["'[{|>&*!%@`]/u.test(piece.content)) return null;
  if (top.indent !== piece.indent) return unaligned(piece, 'map', before);
  return top.kind === 'map' ? missingKeyColon(piece, last) : missingDash(piece, top, before);
}

function skipValue(text: string, at: number, indent: number) {
  const first = text.charAt(at);
  if (first === '"' || first === "'") return skipQuoted(text, at, indent);
  if (first === '[' || first === '{') return skipBrackets(text, at, indent);
  return first === '|' || first === '>' ? skipBlock(text, at, indent) : skipPlain(text, at);
}

/** Without an anchor and a tag in front of it. */
function withoutProperties(text: string): string {
  return text.replace(/^(?:\s*[&!][^\s,[\]{}]*(?=\s|$))*\s*/u, '');
}

/** What follows a value in its own line is a comment. */
function lineAfter(text: string, end: number): number {
  if (end >= text.length) return text.length;
  return text.charAt(end - 1) === '\n' ? end : readLine(text, end, 0).next;
}

function hasKey(content: string): boolean {
  return readKeyOf(content.replace(/^(?:-\s+)*/u, '')) !== null;
}
