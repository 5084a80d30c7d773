import { isJsonObject } from '../../model/text/json.ts';
import { lookUp } from '../../model/text/look-up.ts';
import type { PlanDocument } from '../../schema/generated/plan.ts';
import { type MemberNode, planMembers } from '../../schema/generated/plan-members.ts';

/**
 * The members of a plan that no plan of ours has, as paths. Readers ignore them, no report shows them, and the checksum
 * does not cover them, so that they were not reviewed.
 */
export function findUnknownMembers(plan: PlanDocument): readonly string[] {
  return findIn(plan, planMembers, '');
}

/** An operation on a text has what RFC 6902 gives it. */
const open: ReadonlySet<string> = new Set(['patch']);

function findIn(value: unknown, { members, each }: MemberNode, path: string): readonly string[] {
  if (Array.isArray(value)) {
    if (each === undefined) return [];
    return value.flatMap((item, position) => findIn(item, each, `${path}[${position}]`));
  }
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const place = path === '' ? key : `${path}.${key}`;
    const known = lookUp(members ?? {}, key) ?? each;
    if (known === undefined) return members === undefined ? [] : [place];
    return open.has(key) ? [] : findIn(inner, known, place);
  });
}
