/** From edits by their places to what has to change in the document. */
import { isJsonObject, type JsonValue } from '../../model/text/json.ts';
import { EditRefusal, rangeOf } from '../text/refusal.ts';
import type { Written } from '../text/written.ts';
import type { AddedChild, ValueChange } from './change.ts';
import { applyEdits, byHead, type PlacedEdit } from './placed-edit.ts';
import {
  changeOf,
  isMerged,
  mergeRefusal,
  type PlanContext,
  placeOfKey,
  planValue,
  refuseAlias,
  refuseMerged,
  sortAdded,
} from './plan-value.ts';

/** Null where nothing changes. */
export function planEdits(
  written: Written,
  edits: readonly PlacedEdit[],
  context: PlanContext,
): ValueChange | null {
  const [own, ...others] = edits.filter(({ path }) => path.length === 0);
  if (own?.action.kind === 'set') {
    if (others.length > 0 || edits.length > 1) throw new EditRefusal('no-place', rangeOf(written));
    const change = planValue(written, own.action.value, context);
    return change && { ...change, isAsked: true };
  }
  refuseAlias(written, context);
  if (written.value === null && written.kind === 'scalar') return planAnew(written, edits);
  if (written.kind === 'map' && own === undefined) return planMapEdits(written, edits, context);
  if (written.kind === 'list') return planListEdits(written, edits, context);
  throw new EditRefusal('no-place', rangeOf(written));
}

/** Where nothing was. */
function planAnew(written: Written, edits: readonly PlacedEdit[]): ValueChange | null {
  const made = applyEdits(
    undefined,
    edits.filter(({ action }) => action.kind !== 'remove'),
  );
  if (made === null) throw new EditRefusal('no-place', rangeOf(written));
  return made.value === undefined ? null : { kind: 'replace', value: made.value, isAsked: true };
}

function planMapEdits(
  written: Written,
  edits: readonly PlacedEdit[],
  context: PlanContext,
): ValueChange | null {
  const removed = new Set<number>();
  const changed = new Map<number, ValueChange>();
  const added: AddedChild[] = [];
  for (const [key, inner] of byHead(edits)) {
    if (typeof key === 'number') throw new EditRefusal('no-place', rangeOf(written));
    const at = written.children.findIndex((child) => !child.isMerge && child.key === key);
    const child = written.children[at];
    if (child === undefined) {
      const made = planMissing(written, key, inner, context);
      if (made !== null) added.push(made);
    } else if (inner.some(isRemoval)) {
      refuseMerged(written, key, context);
      removed.add(at);
    } else {
      const change = planEdits(child.written, inner, context);
      if (change !== null) changed.set(at, change);
    }
  }
  return changeOf({ removed, changed, added: sortAdded(added) });
}

function isRemoval({ path, action }: PlacedEdit): boolean {
  return path.length === 0 && action.kind === 'remove';
}

function planMissing(
  written: Written,
  key: string,
  edits: readonly PlacedEdit[],
  context: PlanContext,
): AddedChild | null {
  const value: JsonValue | undefined = isJsonObject(written.value) ? written.value[key] : undefined;
  if (isMerged(written, key)) {
    const made = applyEdits(value, edits);
    if (made !== null && JSON.stringify(made.value) === JSON.stringify(value)) return null;
    throw mergeRefusal(written, key, context);
  }
  const made = applyEdits(
    undefined,
    edits.filter(({ action }) => action.kind !== 'remove'),
  );
  if (made === null) throw new EditRefusal('no-place', rangeOf(written));
  if (made.value === undefined) return null;
  return { after: placeOfKey(written, key), key, value: made.value };
}

function planListEdits(
  written: Written,
  edits: readonly PlacedEdit[],
  context: PlanContext,
): ValueChange | null {
  const { children } = written;
  // What is written as [] has no style to go on in.
  if (children.length === 0) return planAnew(written, edits);
  const removed = new Set<number>();
  const changed = new Map<number, ValueChange>();
  for (const [at, inner] of byHead(edits)) {
    const child = typeof at === 'number' ? children[at] : undefined;
    if (typeof at !== 'number' || child === undefined) {
      throw new EditRefusal('no-place', rangeOf(written));
    }
    const own = inner.filter((edit) => !isAddition(edit));
    if (own.some(isRemoval)) removed.add(at);
    const isChanged = own.length > 0 && !removed.has(at);
    const change = isChanged ? planEdits(child.written, own, context) : null;
    if (change !== null) changed.set(at, change);
  }
  return changeOf({ removed, changed, added: additionsOf(written, edits) });
}

function isAddition({ path, action }: PlacedEdit): boolean {
  return path.length === 0 && action.kind === 'add-after';
}

/** Items that come behind others, and at the end. */
function additionsOf(written: Written, edits: readonly PlacedEdit[]): readonly AddedChild[] {
  const { length } = written.children;
  const added = edits.flatMap(({ path, action }): AddedChild | readonly AddedChild[] => {
    const [at = length - 1, ...rest] = path;
    if (action.kind !== 'add-after' || rest.length > 0 || typeof at !== 'number') return [];
    return { after: at, key: null, value: action.value };
  });
  return added.sort((a, b) => a.after - b.after);
}
