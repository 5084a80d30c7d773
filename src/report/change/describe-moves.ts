/**
 * Audiences that follow a replaced segment: no change is about them, but they are sent.
 * Everything that is sent is shown, with what it uses before and after.
 */
import { referencesIn } from '../../model/references.ts';
import { lookUp } from '../../model/text/look-up.ts';
import type { PlanDocument, PlannedChange } from '../../schema/generated/plan.ts';
import { listNames, type Phrase } from '../text/phrase.ts';
import { afterOf, beforeOf } from './change-attributes.ts';

export interface DescribedMove {
  readonly address: string;
  /** `audiences/shoes.yaml:12`; null where no manifest declares it. */
  readonly place: string | null;
  readonly id: string | null;
  /** `uses the new "CRM" in place of ID 11`. */
  readonly phrase: Phrase;
}

export const movesTitle = 'Audiences that move to a new segment';

export function describeMoves({ moves }: Pick<PlanDocument, 'moves'>): readonly DescribedMove[] {
  return moves.map((move) => {
    const { address, source, id } = move;
    const before = idsIn(beforeOf(move), move.segmentIds.before);
    const after = idsIn(afterOf(move), move.segmentIds.after);
    const [old, known] = [new Set(before.values()), new Set(after.values())];
    // A run that was cut off may have created the successor.
    const fresh = [...after].filter(([, used]) => used === null || !old.has(used));
    const gone = [...old].filter((used) => used !== null && !known.has(used));
    const phrase: Phrase = [
      'uses the new ',
      ...listNames(fresh.map(([name]) => name)),
      ...(gone.length === 0 ? [] : [` instead of ID ${gone.join(', ')}`]),
    ];
    return { address, id, place: source ? `${source.file}:${source.line}` : null, phrase };
  });
}

/** The ID behind each segment that an algebra uses, by its name or, where it is named so, its ID. */
function idsIn(
  attributes: ReturnType<typeof beforeOf>,
  ids: PlannedChange['segmentIds']['before'],
): ReadonlyMap<string, string | null> {
  return new Map(
    referencesIn(attributes ?? {}).map(({ reference }) =>
      'id' in reference
        ? [reference.id, reference.id]
        : [reference.name, lookUp(ids, reference.name) ?? null],
    ),
  );
}
