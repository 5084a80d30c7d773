/** The attributes that differ from the remote ones, each with whose change that is. */
import type { JsonObject, JsonValue } from '../../model/text/json.ts';
import { attributeAt, type Origin } from '../../plan/base/judge-origin.ts';
import type { Reason } from '../../plan/change/change.ts';
import { describeRemote } from '../../plan/change/describe-entity.ts';
import { judgeEntity } from '../../plan/change/judge-entity.ts';
import type { Comparison } from '../../plan/compare-with-remote.ts';
import { readTemporaryName } from '../../plan/match/temporary-name.ts';
import type { TakeKind } from '../pull-result.ts';
import type { AttributeUnit } from '../pull-unit.ts';
import { type LostEntity, readLost } from './read-lost.ts';

export function findEdited(comparison: Comparison): readonly AttributeUnit[] {
  return [...findDiffering(comparison), ...findLost(comparison)].flatMap((each) => {
    const { match, desired, remote } = each;
    const { address } = match.declaration;
    // A run that was cut off is for apply to finish.
    const isUnderWay = match.successor !== null || readTemporaryName(remote.name) !== null;
    if (isUnderWay || !comparison.isAsked(address)) return [];
    const described = describeRemote(remote, comparison.references).attributes;
    return [...ownReasons(each.reasons), ...behindType(each, comparison)].flatMap(
      ({ path, origin = 'unknown' }) => {
        const take = takeKindOf(origin);
        if (path === undefined || take === null) return [];
        const value = remoteValueOf(path, each, described);
        return [{ action: 'edit' as const, address, take, match, desired, remote, path, value }];
      },
    );
  });
}

/** Where the type is another one, the value is the whole block of the remote type. */
function remoteValueOf(
  path: string,
  { desired, remote }: Differing,
  described: JsonObject,
): JsonValue {
  if (path !== desired.type) return attributeAt(described, path) ?? null;
  return remote.type === null ? null : { [remote.type]: described[remote.type] ?? null };
}

interface Differing extends LostEntity {
  readonly reasons: readonly Reason[];
}

function findDiffering({ changes }: Comparison): readonly Differing[] {
  return changes.flatMap((change) => {
    if (change.action !== 'update' && change.action !== 'replace') return [];
    const { match, desired, remote, reasons } = change;
    return match ? [{ match, desired, remote, reasons }] : [];
  });
}

/** Of these, no plan says how they differ. */
function findLost(comparison: Comparison): readonly Differing[] {
  const { index, references, base } = comparison;
  return readLost(comparison).map((lost) => {
    const judging = { index, references, base, drift: 'revert' as const };
    const { reasons } = judgeEntity(lost.match, lost.desired, lost.remote, judging);
    return { ...lost, reasons };
  });
}

/** Reasons that come from other entities go when those are as they are remotely. */
export function ownReasons(reasons: readonly Reason[]): readonly Reason[] {
  return reasons.filter(({ code }) => !consequences.has(code));
}

const consequences = new Set(['seed-replaced', 'reference-moved', 'reference-freed']);

/** What git alone changed is for apply. */
function takeKindOf(origin: Origin): TakeKind | null {
  if (origin === 'adopted') return 'unknown';
  return origin === 'drift' || origin === 'conflict' || origin === 'unknown' ? origin : null;
}

/** Of an entity of another type nothing else is compared; with that type, the rest is seen. */
function behindType(
  { match, desired, remote, reasons }: Differing,
  { index, references, base }: Comparison,
): readonly Reason[] {
  const { type } = desired;
  if (type === null || !reasons.some(({ path }) => path === type)) return [];
  const { declaration } = match;
  const ignoreChanges = [...(declaration.ignoreChanges ?? []), type];
  const judged = judgeEntity(
    { ...match, declaration: { ...declaration, ignoreChanges } },
    desired,
    remote,
    {
      ...{ index, references, drift: 'revert' },
      base: base && { ...base, find: (_, following) => base.find(match, following) },
    },
  );
  const known = new Set(reasons.map(({ path }) => path));
  return judged.reasons.filter(({ path }) => !known.has(path));
}
