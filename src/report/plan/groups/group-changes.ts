/** Changes that say the same of several entities, so that a reader reads it once. */

import { groupBy } from '../../../model/group-by.ts';
import type { Labels } from '../../../model/project.ts';
import { valueAt } from '../../../model/text/json.ts';
import type { PlannedChange } from '../../../schema/generated/plan.ts';
import { afterOf, beforeOf, readAddress } from '../../change/change-attributes.ts';
import { describeLiveUse } from '../../change/describe-live-use.ts';
import { describePeople } from '../../change/describe-people.ts';
import { describeReasons } from '../../change/describe-reasons.ts';
import { describeUndo } from '../../change/describe-undo.ts';
import { changedParts } from './changed-parts.ts';

/** One change, or at least three that say the same. */
export type ChangeGroup = readonly [PlannedChange, ...PlannedChange[]];

/** Fewer than these are as easy to read one by one. */
export const fewestAlike = 3;

/** Each group stands where the first of its changes stood. */
export function groupChanges(
  changes: readonly PlannedChange[],
  labels: Labels,
): readonly ChangeGroup[] {
  const groups = groupBy(changes, (change) => alikeKey(change, labels) ?? change);
  const shared = new Map<PlannedChange, ChangeGroup>();
  for (const [first, ...others] of groups.values()) {
    if (first === undefined || others.length + 1 < fewestAlike) continue;
    const group: ChangeGroup = [first, ...others];
    for (const change of group) shared.set(change, group);
  }
  return changes.flatMap((change): readonly ChangeGroup[] => {
    const group = shared.get(change) ?? [change];
    return group[0] === change ? [group] : [];
  });
}

/** Long lists are cut where they are shown, so their values count as they are. */
function changedValues(change: PlannedChange): readonly unknown[] {
  const [before, after] = [beforeOf(change) ?? {}, afterOf(change) ?? {}];
  return change.paths.flatMap((path) =>
    path === 'algebra' || path === 'name'
      ? []
      : [[path, valueAt(before, path) ?? null, valueAt(after, path) ?? null]],
  );
}

/**
 * What a reader of a change would read, without what names the entity. Null for what is read one by one: new entities
 * have a line each, replacements have steps of their own, and members have counts of their own.
 */
function alikeKey(change: PlannedChange, labels: Labels): string | null {
  const { action, address, members } = change;
  if (action === 'create' || action === 'replace' || members !== undefined) return null;
  const shown = [
    action,
    readAddress(address).kind,
    describeReasons(change, labels),
    action === 'delete' ? describeLiveUse(change) : changedParts(change, labels),
    action === 'delete' ? [] : changedValues(change),
    describePeople(change).summary,
    describeUndo(change).sentence,
  ];
  return JSON.stringify(shown);
}
