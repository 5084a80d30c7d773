import { isJsonObject } from '../../model/text/json.ts';
import { lookUp } from '../../model/text/look-up.ts';
import type { PlanDocument } from '../../schema/generated/plan.ts';
import { type FieldNode, planFields } from '../../schema/generated/plan-fields.ts';

/**
 * The fields of a plan that no plan of ours has, as paths. Readers ignore them, no report shows them, and the checksum
 * does not cover them, so that they were not reviewed.
 */
export function findUnknownFields(plan: PlanDocument): readonly string[] {
  return findIn(plan, planFields, '');
}

/** An operation on a text has what RFC 6902 gives it. */
const open: ReadonlySet<string> = new Set(['patch']);

function findIn(value: unknown, { fields, each }: FieldNode, path: string): readonly string[] {
  if (Array.isArray(value)) {
    if (each === undefined) return [];
    return value.flatMap((item, position) => findIn(item, each, `${path}[${position}]`));
  }
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const place = path === '' ? key : `${path}.${key}`;
    const known = lookUp(fields ?? {}, key) ?? each;
    if (known === undefined) return fields === undefined ? [] : [place];
    return open.has(key) ? [] : findIn(inner, known, place);
  });
}
