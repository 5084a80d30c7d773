/** A part of the old text in its new place: its own bytes and comments, indented as the place needs it. */
import { isAlias, isScalar } from 'yaml';
import { isJsonObject } from '../../model/text/json.ts';
import {
  columnOf,
  commentBehind,
  commentsIn,
  leadOf,
  lineStart,
  trailOf,
} from '../text/text-layout.ts';
import { scalarStyleOf } from '../text/text-style.ts';
import { writeKey, writeScalar } from '../text/write-scalar.ts';
import type { Written } from '../text/written.ts';
import type { Movable } from './movable.ts';
import { columnBelow, type MovedText, type ValuePlace, type WriteContext } from './value-place.ts';

export function moveText(movable: Movable, place: ValuePlace, context: WriteContext): MovedText {
  const { written } = movable;
  const isBlock = (written.kind === 'map' || written.kind === 'list') && !written.flow;
  if (place.after === 'flow') {
    const text = flowText(written, context);
    return { text, isBelow: false, column: 0, lead: '', behind: null };
  }
  const lead =
    place.after === 'dash' && place.old === null ? moveLead(movable, place.column, context) : '';
  return isBlock
    ? { ...moveBlock(written, place, context), lead }
    : { ...moveInline(movable, place, context), lead };
}

function moveBlock(written: Written, place: ValuePlace, context: WriteContext) {
  const { layout, style } = context;
  const [first] = written.children;
  const last = written.children.at(-1);
  const column = columnBelow(written.value, place, style);
  if (first === undefined || last === undefined)
    return { text: '', isBelow: false, column, behind: null };
  const hasProps = written.start !== written.body;
  const lead = hasProps ? written.start : leadOf(layout, first);
  const start = lead + (layout.text.slice(lead).match(/^ */u)?.[0].length ?? 0);
  const end = trailOf(layout, last);
  const delta = column - columnOf(layout, first.start);
  keepComments(start, end, context);
  const text = shiftLines(withoutLineEnd(layout.text.slice(start, end)), delta);
  return { text, isBelow: place.after === 'key', column, behind: null };
}

function moveInline(
  { written, child, inFlow, isOfPlace }: Movable,
  place: ValuePlace,
  context: WriteContext,
) {
  const { layout, style, keptComments } = context;
  const own = layout.text.slice(written.start, written.end);
  // In a list, a pair may do without braces.
  const isBare = written.kind === 'map' && layout.text.charAt(written.body) !== '{';
  const { pad } = style;
  const raw = isBare && place.after === 'key' ? `{${pad}${own}${pad}}` : own;
  const delta = place.column - columnOf(layout, child.start);
  keepComments(written.start, written.end, context);
  const text = shiftLines(withoutLineEnd(raw), inFlow ? 0 : delta);
  const isBlockText = raw.endsWith('\n');
  const comment =
    inFlow || isBlockText || isOfPlace === true ? null : commentBehind(layout, written.end);
  if (comment !== null) keptComments.add(comment.start);
  const behind = comment === null ? null : layout.text.slice(comment.start, comment.end);
  return { text, isBelow: false, column: 0, behind };
}

function keepComments(start: number, end: number, { layout, keptComments }: WriteContext): void {
  for (const comment of commentsIn(layout, { start, end })) keptComments.add(comment.start);
}

/** The comments above an item, for an item. */
function moveLead({ child, inFlow }: Movable, column: number, context: WriteContext): string {
  const { layout } = context;
  const start = leadOf(layout, child);
  const end = lineStart(layout, child.start);
  if (inFlow || child.key !== null || start >= end) return '';
  keepComments(start, end, context);
  const lines = layout.text.slice(start, end).trimEnd().split(/\r?\n/u);
  return lines.map((line) => `${line.trim()}${layout.eol}${' '.repeat(column)}`).join('');
}

function withoutLineEnd(text: string): string {
  return text.replace(/\r?\n$/u, '');
}

/** Moves all lines but the first one. */
function shiftLines(text: string, by: number): string {
  const [first = '', ...lines] = text.split('\n');
  const shifted = lines.map((line) => {
    if (line.trim() === '' || by === 0) return line;
    if (by > 0) return ' '.repeat(by) + line;
    const blanks = line.search(/[^ ]/u);
    return line.slice(Math.min(-by, blanks));
  });
  return [first, ...shifted].join('\n');
}

/** A value for a place in brackets, in one line. */
function flowText(written: Written, context: WriteContext): string {
  const { layout, style } = context;
  const raw = layout.text.slice(written.start, written.end);
  const { node, role, kind } = written;
  const isOneLine = !raw.includes('\n');
  if (written.flow) keepComments(written.start, written.end, context);
  if (isAlias(node)) return raw;
  if (isScalar(node)) {
    const isSafe = isOneLine && (node.type !== 'PLAIN' || !/[,[\]{}]/u.test(raw));
    if (isSafe || typeof node.value !== 'string') return raw;
    return writeScalar(node.value, { style: scalarStyleOf(written) ?? 'double', role, flow: true });
  }
  if (written.flow || kind === 'opaque') return raw;
  const members = written.children.map((child) => {
    const text = flowText(child.written, context);
    return child.key === null
      ? text
      : `${child.isMerge ? '<<' : writeKey(child.key, true)}: ${text}`;
  });
  if (!isJsonObject(written.value)) return `[${members.join(', ')}]`;
  return `{${style.pad}${members.join(', ')}${style.pad}}`;
}
