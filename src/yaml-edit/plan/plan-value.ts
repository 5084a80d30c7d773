/** From an old value as it is written and a new value to what has to change. */
import { isAlias, isScalar } from 'yaml';
import {
  canonicalJson,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from '../../model/text/json.ts';
import { variablesIn } from '../../model/variable.ts';
import { EditRefusal, rangeOf } from '../text/refusal.ts';
import {
  commentBehind,
  commentsIn,
  type LaidOutText,
  leadOf,
  lineStart,
  trailOf,
} from '../text/text-layout.ts';
import type { Written, WrittenChild } from '../text/written.ts';
import type { AddedChild, CollectionChange, ValueChange } from './change.ts';
import { type ListStep, matchItems, stepsBetween } from './compare-lists.ts';
import { keyRank } from './key-order.ts';

export interface PlanContext {
  readonly layout: LaidOutText;
  /** Whether variables are put in when the text is read. */
  readonly hasVariables: boolean;
  /** What an alias stands for. */
  readonly targetOf: (written: Written) => Written | null;
}

/** Null where the value is that already. */
export function planValue(
  old: Written,
  value: JsonValue,
  context: PlanContext,
): ValueChange | null {
  if (canonicalJson(old.value) === canonicalJson(value)) return null;
  refuseAlias(old, context);
  const { kind } = old;
  if (kind === 'map' && isJsonObject(value) && Object.keys(value).length > 0) {
    return planMap(old, value, context);
  }
  if (kind === 'list' && Array.isArray(value) && value.length > 0 && old.children.length > 0) {
    return planList(old, value, context);
  }
  refuseVariable(old, context);
  return { kind: 'replace', value };
}

export function refuseAlias(old: Written, { targetOf }: PlanContext): void {
  if (!isAlias(old.node)) return;
  const target = targetOf(old);
  throw new EditRefusal('alias', rangeOf(target ?? old), old.node.source);
}

/** A text that a variable is part of cannot say anything else. */
function refuseVariable({ node, start, end }: Written, { hasVariables }: PlanContext): void {
  if (!hasVariables || !isScalar(node) || typeof node.value !== 'string') return;
  const [name] = variablesIn(node.value);
  if (name !== undefined) throw new EditRefusal('variable', { start, end }, name);
}

function planMap(old: Written, value: JsonObject, context: PlanContext): ValueChange | null {
  const own = old.children.filter(({ isMerge }) => !isMerge);
  const keys = new Set(own.map(({ key }) => key));
  const newKeys = Object.keys(value).filter((key) => value[key] !== undefined);
  const renamed = planRename(old, value, context);
  if (renamed !== null) return renamed;
  if (own.length === old.children.length && isWrapped(old.value, value)) {
    return { kind: 'replace', value };
  }
  const removed = new Set<number>();
  const changed = new Map<number, ValueChange>();
  old.children.forEach((child, at) => {
    if (child.isMerge || child.key === null) return;
    const next = Object.hasOwn(value, child.key) ? value[child.key] : undefined;
    if (next === undefined) {
      refuseMerged(old, child.key, context);
      removed.add(at);
      return;
    }
    const change = planValue(child.written, next, context);
    if (change !== null) changed.set(at, change);
  });
  refuseMergedChanges(old, value, context);
  const added = newKeys
    .filter((key) => !keys.has(key) && !isMerged(old, key))
    .map((key): AddedChild => {
      return { after: placeOfKey(old, key), key, value: value[key] ?? null };
    });
  return changeOf({ removed, changed, added: sortAdded(added) });
}

/** Null where nothing changes. */
export function changeOf({
  removed,
  changed,
  added,
}: Pick<CollectionChange, 'removed' | 'changed' | 'added'>): ValueChange | null {
  if (removed.size + changed.size + added.length === 0) return null;
  return { kind: 'children', removed, changed, renamed: new Map(), added };
}

/** Keys that are added at one place come in the order that entries have. */
export function sortAdded(added: readonly AddedChild[]): readonly AddedChild[] {
  const rank = ({ key }: AddedChild) => (key === null ? 0 : keyRank(key));
  return [...added].sort((a, b) => a.after - b.after || rank(a) - rank(b));
}

/** The child behind which a new key belongs. */
export function placeOfKey({ children }: Written, key: string): number {
  // Only an entry has an order of its own.
  const isEntry = key === 'name' || children.some((child) => child.key === 'name');
  if (!isEntry) return children.length - 1;
  const rank = keyRank(key);
  const before = children.findLastIndex((child) => {
    return child.key !== null && (child.isMerge ? -1 : keyRank(child.key)) <= rank;
  });
  return Math.max(before, 0);
}

/** `and: [A, B]` that becomes `or: [A, B, C]`. */
function planRename(old: Written, value: JsonObject, context: PlanContext): ValueChange | null {
  const [child, ...others] = old.children;
  const [key, ...otherKeys] = Object.keys(value);
  if (child === undefined || key === undefined || others.length + otherKeys.length > 0) return null;
  const next = value[key];
  if (child.key === key || child.isMerge || child.written.kind !== 'list') return null;
  if (!Array.isArray(next) || next.length === 0 || isWrapped(old.value, value)) return null;
  if (!next.some((item) => contains(child.written.value, item))) return null;
  const inner = planValue(child.written, next, context);
  return {
    ...{ kind: 'children', removed: new Set(), added: [], renamed: new Map([[0, key]]) },
    changed: new Map(inner === null ? [] : [[0, inner]]),
  };
}

/** Whether one is part of the other: then it moves as a whole. */
function isWrapped(old: JsonValue, value: JsonValue): boolean {
  return contains(value, old) || contains(old, value);
}

function contains(whole: JsonValue, part: JsonValue): boolean {
  return canonicalJson(whole).includes(canonicalJson(part));
}

/** Whether the key comes from a merge. */
export function isMerged({ children, value }: Written, key: string): boolean {
  const isOwn = children.some((child) => !child.isMerge && child.key === key);
  return !isOwn && isJsonObject(value) && Object.hasOwn(value, key);
}

function refuseMergedChanges(old: Written, value: JsonObject, context: PlanContext): void {
  if (!isJsonObject(old.value)) return;
  for (const key of Object.keys(old.value)) {
    if (!isMerged(old, key)) continue;
    if (canonicalJson(old.value[key]) !== canonicalJson(value[key])) {
      throw mergeRefusal(old, key, context);
    }
  }
}

/** When the map's own value goes, that of the merge comes into its place. */
export function refuseMerged(old: Written, key: string, context: PlanContext): void {
  const merge = old.children.find(
    (child) => child.isMerge && mergeHas(child.written, key, context),
  );
  if (merge !== undefined) throw mergeRefusal(old, key, context);
}

export function mergeRefusal(old: Written, key: string, context: PlanContext): EditRefusal {
  for (const child of old.children.filter(({ isMerge }) => isMerge)) {
    const found = mergeHas(child.written, key, context);
    const name = isAlias(child.written.node) ? child.written.node.source : null;
    if (found !== null) return new EditRefusal('merge-key', rangeOf(found), name);
  }
  return new EditRefusal('merge-key', rangeOf(old));
}

function mergeHas(written: Written, key: string, context: PlanContext): WrittenChild | null {
  const target = isAlias(written.node) ? context.targetOf(written) : written;
  if (target?.kind === 'list') {
    for (const { written: item } of target.children) {
      const found = mergeHas(item, key, context);
      if (found !== null) return found;
    }
  }
  if (target?.kind !== 'map') return null;
  const own = target.children.find((child) => !child.isMerge && child.key === key);
  if (own !== undefined) return own;
  for (const child of target.children.filter(({ isMerge }) => isMerge)) {
    const found = mergeHas(child.written, key, context);
    if (found !== null) return found;
  }
  return null;
}

function planList(
  old: Written,
  value: readonly JsonValue[],
  context: PlanContext,
): ValueChange | null {
  const { children } = old;
  const from = children.map(({ written }) => canonicalJson(written.value));
  const to = value.map(canonicalJson);
  const matches = matchItems(from, to);
  const kept = new Set(matches);
  const gone = new Set(from.filter((_, at) => matches[at] === -1));
  const come = new Set(to.filter((_, at) => !kept.has(at)));
  const steps = stepsBetween(matches, to.length, (left, right) => {
    const child = children[left];
    // What stands elsewhere in the other list moves there.
    if (child === undefined || come.has(from[left] ?? '') || gone.has(to[right] ?? ''))
      return false;
    if (isAlike(child, value[right] ?? null, context)) return true;
    refuseHidden(child.written, context);
    return false;
  });
  return changeOf({
    removed: new Set(steps.flatMap(({ left, right }) => (right === null ? (left ?? []) : []))),
    changed: new Map(steps.flatMap((step) => changedBy(step, old, value, context))),
    added: steps.flatMap(({ left, right, after }) =>
      left === null && right !== null ? { after, key: null, value: value[right] ?? null } : [],
    ),
  });
}

function changedBy(
  { left, right }: ListStep,
  { children }: Written,
  value: readonly JsonValue[],
  context: PlanContext,
): readonly (readonly [number, ValueChange])[] {
  const child = left === null ? undefined : children[left];
  if (left === null || right === null || child === undefined) return [];
  const change = planValue(child.written, value[right] ?? null, context);
  return change === null ? [] : [[left, change]];
}

/** A value that is written elsewhere does not give way to another one. */
function refuseHidden(written: Written, context: PlanContext): void {
  refuseAlias(written, context);
  refuseVariable(written, context);
}

/** Whether the new item is the old one, changed: what is said about the old one is true of it, too. */
function isAlike(child: WrittenChild, value: JsonValue, { layout }: PlanContext): boolean {
  const { written } = child;
  if (written.kind === 'map' && isJsonObject(value)) {
    const sharesKey = written.children.some(({ key }) => key !== null && Object.hasOwn(value, key));
    const range = { start: leadOf(layout, child), end: trailOf(layout, child) };
    const isBare = commentsIn(layout, range).length === 0;
    // A text with a variable is not to give way.
    const isKept = variablesIn(JSON.stringify(written.value)).length > 0;
    return sharesKey && (isBare || isKept || sharesPart(written.value, value));
  }
  if (written.kind !== 'scalar' || (typeof value === 'object' && value !== null)) return false;
  const isBare = leadOf(layout, child) >= lineStart(layout, child.start);
  return isBare && commentBehind(layout, behindComma(layout, child.end)) === null;
}

/** In brackets, a comment behind an item is also behind its comma. */
function behindComma({ text }: LaidOutText, end: number): number {
  const comma = /^[ \t]*,/u.exec(text.slice(end, end + nearby))?.[0] ?? '';
  return end + comma.length;
}

/** How much is looked at: lines may be endless. */
const nearby = 80;

/** Whether anything that they say is the same. */
function sharesPart(old: JsonValue, value: JsonValue): boolean {
  if (isJsonObject(old) && isJsonObject(value)) {
    return Object.entries(old).some(
      ([key, part]) => Object.hasOwn(value, key) && sharesPart(part ?? null, value[key] ?? null),
    );
  }
  if (Array.isArray(old) && Array.isArray(value)) {
    return old.some((part) => value.some((each) => sharesPart(part, each)));
  }
  return canonicalJson(old) === canonicalJson(value);
}
