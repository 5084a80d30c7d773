/** All that could be taken, asked for or not. */
import type { PullContext } from '../pull-context.ts';
import type { PullUnit } from '../pull-unit.ts';
import { findEdited } from './find-edited.ts';
import { findGone } from './find-gone.ts';
import { findNew } from './find-new.ts';
import { findSpent } from './find-spent.ts';

export function findUnits({ comparison, take }: PullContext): readonly PullUnit[] {
  return [
    ...findEdited(comparison),
    ...findGone(comparison, take.has('gone')),
    ...findNew(comparison),
    ...(take.has('spent') ? findSpent(comparison) : []),
  ];
}

/** Whether a unit was asked for. An entry that git edited and the UI deleted takes both words. */
export function isWished(unit: PullUnit, { take }: PullContext): boolean {
  return take.has(unit.take) && (unit.action !== 'remove' || take.has('gone'));
}
