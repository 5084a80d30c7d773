import {
  algebraLeaves,
  mapAlgebra,
  readAlgebra,
  type SegmentReference,
} from '../../model/algebra.ts';
import { canonicalJson } from '../../model/text/json.ts';
import type { PlannedChange } from '../../schema/generated/plan.ts';
import type { MakerOf } from '../order/find-makers.ts';
import { attributesOf } from '../planned-change.ts';

export interface Exchanges {
  readonly makerOf: MakerOf;
  /** The replacements that are still to be carried out, by the ID that goes. */
  readonly replaced: ReadonlyMap<string, PlannedChange>;
}

/**
 * Whether an algebra is the remote one with nothing but the IDs of replaced segments exchanged: the
 * same tree, whose leaves lead where they led, or to what takes the place of that segment.
 */
export function isExchange(change: PlannedChange, exchanges: Exchanges): boolean {
  const [before, after] = [change.before, change.after].map((side) =>
    readAlgebra(attributesOf(side)?.['algebra']),
  );
  if (!before || !after) return false;
  const shape = (tree: typeof before) => canonicalJson(mapAlgebra(tree, () => null));
  if (shape(before) !== shape(after)) return false;
  const leaves = algebraLeaves(after);
  const fates = algebraLeaves(before).map((was, position) =>
    fateOf(was, leaves[position], change, exchanges),
  );
  return fates.includes('exchanged') && !fates.includes('other');
}

/** What becomes of one leaf: it stays, names what takes the place of its segment, or is another one. */
function fateOf(
  was: SegmentReference,
  will: SegmentReference | undefined,
  change: PlannedChange,
  { makerOf, replaced }: Exchanges,
): 'same' | 'exchanged' | 'other' {
  const { before, after } = change.segmentIds;
  const oldId = 'id' in was ? was.id : (before[was.name] ?? null);
  if (will === undefined || oldId === null) return 'other';
  const newId = 'id' in will ? will.id : (after[will.name] ?? null);
  const replacement = replaced.get(oldId);
  if (newId === oldId) {
    return replacement === undefined && canonicalJson(was) === canonicalJson(will)
      ? 'same'
      : 'other';
  }
  const maker = newId === null && 'name' in will ? makerOf(will.name, change) : null;
  return maker !== null && maker === replacement ? 'exchanged' : 'other';
}
