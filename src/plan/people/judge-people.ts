/**
 * What the changes mean for people: who enters and leaves, and whom a segment's change reaches. In come
 * changes and the remote entities, out come verdicts; nothing is changed or refused here.
 */
import {
  type AudienceChange,
  judgeAudience,
  type SegmentMoment,
} from '../../algebra/judge-audience.ts';
import type { Fact } from '../../algebra/logic/list-facts.ts';
import { judgeLookalikes } from '../../algebra/segments/judge-lookalikes.ts';
import type { Verdict } from '../../algebra/verdict.ts';
import { describeFact } from '../../algebra/words/describe-fact.ts';
import type { Movement } from '../../algebra/words/movement.ts';
import { compareText } from '../../diagnostics/diagnostic.ts';
import { algebraLeaves } from '../../model/algebra.ts';
import { type Address, addressOf } from '../../model/entity.ts';
import { type PlacedReference, referencesIn, seedIdIn } from '../../model/references.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import type { AffectedAudience, PeopleFact, Reach } from '../../schema/generated/plan.ts';
import type { Change } from '../change/change.ts';
import { remoteAlgebra } from '../change/compare-entities.ts';
import type { RemoteIndex } from '../match/index-snapshot.ts';
import { type References, remoteKey } from '../match/resolve-references.ts';
import { findEmptied, judgeAroundUpload } from './judge-emptied-lists.ts';
import { judgeSegment } from './judge-segment.ts';
import type { SegmentLabel } from './label-segments.ts';
import { relateAtMoments } from './relate-at-moments.ts';

export interface People {
  /** `{ reach }` for updates and replacements, nothing for a create or a delete. */
  readonly reachOf: (change: Change) => { readonly reach?: Reach };
  /** Audiences, declared or not, whose people change although their own definition does not. */
  readonly affected: AffectedAudience[];
}

/** Where the API sent no tree to compare with. */
const unknownReach: Reach = {
  verdict: 'unknown',
  enter: null,
  leave: null,
  reasons: ['the API does not return its earlier definition'],
};

/** @param nameOf what a segment's key is called in sentences. */
export function judgePeople(
  changes: readonly Change[],
  index: RemoteIndex,
  references: References,
  nameOf: SegmentLabel,
): People {
  const { addresses, movements, verdicts } = judgeSegmentVerdicts(changes, index, references);
  const relate = relateAtMoments(changes, index);
  const causes = findCauses(addresses, verdicts, index, references);
  const emptied = findEmptied(changes);
  const uploadedMovements = new Map([...movements].filter(([key]) => !emptied.has(key)));
  const judgeWith = (
    change: Pick<AudienceChange, 'before' | 'after'>,
    segmentVerdicts: ReadonlyMap<string, Verdict>,
    isUploaded = false,
  ) => {
    const segmentMovements = isUploaded ? uploadedMovements : movements;
    return judgeAudience({ ...change, segmentVerdicts, segmentMovements, relate }, nameOf);
  };
  const judge = (change: Pick<AudienceChange, 'before' | 'after'>) =>
    judgeAroundUpload(change, verdicts, emptied, (...how) => judgeWith(change, ...how));

  const reachOf = (change: Change): { readonly reach?: Reach } => {
    if (change.action === 'create' || change.action === 'delete') return {};
    const segment = judgeSegment(change);
    if (segment) {
      const reasons = segment.reasons.map(({ reason }) => reason);
      return { reach: { verdict: segment.verdict, ...segment.movement, reasons } };
    }
    const before = remoteAlgebra(change.remote, references.keyOf);
    if (before === null) return { reach: unknownReach };
    // Algebra that is left alone stays as it is.
    const after = change.desired.algebra ?? before;
    const { facts, ...reach } = judge({ before, after });
    const left = new Set(algebraLeaves(before));
    const kept = algebraLeaves(after).filter((key) => left.has(key));
    const isUnknown = reach.verdict === 'unknown';
    return {
      reach: {
        ...reach,
        ...writeFacts(facts, nameOf),
        ...(isUnknown ? { reasons: explainUnknown(kept, verdicts, nameOf) } : {}),
      },
    };
  };

  const edited = new Set(
    changes.flatMap((change) => (change.action === 'create' ? [] : [change.remote])),
  );
  const affected = index.entities.flatMap((audience): AffectedAudience[] => {
    if (verdicts.size === 0 || audience.kind === 'segment' || edited.has(audience)) return [];
    const algebra = remoteAlgebra(audience, references.keyOf);
    if (algebra === null) return [];
    const via = algebraLeaves(algebra).flatMap((key) => causes.get(key) ?? []);
    if (via.length === 0) return [];
    const { verdict, enter, leave, facts } = judge({ before: algebra, after: algebra });
    if (verdict === 'same') return [];
    const address = addressOf('audience', audience.name);
    const excludes = findExcluded(audience, causes, references);
    return [
      {
        ...{ address, verdict, enter, leave, ...writeFacts(facts, nameOf) },
        ...{ via: [...new Set(via)].sort(), ...excludes, ...adSetsOf(audience) },
      },
    ];
  });
  return { reachOf, affected: affected.sort((a, b) => compareText(a.address, b.address)) };
}

function writeFacts(
  facts: readonly Fact<SegmentMoment>[] | undefined,
  nameOf: SegmentLabel,
): Pick<Reach, 'because'> {
  return facts === undefined ? {} : { because: facts.map((fact) => writeFact(fact, nameOf)) };
}

/** Both segments by their names, with the moment of one that changes. */
function writeFact(
  { segment, relation, of, reason }: Fact<SegmentMoment>,
  nameOf: SegmentLabel,
): PeopleFact {
  const label = ({ key, moment }: SegmentMoment) => {
    if (moment === 'both') return nameOf(key);
    return moment === 'before' ? `${nameOf(key)} as it was` : `${nameOf(key)} as changed`;
  };
  return {
    segment: nameOf(segment.key, asItIs),
    ...(segment.moment === 'both' ? {} : { segmentAt: segment.moment }),
    relation,
    of: nameOf(of.key, asItIs),
    ...(of.moment === 'both' ? {} : { ofAt: of.moment }),
    text: describeFact({ segment: label(segment), relation, of: label(of), reason }),
  };
}

const asItIs = (name: string) => name;

/** Of the segments that change, those by which an audience only keeps people out. */
function findExcluded(
  { attributes }: RemoteEntity,
  causes: ReadonlyMap<string, Address>,
  { keyOf }: References,
): Pick<AffectedAudience, 'excludes'> {
  const addressesOf = (wanted: PlacedReference['use']) =>
    referencesIn(attributes).flatMap(({ reference, use }) =>
      use === wanted && 'id' in reference ? (causes.get(keyOf(reference.id)) ?? []) : [],
    );
  const included = new Set(addressesOf('include'));
  const excluded = new Set(addressesOf('exclude').filter((address) => !included.has(address)));
  return excluded.size === 0 ? {} : { excludes: [...excluded].sort() };
}

/** Why the effect is unknown: segments, used before and after, that cannot be judged, or too many of them. */
function explainUnknown(
  keys: readonly string[],
  verdicts: ReadonlyMap<string, Verdict>,
  nameOf: (key: string) => string,
): string[] {
  // Who will be on a list that is empty for now is not known either.
  const isUnjudged = (key: string) => ['unknown', 'empty'].includes(verdicts.get(key) ?? 'same');
  const unjudged = [...new Set(keys)].filter(isUnjudged);
  return unjudged.length === 0
    ? ['it has too many segments for an exact decision']
    : unjudged.map((key) => `it is not known who will be in ${nameOf(key)}`);
}

interface SegmentVerdicts {
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly movements: ReadonlyMap<string, Movement>;
  readonly addresses: ReadonlyMap<string, Address>;
}

/** What becomes of the people of segments, those of lookalikes included, and who enters and leaves them, by key. */
export function judgeSegmentVerdicts(
  changes: readonly Change[],
  index: RemoteIndex,
  references: References,
): SegmentVerdicts {
  const changed = judgeSegments(changes);
  const verdicts = judgeLookalikes(changed.verdicts, findSeeds(index, references));
  return { ...changed, verdicts };
}

/** What becomes of the segments that the plan changes, by key, and the changes' addresses. */
function judgeSegments(changes: readonly Change[]) {
  const verdicts = new Map<string, Verdict>();
  const movements = new Map<string, Movement>();
  const addresses = new Map<string, Address>();
  for (const change of changes) {
    const judgement = judgeSegment(change);
    if (!judgement || judgement.verdict === 'same' || change.action === 'create') continue;
    const key = remoteKey(change.remote.id);
    verdicts.set(key, judgement.verdict);
    movements.set(key, judgement.movement);
    addresses.set(key, change.address);
  }
  return { verdicts, movements, addresses };
}

function findSeeds(index: RemoteIndex, references: References): ReadonlyMap<string, string> {
  return new Map(
    index.entities.flatMap((entity) => {
      const seed = seedIdIn(entity.attributes);
      return seed === null ? [] : [[remoteKey(entity.id), references.keyOf(seed)]];
    }),
  );
}

/** The segments by whose change others are reached: the changed ones, and lookalikes of changed seeds. */
function findCauses(
  addresses: ReadonlyMap<string, Address>,
  verdicts: ReadonlyMap<string, Verdict>,
  index: RemoteIndex,
  references: References,
): ReadonlyMap<string, Address> {
  const through = [...verdicts.keys()].flatMap((key): [string, Address][] => {
    const name =
      references.segmentOf(key.slice(1))?.name ?? index.byId('segment', key.slice(1))?.name;
    return addresses.has(key) || name === undefined ? [] : [[key, addressOf('segment', name)]];
  });
  return new Map([...addresses, ...through]);
}

function adSetsOf({ adSetIds }: RemoteEntity): { readonly adSetIds?: string[] } {
  return adSetIds === null ? {} : { adSetIds: [...adSetIds] };
}
