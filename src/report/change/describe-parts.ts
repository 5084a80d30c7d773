import type { Labels } from '../../model/project.ts';
import type { PlannedChange } from '../../schema/generated/plan.ts';
import type { ChangePart } from '../text/signed-line.ts';
import { describeAttributes } from './describe-attributes.ts';
import { describeAlgebraChange } from './tree/describe-algebra-change.ts';

/** What a change does, part by part: the people first, then the attributes. */
export function describeParts(change: PlannedChange, labels: Labels): readonly ChangePart[] {
  const algebra = describeAlgebraChange(change);
  const attributes = describeAttributes(change, labels);
  return algebra && isShown(algebra, change) ? [algebra, ...attributes] : attributes;
}

/** Algebra that stays as it is says nothing about a change of something else. */
function isShown({ lines }: ChangePart, { action }: PlannedChange): boolean {
  return action === 'create' || action === 'delete' || lines.some(({ sign }) => sign !== ' ');
}
