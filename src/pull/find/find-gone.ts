/** What is declared and not remote any more. */
import { canonicalJson } from '../../model/text/json.ts';
import { judgeOrigin, type NamedEntity } from '../../plan/base/judge-origin.ts';
import type { Change } from '../../plan/change/change.ts';
import type { Comparison } from '../../plan/compare-with-remote.ts';
import type { Match } from '../../plan/match/match-declarations.ts';
import type { RemoveUnit } from '../pull-unit.ts';
import { createFindHeirs } from './find-heirs.ts';

/** @param isForced whether all of it counts as gone where no base says what was there. */
export function findGone(comparison: Comparison, isForced: boolean): readonly RemoveUnit[] {
  const { base, isAsked } = comparison;
  if (base === null && !isForced) return [];
  const unclear = findUnclear(comparison);
  const findHeirs = createFindHeirs(comparison);
  return comparison.changes.flatMap((change): readonly RemoveUnit[] => {
    if (change.action !== 'create' || change.match === null) return [];
    const { match, address } = change;
    if (!isAsked(address) || unclear.has(address) || hasNamesake(match, comparison)) return [];
    if (base !== null && base.find(match, comparison.references) === null) return [];
    const take = isEdited(change, comparison) ? 'conflict' : 'gone';
    return [{ action: 'remove', address, take, match, mayBe: findHeirs(match.declaration) }];
  });
}

/** Addresses that have more wrong with them than that nothing remote has their ID. */
function findUnclear({ findings }: Comparison): ReadonlySet<string | undefined> {
  const errors = findings.filter(({ severity }) => severity === 'error');
  return new Set(errors.filter(({ code }) => !notFound.has(code)).map(({ address }) => address));
}

const notFound = new Set(['segment-not-found', 'audience-not-found', 'looks-like-rename']);

/** Nothing is gone that is there and cannot be managed, or that may be meant. */
function hasNamesake({ declaration }: Match, { index }: Comparison): boolean {
  const { kind, id, name } = declaration;
  if (id !== undefined) return index.byId(kind, id) !== undefined;
  return index.alike(kind, name).length > 0;
}

/** Whether git says something else of it than the base. */
function isEdited(
  { match, desired }: Extract<Change, { readonly action: 'create' }>,
  { base, references }: Comparison,
): boolean {
  const was = (match && base?.find(match, references)) ?? null;
  if (was === null || was.isUnreadable) return false;
  const differs = (path: string) => judgeOrigin(path, was, nothing, desired) !== 'drift';
  return (
    canonicalJson(was.attributes) !== canonicalJson(desired.attributes) ||
    ['name', 'algebra', 'lookalike.seedSegmentId'].some(differs)
  );
}

const nothing: NamedEntity = { name: '', attributes: {}, algebra: null, seedKey: null };
