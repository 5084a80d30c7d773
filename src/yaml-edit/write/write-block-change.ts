/** Keys and items of a block that go or come: whole lines, with the comments that belong to them. */
import { isJsonObject } from '../../model/text/json.ts';
import type { TextRange } from '../../yaml-source/line-positions.ts';
import { scalarRoleOf } from '../../yaml-source/scalar-role.ts';
import type { AddedChild, CollectionChange } from '../plan/change.ts';
import { EditRefusal } from '../text/refusal.ts';
import {
  beforeLineEnd,
  beginsLine,
  columnOf,
  isBlankLine,
  leadOf,
  lineEndOf,
  lineStart,
  skipBlanks,
  skipBlanksBack,
  trailOf,
} from '../text/text-layout.ts';
import { isSpaced } from '../text/text-style.ts';
import type { Written, WrittenChild } from '../text/written.ts';
import type { ChangeContext } from './change-context.ts';
import { isEntryList, writeItem, writePair } from './write-value.ts';

interface BlockSlot {
  readonly child: WrittenChild | null;
  readonly key: string | null;
  /** Whether what comes takes the place of what is there. */
  readonly isInstead?: boolean;
}

export function writeBlockChange(
  written: Written,
  change: CollectionChange,
  slot: BlockSlot,
  context: ChangeContext,
): void {
  const { children } = written;
  const [first] = children;
  if (first === undefined) throw new EditRefusal('no-place', written);
  const { removed, added } = change;
  const { layout } = context;
  const isShared = !beginsLine(layout, first.start);
  if (removed.size === children.length && added.length === 0) {
    writeEmpty(written, removed, slot, context);
    return;
  }
  const done = isShared ? writeFirst(written, change, slot, context) : noneDone;
  for (const [at, child] of children.entries()) {
    const next = added.filter((each) => each.after === at && !done.added.has(each));
    const isGoing = removed.has(at) && !done.removed.has(at);
    if (isGoing && next.length > 0) {
      take(leadOf(layout, child), trailOf(layout, child), '', written, context);
    } else if (isGoing) takeLines(written, at, removed, context);
    if (next.length > 0)
      insertAfter(written, child, next, { ...slot, isInstead: isGoing }, context);
  }
  const before = added.filter(({ after }) => after === -1);
  if (before.length > 0 && !isShared) insertBefore(written, before, slot, context);
}

interface Done {
  readonly removed: ReadonlySet<number>;
  readonly added: ReadonlySet<AddedChild>;
}

const noneDone: Done = { removed: new Set(), added: new Set() };

function take(start: number, end: number, text: string, written: Written, context: ChangeContext) {
  context.splices.push({ start, end, text });
  const { children } = written;
  context.taken.push({ range: { start, end }, children, inFlow: false, value: undefined });
}

/** A child with its comments, and a blank line where two would meet. */
function takeLines(
  written: Written,
  at: number,
  removed: ReadonlySet<number>,
  context: ChangeContext,
): void {
  const { layout } = context;
  const child = written.children[at];
  if (child === undefined) return;
  const { text } = layout;
  const { start, end } = withBlanks(written, at, removed, context);
  // A file that ended without a line end goes on to do so.
  const isOpen = end === text.length && !text.endsWith('\n');
  take(isOpen ? beforeLineEnd(layout, start) : start, end, '', written, context);
}

function withBlanks(
  { children }: Written,
  at: number,
  removed: ReadonlySet<number>,
  { layout }: ChangeContext,
): TextRange {
  const child = children[at];
  if (child === undefined) return { start: 0, end: 0 };
  const start = leadOf(layout, child);
  const end = trailOf(layout, child);
  const before = children[at - 1];
  const least = before === undefined ? start : trailOf(layout, before);
  const isEnd = end >= layout.text.length;
  if (!isEnd && !isBlankLine(layout, end)) return { start, end };
  const isFirst = children.slice(0, at).every((_, each) => removed.has(each));
  const isLast = at === children.length - 1;
  if (isFirst) return { start, end: isLast ? end : skipBlanks(layout, end) };
  // Blank lines that end a block of text may not become more.
  const isText = start === least && isBlankLine(layout, lineStart(layout, start - 1));
  if (before !== undefined && isText) return { start, end: skipBlanks(layout, end) };
  return { start: skipBlanksBack(layout, start, least), end };
}

/** All go: `{}` or `[]` takes their place. */
function writeEmpty(
  written: Written,
  removed: ReadonlySet<number>,
  { child }: BlockSlot,
  context: ChangeContext,
): void {
  const { layout } = context;
  const empty = isJsonObject(written.value) ? '{}' : '[]';
  const { children } = written;
  const [first] = children;
  if (first === undefined) return;
  const isBelow = beginsLine(layout, first.start);
  if (child !== null && isBelow) {
    const line = layout.text.slice(child.markEnd, written.body);
    const props = written.start === written.body ? '' : line.trimEnd();
    const at = child.markEnd + props.length;
    context.splices.push({ start: at, end: at, text: ` ${empty}` });
  } else {
    take(first.start, beforeLineEnd(layout, lineEndOf(layout, first)), empty, written, context);
  }
  for (const at of children.keys()) {
    if (at > 0 || (child !== null && isBelow)) takeLines(written, at, removed, context);
  }
}

/** The first child shares its line with a dash. */
function writeFirst(
  written: Written,
  { removed, added }: CollectionChange,
  slot: BlockSlot,
  context: ChangeContext,
): Done {
  const { layout } = context;
  const { children } = written;
  const [first] = children;
  if (first === undefined) return noneDone;
  const column = columnOf(layout, first.start);
  const indent = ' '.repeat(column);
  if (!removed.has(0)) {
    const before = added.filter(({ after }) => after === -1);
    const lines = before.map(
      (each) => writeChild(each, written, slot, context) + layout.eol + indent,
    );
    if (lines.length > 0) {
      context.splices.push({ start: first.start, end: first.start, text: lines.join('') });
    }
    return { removed: new Set(), added: new Set(before) };
  }
  const next = children.findIndex((_, at) => !removed.has(at));
  const before = added.filter(({ after }) => next === -1 || after < next);
  const lastOfLine = beforeLineEnd(layout, lineEndOf(layout, first));
  if (before.length > 0) {
    const lines = before.map((each) => writeChild(each, written, slot, context));
    take(first.start, lastOfLine, lines.join(layout.eol + indent), written, context);
    return { removed: new Set([0]), added: new Set(before) };
  }
  const survivor = children[next];
  const isClose =
    survivor !== undefined && leadOf(layout, survivor) === lineStart(layout, survivor.start);
  if (survivor !== undefined && isClose) {
    take(first.start, survivor.start, '', written, context);
    return { removed: new Set([...children.keys()].slice(0, next)), added: new Set() };
  }
  const dash = layout.text.slice(0, first.start).trimEnd().length;
  take(dash, lastOfLine, '', written, context);
  return { removed: new Set([0]), added: new Set() };
}

/** A new pair or item, without the indentation of its first line. */
function writeChild(
  { key, value }: AddedChild,
  written: Written,
  slot: BlockSlot,
  context: ChangeContext,
): string {
  const [first] = written.children;
  const column = first === undefined ? 0 : columnOf(context.layout, first.start);
  if (key !== null) return writePair({ key, value, column }, context);
  const role = slot.key === null ? 'plain' : scalarRoleOf(slot.key);
  return writeItem(value, { key: slot.key, role, column }, context);
}

/** Whether new items get a blank line between them and their neighbours. */
function spaceOf(
  written: Written,
  { key, child }: BlockSlot,
  { layout, style }: ChangeContext,
): boolean {
  // The lists of a document stand apart.
  if (isJsonObject(written.value)) return child === null;
  return isSpaced(written, layout) ?? style.isApart(key) ?? isEntryList(key);
}

function insertAfter(
  written: Written,
  child: WrittenChild,
  added: readonly AddedChild[],
  slot: BlockSlot,
  context: ChangeContext,
): void {
  const { layout } = context;
  const { text, eol } = layout;
  const at = trailOf(layout, child);
  const indent = ' '.repeat(columnOf(layout, child.start));
  const space = spaceOf(written, slot, context) ? eol : '';
  const lines = added.map((each, index) => {
    const above = slot.isInstead === true && index === 0 ? '' : space;
    return `${above}${indent}${writeChild(each, written, slot, context)}`;
  });
  const isOpen = at === text.length && !text.endsWith('\n');
  const put = isOpen ? eol + lines.join(eol) : lines.join(eol) + eol;
  context.splices.push({ start: at, end: at, text: put });
}

function insertBefore(
  written: Written,
  added: readonly AddedChild[],
  slot: BlockSlot,
  context: ChangeContext,
): void {
  const { layout } = context;
  const [first] = written.children;
  if (first === undefined) return;
  const at = leadOf(layout, first);
  const indent = ' '.repeat(columnOf(layout, first.start));
  const space = spaceOf(written, slot, context) ? layout.eol : '';
  const lines = added.map((each) => `${indent}${writeChild(each, written, slot, context)}`);
  const put = lines.map((line) => line + layout.eol + space).join('');
  context.splices.push({ start: at, end: at, text: put });
}
