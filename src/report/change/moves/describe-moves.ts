/**
 * Audiences that follow a replaced segment. Of most, no change says it, but they are sent: everything that is
 * sent is shown, with what it uses before and after.
 */
import { groupPairs } from '../../../model/group-by.ts';
import { referencesIn } from '../../../model/references.ts';
import { lookUp } from '../../../model/text/look-up.ts';
import type { PlanDocument, PlannedChange } from '../../../schema/generated/plan.ts';
import { listNames, type Phrase } from '../../text/phrase.ts';
import { afterOf, beforeOf, readAddress } from '../change-attributes.ts';
import { findMovers } from './find-movers.ts';

export interface DescribedMove {
  readonly address: string;
  /** `audiences/shoes.yaml:12`; null where no manifest declares it. */
  readonly place: string | null;
  readonly id: string | null;
  /** `uses the new "CRM" in place of ID 11`. */
  readonly phrase: Phrase;
}

export const movesTitle = 'Audiences that move to a new segment';

/** Those that no change is about, then those that the plan edits, too. */
export function describeMoves(
  plan: Pick<PlanDocument, 'changes' | 'moves'>,
): readonly DescribedMove[] {
  const edited = groupPairs(
    [...findMovers(plan)].flatMap(([segment, movers]) =>
      movers
        .filter((mover) => !plan.moves.includes(mover))
        .map((mover) => [mover, segment] as const),
    ),
  );
  return [
    ...plan.moves.map((move) => describeMove(move, describeRepoint(move))),
    ...[...edited].map(([mover, segments]) =>
      describeMove(mover, {
        fresh: segments.map(({ address }) => readAddress(address).name),
        gone: segments.map(({ id }) => id),
      }),
    ),
  ];
}

interface Move {
  readonly fresh: readonly string[];
  readonly gone: readonly (string | null)[];
}

function describeMove(
  { address, source, id }: PlannedChange,
  { fresh, gone }: Move,
): DescribedMove {
  const phrase: Phrase = [
    'uses the new ',
    ...listNames(fresh),
    ...(gone.length === 0 ? [] : [` instead of ID ${gone.join(', ')}`]),
  ];
  return { address, id, place: source ? `${source.file}:${source.line}` : null, phrase };
}

/** Of an audience that is sent only for it. */
function describeRepoint(move: PlannedChange): Move {
  const before = idsIn(beforeOf(move), move.segmentIds.before);
  const after = idsIn(afterOf(move), move.segmentIds.after);
  const [old, known] = [new Set(before.values()), new Set(after.values())];
  // A run that was cut off may have created the successor.
  const fresh = [...after].filter(([, used]) => used === null || !old.has(used));
  const gone = [...old].filter((used) => used !== null && !known.has(used));
  return { fresh: fresh.map(([name]) => name), gone };
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
