/** Who made a change: the base says what git had before, the snapshot what the remote has now. */
import { areEquivalent } from '../../algebra/logic/are-equivalent.ts';
import { canonicalJson, type JsonObject, type JsonValue, valueAt } from '../../model/text/json.ts';
import type { ComparableEntity } from '../match/comparable-entity.ts';

export type Origin = 'declared' | 'drift' | 'conflict' | 'adopted' | 'unknown';

/** An entity as it was, is or will be, over the planner's keys of segments. */
export interface NamedEntity extends Omit<ComparableEntity, 'type'> {
  readonly name: string;
}

/** @param path dotted, or `name`; values are canonical, and segments are identified by their keys. */
export function judgeOrigin(
  path: string,
  was: NamedEntity | null,
  is: NamedEntity,
  will: NamedEntity,
): Origin {
  if (was === null) return 'adopted';
  if (isSame(path, was, will)) return 'drift';
  return isSame(path, was, is) ? 'declared' : 'conflict';
}

function isSame(path: string, a: NamedEntity, b: NamedEntity): boolean {
  if (path === 'name') return a.name === b.name;
  if (path === seedPath) return a.seedKey === b.seedKey;
  if (path === 'algebra') {
    if (a.algebra === null || b.algebra === null) return a.algebra === b.algebra;
    return (
      areEquivalent(a.algebra, b.algebra) ?? canonicalJson(a.algebra) === canonicalJson(b.algebra)
    );
  }
  const [left, right] = [a, b].map(({ attributes, seedKey }) => [
    valueAt(attributes, path) ?? null,
    // Of a whole type, the seed is a part.
    seedPath.startsWith(`${path}.`) ? seedKey : null,
  ]);
  return canonicalJson(left) === canonicalJson(right);
}

const seedPath = 'lookalike.seedSegmentId';

/** A seed is one attribute, although a manifest may give it by either of two keys. */
export function attributeAt(entity: JsonObject, path: string): JsonValue | undefined {
  const named = path === seedPath ? valueAt(entity, 'lookalike.seedSegment') : undefined;
  return named ?? valueAt(entity, path);
}

/** The origin of a whole change: what needs most attention wins. */
export function combineOrigins(origins: readonly Origin[]): Origin {
  const order: readonly Origin[] = ['conflict', 'declared', 'adopted', 'drift'];
  return order.find((origin) => origins.includes(origin)) ?? 'unknown';
}
