/** The attributes that differ from the remote ones, each with whose change that is. */
import type { Origin } from '../../plan/base/judge-origin.ts';
import type { Change, Reason } from '../../plan/change/change.ts';
import { judgeEntity } from '../../plan/change/judge-entity.ts';
import type { Comparison } from '../../plan/compare-with-remote.ts';
import { readTemporaryName } from '../../plan/match/temporary-name.ts';
import type { TakeKind } from '../pull-result.ts';
import type { AttributeUnit } from '../pull-unit.ts';

export function findEdited(comparison: Comparison): readonly AttributeUnit[] {
  return comparison.changes.flatMap((change) => {
    if (change.action !== 'update' && change.action !== 'replace') return [];
    const { match, desired, remote, address } = change;
    // A run that was cut off is for apply to finish.
    const isUnderWay = readTemporaryName(remote.name) !== null;
    if (match === null || match.successor !== null || isUnderWay) return [];
    if (!comparison.isAsked(address)) return [];
    return [...ownReasons(change.reasons), ...behindType(change, comparison)].flatMap(
      ({ path, origin = 'unknown' }) => {
        const take = takeKindOf(origin);
        if (path === undefined || take === null) return [];
        return [{ action: 'edit' as const, address, take, match, desired, remote, path }];
      },
    );
  });
}

/** Reasons that come from other entities go when those are as they are remotely. */
export function ownReasons(reasons: readonly Reason[]): readonly Reason[] {
  return reasons.filter(({ code }) => !consequences.has(code));
}

const consequences = new Set(['seed-replaced', 'reference-moved', 'reference-freed']);

/** What git alone changed is for apply. */
function takeKindOf(origin: Origin): TakeKind | null {
  return origin === 'drift' || origin === 'conflict' || origin === 'unknown' ? origin : null;
}

/** Of an entity of another type nothing else is compared; with that type, the rest is seen. */
function behindType(
  change: Extract<Change, { readonly action: 'update' | 'replace' }>,
  { index, references, base }: Comparison,
): readonly Reason[] {
  const { match, desired, remote, reasons } = change;
  const { type } = desired;
  if (match === null || type === null || !reasons.some(({ path }) => path === type)) return [];
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
