/** What a change of a segment does to its people, in plain words. */
import type {
  SegmentChange,
  SegmentJudgement,
} from '../../algebra/segments/judge-segment-change.ts';
import type { Movement } from '../../algebra/words/movement.ts';
import type { JsonObject } from '../../model/text/json.ts';
import { segmentTypeNamed } from './segment-types.ts';

/**
 * Who enters and who leaves, in the words of the attributes that changed. Null where no one does, or
 * where no words are certain: they describe everyone who moves, and no one else may.
 */
export function describeMovement(
  { before, after }: SegmentChange,
  { verdict, reasons }: SegmentJudgement,
): Movement {
  const changed = new Set(
    reasons.flatMap((reason) => (reason.verdict === 'same' ? [] : reason.paths)),
  );
  const attributes = segmentTypeNamed(before.type)?.attributes.filter(({ path }) =>
    changed.has(path),
  );
  const describe = (from: JsonObject, to: JsonObject) => {
    const words = attributes?.map(({ entrants }) => entrants(from, to)) ?? [];
    const known = words.flatMap((each) => each ?? []);
    return known.length === 0 || words.includes(null) ? null : [...new Set(known)].join('; or ');
  };
  const [old, fresh] = [before.attributes, after.attributes];
  return {
    enter: verdict === 'wider' || verdict === 'different' ? describe(old, fresh) : null,
    leave: verdict === 'narrower' || verdict === 'different' ? describe(fresh, old) : null,
  };
}
