/** Lines and comments of a text, and which of them belong to a key or an item. */
import { Lexer } from 'yaml';
import type { TextRange } from '../../yaml-source/line-positions.ts';
import type { WrittenChild } from './written.ts';

export interface LaidOutText {
  readonly text: string;
  readonly eol: string;
  /** From the mark `#` to the end of the line, in the order of the text. */
  readonly comments: readonly TextRange[];
}

export function layOutText(text: string): LaidOutText {
  const newline = text.indexOf('\n');
  const eol = newline > 0 && text.charAt(newline - 1) === '\r' ? '\r\n' : '\n';
  return { text, eol, comments: findComments(text) };
}

const markOfScalar = '\u001F';
const otherMarks = new Set(['\u0002', '\u0018', markOfScalar]);

/** By tokens: a `#` inside a text is none. */
function findComments(text: string): readonly TextRange[] {
  const comments: TextRange[] = [];
  let at = 0;
  let last = '';
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme.startsWith('#') && last !== markOfScalar) {
      comments.push({ start: at, end: at + lexeme.length });
    }
    if (!otherMarks.has(lexeme)) at += lexeme.length;
    last = lexeme;
  }
  return comments;
}

export function commentsIn(layout: LaidOutText, { start, end }: TextRange): readonly TextRange[] {
  const { comments } = layout;
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  const found: TextRange[] = [];
  for (let at = low; at < comments.length; at += 1) {
    const comment = comments[at];
    if (comment === undefined || comment.start >= end) break;
    found.push(comment);
  }
  return found;
}

export function lineStart({ text }: LaidOutText, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** Before the line end. */
export function lineEnd({ text }: LaidOutText, at: number): number {
  const newline = text.indexOf('\n', at);
  if (newline === -1) return text.length;
  return newline > at && text.charAt(newline - 1) === '\r' ? newline - 1 : newline;
}

export function nextLine({ text }: LaidOutText, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline === -1 ? text.length : newline + 1;
}

export function columnOf(layout: LaidOutText, at: number): number {
  return at - lineStart(layout, at);
}

/** Whether nothing but blanks stands before it in its line. */
export function beginsLine(layout: LaidOutText, at: number): boolean {
  return layout.text.slice(lineStart(layout, at), at).trim() === '';
}

/** Where the line's own text begins. */
function firstOfLine({ text }: LaidOutText, from: number): number {
  let at = from;
  while (text.charAt(at) === ' ' || text.charAt(at) === '\t') at += 1;
  return at;
}

/** The column of a line that is a comment and nothing else; null for any other line. */
function commentColumn(layout: LaidOutText, from: number): number | null {
  const first = firstOfLine(layout, from);
  if (layout.text.charAt(first) !== '#') return null;
  const [comment] = commentsIn(layout, { start: first, end: first + 1 });
  return comment === undefined ? null : first - from;
}

export function isBlankLine(layout: LaidOutText, from: number): boolean {
  return layout.text.slice(from, nextLine(layout, from)).trim() === '';
}

/**
 * Where what belongs to a key or an item of a block begins: at the comments directly above it, in its
 * column. One that shares its line with a dash begins where it begins.
 */
export function leadOf(layout: LaidOutText, { start }: WrittenChild): number {
  if (!beginsLine(layout, start)) return start;
  let lead = lineStart(layout, start);
  const column = start - lead;
  while (lead > 0) {
    const before = lineStart(layout, lead - 1);
    if (commentColumn(layout, before) !== column) break;
    lead = before;
  }
  return lead;
}

/** Where the line ends on which it ends; a block of text ends with its last line. */
export function lineEndOf(layout: LaidOutText, { end }: Pick<WrittenChild, 'end'>): number {
  const isBehindLine = end > 0 && layout.text.charAt(end - 1) === '\n';
  return isBehindLine ? end : nextLine(layout, end);
}

/** Where what belongs to it ends: behind its line, and behind comments that are indented deeper. */
export function trailOf(layout: LaidOutText, child: Pick<WrittenChild, 'start' | 'end'>): number {
  const column = columnOf(layout, child.start);
  let trail = lineEndOf(layout, child);
  while (trail < layout.text.length) {
    const own = commentColumn(layout, trail);
    if (own === null || own <= column) break;
    trail = nextLine(layout, trail);
  }
  return trail;
}

/** The comment behind a value in its line. */
export function commentBehind(layout: LaidOutText, end: number): TextRange | null {
  const first = firstOfLine(layout, end);
  return commentsIn(layout, { start: first, end: first + 1 })[0] ?? null;
}

/** In front of the line end that is directly before the offset, if there is one. */
export function beforeLineEnd({ text }: LaidOutText, at: number): number {
  return at - (/\r?\n$/u.exec(text.slice(Math.max(at - 2, 0), at))?.[0].length ?? 0);
}

/** Behind the blank lines that begin at a line's begin. */
export function skipBlanks(layout: LaidOutText, from: number): number {
  let at = from;
  while (at < layout.text.length && isBlankLine(layout, at)) at = nextLine(layout, at);
  return at;
}

/** In front of the blank lines that end at a line's begin. */
export function skipBlanksBack(layout: LaidOutText, from: number, least: number): number {
  let at = from;
  while (at > least && isBlankLine(layout, lineStart(layout, at - 1))) {
    at = lineStart(layout, at - 1);
  }
  return at;
}
