/** Entities as the text of a manifest: stable to the byte, and laid out for people and for diffs. */
import { Document, isScalar, isSeq, type Pair, visit, type YAMLMap, YAMLSeq } from 'yaml';
import { guardText, isHarmless } from '../../model/text/guard-text.ts';
import type { JsonObject } from '../../model/text/json.ts';
import type { ManifestItem } from '../describe-item.ts';
import { writeComment } from './write-comment.ts';

/** Longer maps and lists than this, counted as JSON, are written over several lines. */
const maxInline = 90;

export interface Manifest {
  /** Attributes that all items share, written once. */
  readonly defaults: JsonObject;
  /** In the order of the text; segments come before audiences in any case. */
  readonly items: readonly ManifestItem[];
}

/** @param nameOfSegment what a segment is called that can be referred to by its ID alone. */
export function writeManifest(
  { defaults, items }: Manifest,
  nameOfSegment: (id: string) => string | null,
): string {
  const [segments, audiences] = (['segment', 'audience'] as const).map((kind) =>
    items.filter(({ remote }) => remote.kind === kind),
  );
  const content = {
    ...(Object.keys(defaults).length > 0 ? { defaults } : {}),
    ...writeList('segments', segments ?? [], defaults),
    ...writeList('audiences', audiences ?? [], defaults),
  };
  const document = new Document(content, {
    aliasDuplicateObjects: false,
    // What older YAML readers would take for a number, a date or a truth value is put in quotes.
    compat: 'yaml-1.1',
  });
  const written = [...(segments ?? []), ...(audiences ?? [])].values();
  visit(document, {
    Pair: (position, pair, path) => {
      if (path.length === 2 && position !== 0) setApart(pair);
    },
    Map: (position, map, path) => {
      // Document, map, pair, list: an item of the list is an entity.
      const item = path.length === 4 ? written.next().value : undefined;
      if (item) introduce(map, item, position !== 0);
      else if (path.length > 1) layOut(map, nameOfSegment);
    },
    Scalar: (_, scalar) => {
      // Only double quotes know escapes.
      const { value } = scalar;
      if (typeof value === 'string' && !isPlain(value)) scalar.type = 'QUOTE_DOUBLE';
    },
  });
  // Nothing is folded: one line is one value.
  return guardText(document.toString({ lineWidth: 0 }), 'yaml');
}

/** A block of nothing but blanks would lose those of its lines. */
function isPlain(value: string): boolean {
  return isHarmless(value) && !(value.includes('\n') && value.trim() === '');
}

function writeList(key: string, items: readonly ManifestItem[], defaults: JsonObject): JsonObject {
  if (items.length === 0) return {};
  const entities = items.map(({ value }) =>
    Object.fromEntries(Object.entries(value).filter(([name, own]) => own !== defaults[name])),
  );
  return { [key]: entities };
}

function setApart({ key }: Pair): void {
  if (isScalar(key)) key.spaceBefore = true;
}

function introduce(map: YAMLMap, { remarks }: ManifestItem, isFurther: boolean): void {
  map.spaceBefore = isFurther;
  const lines = remarks.map((remark) => ` ${writeComment(remark)}`);
  if (lines.length > 0) map.commentBefore = lines.join('\n');
}

/** What is short on one line, and the name beside each reference by ID. */
function layOut(map: YAMLMap, nameOfSegment: (id: string) => string | null): void {
  if (['and', 'or', 'not'].some((operator) => map.has(operator))) return;
  const values = map.items.map(({ value }) => value);
  for (const value of values) {
    if (isSeq(value) && value.items.every(isOneLine) && isShort(value)) writeTight(value);
  }
  map.flow = isShort(map) && values.every((value) => isOneLine(value) || isTight(value));
  const id = map.get('segmentId') ?? map.get('seedSegmentId');
  const name = typeof id === 'string' ? nameOfSegment(id) : null;
  if (name !== null) map.comment = ` ${writeComment(JSON.stringify(name))}`;
}

function isShort(node: YAMLMap | YAMLSeq): boolean {
  return JSON.stringify(node).length <= maxInline;
}

/** Text of several lines stays out of brackets, where it could not be distinguished from the next value. */
function isOneLine(node: unknown): boolean {
  return isScalar(node) && !(typeof node.value === 'string' && node.value.includes('\n'));
}

function isTight(node: unknown): boolean {
  return isSeq(node) && node.flow === true;
}

/** `["1", "2"]` beside `{ a: 1 }`: the writer pads both kinds of brackets or none. */
function writeTight(list: YAMLSeq): void {
  list.flow = true;
  list.toString = (context, ...rest) =>
    YAMLSeq.prototype.toString.call(
      list,
      context && { ...context, flowCollectionPadding: '' },
      ...rest,
    );
}
