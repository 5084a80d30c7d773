/** How a planned entity differs from the declared one, in words. */
import { canonicalJson, type JsonValue } from '../../model/text/json.ts';
import type { PlannedChange } from '../../schema/generated/plan.ts';
import { describeDesired } from '../change/describe-entity.ts';
import type { DesiredEntity } from '../change/desired-entity.ts';
import type { SegmentTarget } from '../match/resolve-references.ts';
import type { MakerOf } from '../order/find-makers.ts';
import { attributesOf } from '../planned-change.ts';

/** Who makes the segments that the plan creates, and what an earlier run has made of them. */
export interface Makers {
  readonly makerOf: MakerOf;
  readonly madeBy: (maker: PlannedChange) => string | null;
}

/** Null where a new entity is just as declared. */
export function differenceOf(
  change: PlannedChange,
  desired: DesiredEntity,
  makers: Makers,
): string | null {
  const described = describeDesired(desired).attributes;
  const after = attributesOf(change.after) ?? {};
  const keys = [...new Set([...Object.keys(described), ...Object.keys(after)])].sort();
  const differing = keys.filter((key) => !isSame(described[key], after[key]));
  return differing.length > 0
    ? differing.map((key) => describeDifference(key, after[key], described[key])).join('; ')
    : differenceOfIds(change, desired, makers);
}

/** More characters than this of a value say no more about the difference. */
const maxValue = 200;

export function describeDifference(
  path: string,
  planned: JsonValue | undefined,
  declaredNow: JsonValue | undefined,
): string {
  const show = (value: JsonValue | undefined) => {
    const text = value === undefined || value === null ? 'nothing' : canonicalJson(value);
    return text.length > maxValue ? `${text.slice(0, maxValue)}…` : text;
  };
  return `the manifest declares another ${path}: the plan has ${show(planned)}, the manifest has ${show(declaredNow)}`;
}

export function isSame(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return canonicalJson(a ?? null) === canonicalJson(b ?? null);
}

/** Every name leads to the segment that the remote has under it, or to what this plan makes. */
export function differenceOfIds(
  change: PlannedChange,
  desired: DesiredEntity,
  makers: Makers,
): string | null {
  const targets = new Map(
    desired.references.flatMap(({ reference, target }) =>
      'name' in reference ? [[reference.name, target] as const] : [],
    ),
  );
  const wrong = Object.entries(change.segmentIds.after).find(([name, id]) => {
    const target = targets.get(name);
    return target === undefined || !leadsTo(target, name, id, change, makers);
  });
  return wrong === undefined ? null : `the name "${wrong[0]}" leads to another segment`;
}

function leadsTo(
  target: SegmentTarget,
  name: string,
  id: string | null,
  change: PlannedChange,
  { makerOf, madeBy }: Makers,
): boolean {
  if (id !== null) return id === target.nextId;
  const maker = makerOf(name, change);
  if (maker === null) return false;
  if (target.nextId !== null) return target.nextId === madeBy(maker);
  return target.remote === null
    ? maker.action === 'create' && target.declaration?.address === maker.address
    : maker.action === 'replace' && target.remote.id === maker.id;
}
