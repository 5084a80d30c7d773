/** The nodes of a document with what an edit needs of them: values beside offsets, of the text without BOM. */
import {
  type CST,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { isJsonObject, type JsonValue } from '../../model/text/json.ts';
import { isMergeKey, readKey } from '../../yaml-source/map-keys.ts';
import { type ScalarRole, scalarRoleOf } from '../../yaml-source/scalar-role.ts';

/** A value as it is written. */
export interface Written {
  /** `opaque` is a collection in a form that is replaced as a whole or not at all. */
  readonly kind: 'scalar' | 'alias' | 'map' | 'list' | 'opaque';
  /** Whether a collection is in brackets. */
  readonly flow: boolean;
  readonly node: Node | null;
  /** As `readYaml` gives it. */
  readonly value: JsonValue;
  readonly role: ScalarRole;
  /** With its anchor and its tag. */
  readonly start: number;
  /** Without them. */
  readonly body: number;
  /** Where its last character ends; a comment behind it is no part of it. */
  readonly end: number;
  readonly children: readonly WrittenChild[];
}

/** A pair of a map, or an item of a list. */
export interface WrittenChild {
  /** Null for an item, and for a key that is no text. */
  readonly key: string | null;
  readonly isMerge: boolean;
  /** The dash of an item in a block, else the first character. */
  readonly start: number;
  /** Without its anchor; for an item, where the value begins. */
  readonly keyStart: number;
  /** Where the key ends; for an item, where the value begins. */
  readonly keyEnd: number;
  /** Behind the colon or the dash; -1 where there is none. */
  readonly markEnd: number;
  readonly end: number;
  readonly written: Written;
}

interface Place {
  readonly value: JsonValue;
  readonly role: ScalarRole;
  readonly isInSchema: boolean;
  /** Where the value is when nothing is written. */
  readonly at: number;
  /** What stands in front of the value. */
  readonly props: readonly CST.SourceToken[];
}

/** @param value what the document reads as. */
export function writtenDocument(contents: unknown, value: JsonValue): Written {
  return createWritten(contents, { value, role: 'plain', isInSchema: false, at: 0, props: [] });
}

function createWritten(node: unknown, place: Place): Written {
  const { value, role, at, props } = place;
  const own = isAlias(node) || isScalar(node) || isMap(node) || isSeq(node) ? node : null;
  const written = props.filter(({ type }) => type === 'anchor' || type === 'tag');
  const last = written.at(-1);
  const range = own?.range ?? [at, at];
  const none = last === undefined ? at : last.offset + last.source.length;
  const [body, end] = isScalar(own) && range[0] === range[1] ? [none, none] : range;
  const start = written[0]?.offset ?? body;
  const base = { node: own, value, role, start, body, end, flow: false };
  if (isAlias(own)) return { ...base, kind: 'alias', children: [] };
  if (isMap(own)) return withChildren(base, own, () => readPairs(own, place));
  if (isSeq(own)) return withChildren(base, own, () => readItems(own, place));
  return { ...base, kind: 'scalar', children: [] };
}

/** The children are read when they are asked for: most are not. */
function withChildren(
  base: Omit<Written, 'kind' | 'children'>,
  node: YAMLMap | YAMLSeq,
  read: () => readonly WrittenChild[] | null,
): Written {
  let known: readonly WrittenChild[] | null | undefined;
  const get = () => {
    if (known === undefined) known = read();
    return known;
  };
  return {
    ...base,
    flow: isInBrackets(node),
    get kind() {
      return get() === null ? 'opaque' : isMap(node) ? 'map' : 'list';
    },
    get children() {
      return get() ?? [];
    },
    get end() {
      // What a block has behind its last child is blank or a comment.
      const last = isInBrackets(node) ? undefined : get()?.at(-1);
      return last?.end ?? base.end;
    },
  };
}

function isInBrackets(node: YAMLMap | YAMLSeq): boolean {
  return node.srcToken?.type === 'flow-collection' || isBarePair(node);
}

/** `not: A` in `[A, not: B]`, which is a map without braces. */
function isBarePair({ srcToken, flow, items }: YAMLMap | YAMLSeq): boolean {
  return srcToken === undefined && flow === true && items.length === 1;
}

function readPairs(map: YAMLMap, place: Place): readonly WrittenChild[] | null {
  const { value } = place;
  if (!isJsonObject(value) || (map.srcToken === undefined && !isBarePair(map))) return null;
  const children: WrittenChild[] = [];
  for (const pair of map.items) {
    const child = readPair(pair, value, place);
    if (child === null) return null;
    children.push(child);
  }
  return children;
}

function readPair(
  pair: Pair,
  object: { readonly [key: string]: JsonValue | undefined },
  { isInSchema }: Place,
): WrittenChild | null {
  const key = readKey(pair);
  const token: CST.CollectionItem | undefined = pair.srcToken;
  const range = key?.node.range;
  if (key === null || token === undefined || !range) return null;
  if (token.start.some(({ type }) => type === 'explicit-key-ind')) return null;
  const start = token.start.find(({ type }) => type === 'anchor' || type === 'tag')?.offset;
  const colon = token.sep?.find(({ type }) => type === 'map-value-ind');
  const markEnd = colon === undefined ? -1 : colon.offset + 1;
  const isMerge = isMergeKey(pair);
  const own = Object.hasOwn(object, key.text) ? object[key.text] : null;
  const written = createWritten(pair.value, {
    value: isMerge ? null : (own ?? null),
    role: isInSchema ? 'plain' : scalarRoleOf(key.text),
    isInSchema: isInSchema || key.text === 'schema',
    at: Math.max(markEnd, range[1]),
    props: token.sep ?? [],
  });
  return {
    ...{ key: key.text, isMerge, start: start ?? range[0], markEnd, written },
    ...{ keyStart: range[0], keyEnd: range[1] },
    get end() {
      return Math.max(written.end, markEnd, range[1]);
    },
  };
}

function readItems(list: YAMLSeq, place: Place): readonly WrittenChild[] | null {
  const { value } = place;
  const token = list.srcToken;
  if (token === undefined || !Array.isArray(value)) return null;
  const items = itemsOf(token);
  if (items.length !== list.items.length) return null;
  return items.map((item, index) => {
    const dash = item.start.find(({ type }) => type === 'seq-item-ind');
    const markEnd = dash === undefined ? -1 : dash.offset + 1;
    const member: JsonValue | undefined = value[index];
    const written = createWritten(list.items[index], {
      ...{ value: member ?? null, role: place.role, isInSchema: place.isInSchema },
      ...{ at: markEnd, props: item.start },
    });
    const start = dash?.offset ?? written.start;
    return {
      ...{ key: null, isMerge: false, start, markEnd, written },
      ...{ keyStart: written.start, keyEnd: written.start },
      get end() {
        return Math.max(written.end, markEnd);
      },
    };
  });
}

function itemsOf(token: CST.Token): readonly CST.CollectionItem[] {
  if (token.type === 'block-seq') return token.items.filter(hasDash);
  return token.type === 'flow-collection' ? token.items.filter(isWritten) : [];
}

function hasDash({ start }: CST.CollectionItem): boolean {
  return start.some(({ type }) => type === 'seq-item-ind');
}

/** What follows the last comma of brackets is no item. */
function isWritten({ start, key, sep, value }: CST.CollectionItem): boolean {
  const hasProps = start.some(({ type }) => type === 'anchor' || type === 'tag');
  return hasProps || Boolean(key ?? sep ?? value);
}
