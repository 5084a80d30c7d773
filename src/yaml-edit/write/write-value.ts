/** New values as text, with parts of the old one moved into them. */
import { isScalar } from 'yaml';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/text/json.ts';
import { type ScalarRole, scalarRoleOf } from '../../yaml-source/scalar-role.ts';
import type { LaidOutText } from '../text/text-layout.ts';
import { itemsOfKey, scalarStyleOf, type TextStyle } from '../text/text-style.ts';
import { writeBlockText } from '../text/write-block-text.ts';
import { type ScalarStyle, writeKey, writeScalar } from '../text/write-scalar.ts';
import type { Written } from '../text/written.ts';
import { moveText } from './move-text.ts';
import { columnBelow, type MovedText, type ValuePlace, type WriteContext } from './value-place.ts';

/** @returns the value as it follows a key or a dash and a blank, or as it begins in the line below. */
export function writeValue(value: JsonValue, place: ValuePlace, context: WriteContext): MovedText {
  const moved = context.movables.take(value, place.role);
  if (moved !== null) return moveText(moved, place, context);
  if (typeof value !== 'object' || value === null)
    return inline(writeNewScalar(value, place, context));
  if (isFlow(value, place, context)) return inline(writeFlow(value, place, context));
  const isBelow = place.after === 'key';
  const column = columnBelow(value, place, context.style);
  const text = isJsonObject(value)
    ? writeMap(value, column, context)
    : writeList([...value], { ...place, column, old: null }, context);
  return { text, isBelow, lead: '', behind: null, column };
}

function inline(text: string): MovedText {
  return { text, isBelow: false, lead: '', behind: null, column: 0 };
}

/** As it stands in the text: what looks like a variable is none. */
function escaped<T extends JsonValue>(value: T, { hasVariables }: WriteContext): T | string {
  return hasVariables && typeof value === 'string' ? value.replaceAll('${', '$$${') : value;
}

function writeNewScalar(
  value: string | number | boolean | null,
  { old, role, after, key, column }: ValuePlace,
  context: WriteContext,
): string {
  const { layout, style } = context;
  const raw = escaped(value, context);
  const flow = after === 'flow';
  if (old !== null && typeof raw === 'string' && isScalar(old.node) && !flow) {
    const { type } = old.node;
    if (type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED') {
      const block = layout.text.slice(old.body, old.end);
      const indent = indentOf(block) ?? column + style.mapStep;
      const text = writeBlockText(raw, { old: block, indent, column, eol: layout.eol });
      if (text !== null) return keepHeader(text, old, context);
    }
  }
  const own = old === null ? null : scalarStyleOf(old);
  const likely = style.quotesOf(key) ?? likelyQuotes(role, style);
  return writeScalar(raw, { style: own ?? likely ?? 'plain', role, flow });
}

/** Where nothing is written behind such a key. */
function likelyQuotes(role: ScalarRole, style: TextStyle): ScalarStyle | null {
  if (role === 'id') return 'double';
  return (role === 'plain' ? style.wordQuotes : null) ?? style.quotesOf(null);
}

/** The comment behind `|` stays where it is. */
function keepHeader(text: string, old: Written, { layout, keptComments }: WriteContext): string {
  const header = layout.text.slice(old.body).split('\n', 1)[0] ?? '';
  const comment = header.indexOf('#');
  if (comment !== -1) keptComments.add(old.body + comment);
  return text;
}

function indentOf(block: string): number | null {
  const line = block
    .split(/\r?\n/u)
    .slice(1)
    .find((each) => each.trim() !== '');
  return line === undefined ? null : line.search(/\S/u);
}

const operators = ['and', 'or', 'not'];
/** Longer maps and lists than this, counted as JSON, are written over several lines. */
const maxInline = 90;

function isFlow(
  value: JsonObject | readonly JsonValue[],
  place: ValuePlace,
  { style, avoidsFlow }: WriteContext,
): boolean {
  const { after, old, key } = place;
  if (after === 'flow' || Object.keys(value).length === 0) return true;
  if (avoidsFlow) return false;
  if (old !== null && old.children.length > 0) return old.flow;
  const isShort = JSON.stringify(value).length <= maxInline;
  const known = style.isFlow(after === 'dash' ? itemsOfKey(key) : (key ?? ''));
  return isShort && (known ?? isUsuallyFlow(value, place));
}

/** What is short and simple, where no neighbour shows another way. */
function isUsuallyFlow(
  value: JsonObject | readonly JsonValue[],
  { after, key }: ValuePlace,
): boolean {
  const members: readonly (JsonValue | undefined)[] = Object.values(value);
  const isSimple = members.every((member) =>
    Array.isArray(member) ? member.every(isOneLine) : isOneLine(member),
  );
  if (!isJsonObject(value)) return isSimple && (key === null || !operators.includes(key));
  const isAlgebra = operators.some((operator) => Object.hasOwn(value, operator));
  // An item that is a map is an entry, or part of a rule.
  const isEntry = after === 'dash' && (members.length > 1 || isEntryList(key));
  return isSimple && !isAlgebra && !isEntry;
}

function isOneLine(value: JsonValue | undefined): boolean {
  if (typeof value === 'string') return !value.includes('\n');
  return typeof value !== 'object' || value === null;
}

function writeFlow(
  value: JsonObject | readonly JsonValue[],
  place: ValuePlace,
  context: WriteContext,
): string {
  const inside = { ...place, after: 'flow', old: null } as const;
  if (!isJsonObject(value)) {
    return `[${value.map((item) => writeValue(item, inside, context).text).join(', ')}]`;
  }
  const pairs = pairsOf(value).map(([key, member]) => {
    context.newKeys.add(key);
    const role = roleBelow(key);
    const { text } = writeValue(member, { ...inside, key, role }, context);
    return `${writeKey(key, true)}: ${text}`;
  });
  const { pad } = context.style;
  return pairs.length === 0 ? '{}' : `{${pad}${pairs.join(', ')}${pad}}`;
}

function roleBelow(key: string): ScalarRole {
  return scalarRoleOf(key);
}

function pairsOf(value: JsonObject): readonly (readonly [string, JsonValue])[] {
  return Object.entries(value).flatMap(([key, member]) =>
    member === undefined ? [] : [[key, member] as const],
  );
}

/** Keys from a column on; the first line without its indentation. */
function writeMap(value: JsonObject, column: number, context: WriteContext): string {
  const lines = pairsOf(value).map(([key, member]) =>
    writePair({ key, value: member, column }, context),
  );
  return lines.join(context.layout.eol + ' '.repeat(column));
}

export interface NewPair {
  readonly key: string;
  readonly value: JsonValue;
  readonly column: number;
}

/** A pair of a block, without the indentation of its first line. */
export function writePair({ key, value, column }: NewPair, context: WriteContext): string {
  const place = { after: 'key', key, role: roleBelow(key), column, old: null } as const;
  const written = writeValue(value, place, context);
  context.newKeys.add(key);
  return `${writeKey(key, false)}:${joinValue(written, null, context.layout)}`;
}

/** What follows a colon or a dash, with the comment of its line. */
export function joinValue(
  { text, isBelow, behind, column }: MovedText,
  comment: string | null,
  { eol }: Pick<LaidOutText, 'eol'>,
): string {
  const note = comment ?? behind;
  const end = note === null ? '' : ` ${note}`;
  if (isBelow) return `${end}${eol}${' '.repeat(column)}${text}`;
  return ` ${text}${end}`;
}

function writeList(items: readonly JsonValue[], place: ValuePlace, context: WriteContext): string {
  const lines = items.map((item) => writeItem(item, place, context));
  const { eol } = context.layout;
  const space = (context.style.isApart(place.key) ?? isEntryList(place.key)) ? eol : '';
  return lines.join(space + eol + ' '.repeat(place.column));
}

/** Entries have a blank line between them. */
export function isEntryList(key: string | null): boolean {
  return key === 'segments' || key === 'audiences';
}

/** An item of a block with what stands above it, without the indentation of its first line. */
export function writeItem(
  value: JsonValue,
  { key, role, column, gap }: Omit<ValuePlace, 'after' | 'old'>,
  context: WriteContext,
): string {
  const width = gap ?? context.style.dashGap;
  const place = { after: 'dash', key, role, column, old: null, gap: width } as const;
  const { text, lead, behind } = writeValue(value, place, context);
  const end = behind === null ? '' : ` ${behind}`;
  const next = context.layout.eol + ' '.repeat(column);
  const notes = context.notes.get(value) ?? [];
  const above = notes.map((line) => `# ${line}`.trimEnd() + next).join('');
  return `${above}${lead}-${' '.repeat(width - 1)}${text}${end}`;
}
