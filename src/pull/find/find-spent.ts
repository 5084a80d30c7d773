/** Lines of manifests that have done their work. */
import type { Comparison } from '../../plan/compare-with-remote.ts';
import type { Match } from '../../plan/match/match-declarations.ts';
import type { TidyUnit } from '../pull-unit.ts';

export function findSpent(comparison: Comparison): readonly TidyUnit[] {
  const { matches, isAsked, findings } = comparison;
  const wrong = new Set(
    findings.flatMap(({ severity, address }) => (severity === 'error' ? [address] : [])),
  );
  return matches.flatMap((match): readonly TidyUnit[] => {
    const { address } = match.declaration;
    if (!isAsked(address) || wrong.has(address)) return [];
    const names = namesThatStay(match, comparison);
    const isSpent = isDeleted(match) || names !== null;
    return isSpent ? [{ action: 'tidy', address, take: 'spent', match, names }] : [];
  });
}

function isDeleted({ declaration, remote, successor }: Match): boolean {
  return declaration.state === 'absent' && remote === null && successor === null;
}

/** The earlier names that something remote still has, once the new name is there; null where none is spent. */
function namesThatStay({ declaration, remote }: Match, { index }: Comparison) {
  const { kind, name, renamedFrom = [], state } = declaration;
  if (state !== 'present' || remote?.name !== name) return null;
  const staying = renamedFrom.filter((each) => index.named(kind, each).length > 0);
  return staying.length < renamedFrom.length ? staying : null;
}
