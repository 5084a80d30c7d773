/** Keys and items in brackets that go or come. */
import { scalarRoleOf } from '../../yaml-source/scalar-role.ts';
import type { AddedChild, CollectionChange } from '../plan/change.ts';
import {
  beginsLine,
  columnOf,
  commentsIn,
  leadOf,
  lineEnd,
  nextLine,
} from '../text/text-layout.ts';
import { writeKey } from '../text/write-scalar.ts';
import type { Written, WrittenChild } from '../text/written.ts';
import type { ChangeContext } from './change-context.ts';
import { writeValue } from './write-value.ts';

export function writeFlowChange(
  written: Written,
  change: CollectionChange,
  key: string | null,
  context: ChangeContext,
): void {
  const { children } = written;
  const { removed, added } = change;
  const texts = new Map(added.map((each) => [each, writeFlowChild(each, key, context)]));
  const textsAfter = (at: number) =>
    added.filter(({ after }) => after === at).map((each) => texts.get(each) ?? '');
  if (removed.size === children.length) {
    fill(written, [...texts.values()].join(', '), context);
    return;
  }
  takeRuns(written, removed, context);
  for (const [at, child] of children.entries()) {
    insertBehind({ written, at, child, removed }, textsAfter(at), context);
  }
  const survivor = children.find((_, at) => !removed.has(at));
  if (survivor !== undefined) insertAhead(survivor, textsAfter(-1), context);
}

/** All that was in the brackets goes. */
function fill(written: Written, inside: string, context: ChangeContext): void {
  const { children, body, end } = written;
  const first = children[0];
  const last = children.at(-1);
  if (first === undefined || last === undefined) {
    const pad = written.kind === 'map' && end - body === 2 ? context.style.pad : '';
    context.splices.push({ start: body + 1, end: body + 1, text: `${pad}${inside}${pad}` });
  } else if (inside === '') take(body + 1, end - 1, '', written, context);
  else take(first.start, last.end, inside, written, context);
}

function writeFlowChild(
  { key, value }: AddedChild,
  ofList: string | null,
  context: ChangeContext,
): string {
  const own = key ?? ofList;
  const role = own === null ? 'plain' : scalarRoleOf(own);
  const place = { after: 'flow', key: own, role, column: 0, old: null } as const;
  const { text } = writeValue(value, place, context);
  return key === null ? text : `${writeKey(key, true)}: ${text}`;
}

function take(start: number, end: number, text: string, written: Written, context: ChangeContext) {
  context.splices.push({ start, end, text });
  const { children } = written;
  context.taken.push({ range: { start, end }, children, inFlow: true, value: undefined });
}

/** Neighbours that go together take one comma with them each. */
function takeRuns(written: Written, removed: ReadonlySet<number>, context: ChangeContext): void {
  const { children } = written;
  for (let from = 0; from < children.length; from += 1) {
    if (!removed.has(from)) continue;
    let to = from;
    while (removed.has(to + 1)) to += 1;
    takeRun(written, from, to, context);
    from = to;
  }
}

function takeRun(written: Written, from: number, to: number, context: ChangeContext): void {
  const { layout } = context;
  const { children } = written;
  const first = children[from];
  const last = children[to];
  if (first === undefined || last === undefined) return;
  if (isOnOwnLines(first, last, written, context)) {
    take(leadOf(layout, first), nextLine(layout, last.end), '', written, context);
    return;
  }
  const next = children[to + 1];
  const before = children[from - 1];
  if (next !== undefined) take(first.start, next.start, '', written, context);
  else if (before !== undefined) take(before.end, last.end, '', written, context);
}

/** Whether the lines hold nothing else; a comma may end the last one. */
function isOnOwnLines(
  first: WrittenChild,
  last: WrittenChild,
  { end }: Written,
  { layout }: ChangeContext,
): boolean {
  if (!beginsLine(layout, first.start)) return false;
  const line = lineEnd(layout, last.end);
  const rest = layout.text.slice(last.end, line).replace(/^\s*,/u, '');
  const isComment = commentsIn(layout, { start: last.end, end: line }).length > 0;
  return line < end && (rest.trim() === '' || (isComment && rest.trim().startsWith('#')));
}

interface FlowPlace {
  readonly written: Written;
  readonly at: number;
  readonly child: WrittenChild;
  readonly removed: ReadonlySet<number>;
}

function insertBehind(place: FlowPlace, texts: readonly string[], context: ChangeContext): void {
  const { written, at, child, removed } = place;
  const { layout } = context;
  const { children } = written;
  if (texts.length === 0) return;
  if (removed.has(at)) {
    const before = children.findLastIndex((_, each) => each < at && !removed.has(each));
    const next = children.find((_, each) => each > at && !removed.has(each));
    const model = children[before];
    if (model !== undefined) insertBehind({ ...place, at: before, child: model }, texts, context);
    else if (next !== undefined) insertAhead(next, texts, context);
    return;
  }
  if (!isOnOwnLines(child, child, written, context)) {
    context.splices.push({ start: child.end, end: child.end, text: `, ${texts.join(', ')}` });
    return;
  }
  const comma = /^\s*,/u.exec(layout.text.slice(child.end, nextLine(layout, child.end)));
  const indent = ' '.repeat(columnOf(layout, child.start));
  if (comma === null) context.splices.push({ start: child.end, end: child.end, text: ',' });
  const line = nextLine(layout, child.end);
  const lines = texts.map((text) => indent + text);
  const end = comma === null ? '' : ',';
  const text = lines.join(`,${layout.eol}`) + end + layout.eol;
  context.splices.push({ start: line, end: line, text });
}

function insertAhead(next: WrittenChild, texts: readonly string[], context: ChangeContext): void {
  const text = texts.map((each) => `${each}, `).join('');
  context.splices.push({ start: next.start, end: next.start, text });
}
