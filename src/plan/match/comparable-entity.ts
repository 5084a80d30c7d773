import {
  type Algebra,
  mapAlgebra,
  readAlgebra,
  type SegmentReference,
} from '../../model/algebra.ts';
import type { Kind } from '../../model/entity.ts';
import { seedIn } from '../../model/references.ts';
import type { JsonObject } from '../../model/text/json.ts';
import { canonicalAttributes } from '../../platforms/canonical-attributes.ts';
import type { Platform } from '../../platforms/platform.ts';
import { comparableRules, typeIn } from '../../platforms/platform-named.ts';

/** An entity as it is compared, over keys of segments: desired now, declared before, or a plan's side. */
export interface ComparableEntity {
  /** The type of a segment; null for an audience. */
  readonly type: string | null;
  /** Canonical, without references: those are the two below. */
  readonly attributes: JsonObject;
  /** Null for a segment. */
  readonly algebra: Algebra<string> | null;
  /** The seed of a lookalike. */
  readonly seedKey: string | null;
}

/**
 * @param described attributes in the manifest's words.
 * @param keyOf the key of the segment behind a reference; asked in the order of the text.
 */
export function readComparable(
  kind: Kind,
  described: JsonObject,
  platform: Platform,
  keyOf: (reference: SegmentReference) => string,
): ComparableEntity {
  const type = kind === 'segment' ? typeIn(platform, described) : null;
  const rules = comparableRules(platform, kind, type);
  const tree = readAlgebra(described['algebra']);
  const seed = tree ? null : seedIn(described);
  return {
    type,
    attributes: canonicalAttributes(described, rules, type),
    algebra: tree && mapAlgebra(tree, keyOf),
    seedKey: seed && keyOf(seed.reference),
  };
}
