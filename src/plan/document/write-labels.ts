import { type Labels, labelLists } from '../../model/project.ts';
import { namedIdsIn } from '../../platforms/platform-named.ts';
import type { PlanLabels, PlannedChange } from '../../schema/generated/plan.ts';
import { attributesOf } from '../planned-change.ts';

/** The names of the IDs that changes show; null where the project file names none of them. */
export function writeLabels(labels: Labels, changes: readonly PlannedChange[]): PlanLabels | null {
  if (Object.keys(labels).length === 0) return null;
  const sides = changes.flatMap(({ before, after }) => [before, after]);
  const named = sides.flatMap((side) => namedIdsIn(attributesOf(side) ?? {}));
  const used = new Set(named.map(({ list, id }) => `${list} ${id}`));
  const written = labelLists.flatMap((list) => {
    const names = Object.entries(labels[list] ?? {}).filter(([id]) => used.has(`${list} ${id}`));
    return names.length === 0 ? [] : [[list, Object.fromEntries(names)] as const];
  });
  return written.length === 0 ? null : Object.fromEntries(written);
}
