/** How a text is written, so that what is new looks like its neighbours. */
import { isScalar } from 'yaml';
import { columnOf, isBlankLine, type LaidOutText, leadOf, lineStart } from './text-layout.ts';
import type { ScalarStyle } from './write-scalar.ts';
import type { Written, WrittenChild } from './written.ts';

export interface TextStyle {
  /** How much deeper than its key a map is. */
  readonly mapStep: number;
  /** How much deeper than its key a list is: often not at all. */
  readonly listStep: number;
  /** From a dash to its value. */
  readonly dashGap: number;
  /** Inside braces: a blank or nothing. */
  readonly pad: string;
  /** How text behind a key, or in its list, is quoted; null where none is written. */
  readonly quotesOf: (key: string | null) => ScalarStyle | null;
  /** How words are quoted that are neither names, descriptions nor IDs; null where none is written. */
  readonly wordQuotes: ScalarStyle | null;
  /** Whether what is behind a key is in brackets; null where none is written. */
  readonly isFlow: (key: string) => boolean | null;
  /** Whether the entries of the list with this key have blank lines between them; null where one cannot know. */
  readonly isApart: FindApart;
}

export type FindApart = (key: string | null) => boolean | null;

/** How much is looked at: neighbours are alike. */
const mostLooked = 400;

/** What was seen first. */
interface Seen {
  map?: number;
  list?: number;
  gap?: number | null;
  pad?: string;
  words?: ScalarStyle;
  readonly flows: Map<string, boolean>;
  readonly quotes: Map<string | null, ScalarStyle>;
  looked: number;
}

/** @param places what to take as a model, the nearest first. */
export function findStyle(
  places: readonly Written[],
  layout: LaidOutText,
  isApart: FindApart,
): TextStyle {
  const seen: Seen = { flows: new Map(), quotes: new Map(), looked: 0 };
  for (const place of places) lookAt(place, { key: null, column: null }, layout, seen);
  return {
    mapStep: Math.max(seen.map ?? 2, 1),
    listStep: Math.max(seen.list ?? 2, 0),
    dashGap: seen.gap ?? 2,
    pad: seen.pad ?? ' ',
    quotesOf: (key) => seen.quotes.get(key) ?? null,
    wordQuotes: seen.words ?? null,
    isFlow: (key) => seen.flows.get(key) ?? null,
    isApart,
  };
}

interface LookedAt {
  /** The key that it belongs to. */
  readonly key: string | null;
  /** That of the key in a block. */
  readonly column: number | null;
}

function lookAt(written: Written, place: LookedAt, layout: LaidOutText, seen: Seen): void {
  const { key } = place;
  seen.looked += 1;
  if (seen.looked > mostLooked) return;
  lookAtScalar(written, key, seen);
  if (written.children.length === 0) return;
  if (key !== null && !seen.flows.has(key)) seen.flows.set(key, written.flow);
  lookAtItems(written, key, seen.flows);
  if (!written.flow) lookAtSteps(written, place, layout, seen);
  else if (written.kind === 'map') {
    seen.pad ??= /\s/u.test(layout.text.charAt(written.body + 1)) ? ' ' : '';
  }
  for (const child of written.children) {
    const isPair = child.key !== null && !written.flow;
    const ofItem = child.written.kind === 'scalar' ? key : itemsOfKey(key);
    const column = isPair ? columnOf(layout, child.start) : null;
    lookAt(child.written, { key: child.key ?? ofItem, column }, layout, seen);
  }
}

function lookAtSteps(
  { kind, children }: Written,
  { column }: LookedAt,
  layout: LaidOutText,
  seen: Seen,
): void {
  const [first] = children;
  if (first === undefined) return;
  const own = columnOf(layout, first.start);
  if (column !== null && kind === 'map') seen.map ??= own - column;
  if (column !== null && kind === 'list') seen.list ??= own - column;
  if (kind === 'list') seen.gap ??= gapOf(layout, first);
}

/** How the items of a list that are collections are written. */
function lookAtItems(
  { kind, flow, children }: Written,
  key: string | null,
  flows: Map<string, boolean>,
): void {
  const item = children.find(({ written }) => written.children.length > 0);
  if (kind !== 'list' || flow || item === undefined) return;
  const name = itemsOfKey(key);
  if (!flows.has(name)) flows.set(name, item.written.flow);
}

/** Under what the style of the items of a list is kept. */
export function itemsOfKey(key: string | null): string {
  return `${key ?? ''}[]`;
}

function gapOf(layout: LaidOutText, { start, written }: WrittenChild): number | null {
  const gap = written.start - start;
  return lineStart(layout, written.start) === lineStart(layout, start) && gap > 1 ? gap : null;
}

const stylesOfTypes = new Map<string | undefined, ScalarStyle>([
  ['PLAIN', 'plain'],
  ['QUOTE_SINGLE', 'single'],
  ['QUOTE_DOUBLE', 'double'],
]);

/** The style of a scalar; null for anything else. */
export function scalarStyleOf({ node, value, role }: Written): ScalarStyle | null {
  if (!isScalar(node) || typeof value !== 'string') return null;
  // A number that is an ID, and no text without quotes.
  if (role === 'id' && typeof node.value !== 'string') return 'plain';
  return stylesOfTypes.get(node.type) ?? null;
}

function lookAtScalar(written: Written, key: string | null, seen: Seen): void {
  const { quotes } = seen;
  const style = scalarStyleOf(written);
  if (style === null) return;
  if (written.role === 'plain') seen.words ??= style;
  if (!quotes.has(key)) quotes.set(key, style);
  const isText = written.role === 'name' || written.role === 'text';
  if (isText && !quotes.has(null)) quotes.set(null, style);
}

/** Whether the items of a list have blank lines between them; null where one cannot know. */
export function isSpaced({ children }: Written, layout: LaidOutText): boolean | null {
  const [, second] = children;
  if (second === undefined) return null;
  const lead = leadOf(layout, second);
  return isBlankLine(layout, lineStart(layout, lead - 1));
}
