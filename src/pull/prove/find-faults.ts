/** Reads edited texts again: what they say beside what was meant. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { addressOf, kindOf } from '../../model/entity.ts';
import { groupBy } from '../../model/group-by.ts';
import { quote } from '../../model/text/quote.ts';
import type { Comparison } from '../../plan/compare-with-remote.ts';
import { readLost } from '../find/read-lost.ts';
import type { Obstacle } from '../obstacle.ts';
import type { PullUnit } from '../pull-unit.ts';
import { differenceKey, type ListedDifference, listDifferences } from './list-differences.ts';

/** What texts declare, beside what is remote. */
export interface ReadTexts {
  readonly comparison: Comparison;
  /** Everything that is wrong with them, house rules included. */
  readonly errors: readonly Diagnostic[];
}

export interface Fault {
  /** The entity that it is about, as git calls it; null where that is not known. */
  readonly address: string | null;
  /** Why what caused it is not taken. */
  readonly obstacle: Obstacle;
}

/** @param after null where nothing can be made of the edited texts. */
export function findFaults(
  units: readonly PullUnit[],
  before: ReadTexts,
  after: ReadTexts | null,
): readonly Fault[] {
  if (after === null) return [{ address: null, obstacle: unsafe }];
  const renamed = namesBefore(units);
  const oldAddress = (address: string | undefined) =>
    address === undefined ? null : (renamed.get(address) ?? address);
  return [
    ...findNewErrors(before.errors, after.errors, oldAddress),
    ...findStrayDifferences(units, before.comparison, after.comparison, oldAddress),
  ];
}

/** The old address behind each new one. */
function namesBefore(units: readonly PullUnit[]): ReadonlyMap<string, string> {
  return new Map(
    units.flatMap((unit) =>
      unit.action === 'edit' && unit.path === 'name'
        ? [[addressOf(kindOf(unit.address), unit.remote.name), unit.address] as const]
        : [],
    ),
  );
}

function findNewErrors(
  before: readonly Diagnostic[],
  after: readonly Diagnostic[],
  oldAddress: (address: string | undefined) => string | null,
): readonly Fault[] {
  const known = groupBy(before, (each) => errorKey(each, each.address ?? null));
  const found = groupBy(after, (each) => errorKey(each, oldAddress(each.address)));
  return [...found].flatMap(([key, errors]) => {
    const [error] = errors;
    if (error === undefined || errors.length <= (known.get(key)?.length ?? 0)) return [];
    return [{ address: oldAddress(error.address), obstacle: breaksRule(error) }];
  });
}

function errorKey({ code, rule = '' }: Diagnostic, address: string | null): string {
  return `${code} ${rule} ${address ?? ''}`;
}

function breaksRule({ message, code, rule }: Diagnostic): Obstacle {
  // People are named by the message itself.
  const isRule = rule !== undefined && code !== 'people-not-as-expected';
  const name = isRule ? `, rule ${quote(rule)}` : '';
  return {
    code: 'pull-breaks-rule',
    text: `With it the manifests would have an error: ${message} (${code}${name}).`,
    fix: 'Correct it in the Criteo UI, or edit the manifests by hand.',
    source: null,
  };
}

const unsafe: Obstacle = {
  code: 'pull-unsafe',
  text: 'The edited manifests would not say what is meant.',
  fix: 'Edit it by hand.',
  source: null,
};

/** What was taken is no difference any more, and everything else is the difference that it was. */
function findStrayDifferences(
  units: readonly PullUnit[],
  before: Comparison,
  after: Comparison,
  oldAddress: (address: string) => string | null,
): readonly Fault[] {
  const taken = new Set(units.flatMap(keysOf));
  const expected = new Map([...listDifferences(before)].filter(([key]) => !taken.has(key)));
  const found = listDifferences(after);
  const hidden = [...entitiesOfNewType(units), ...entitiesLost(before)];
  const isHidden = (key: string) => hidden.some((start) => key.startsWith(start));
  const missing = [...expected].filter(([key, { value }]) => found.get(key)?.value !== value);
  const stray = [...found].filter(([key]) => !expected.has(key) && !isHidden(key));
  return [...missing, ...stray].map(([, { address }]: readonly [string, ListedDifference]) => ({
    address: oldAddress(address),
    obstacle: unsafe,
  }));
}

function keysOf(unit: PullUnit): readonly string[] {
  if (unit.action === 'edit') return [differenceKey(unit.remote, unit.path)];
  // With prune, what is undeclared would be deleted.
  if (unit.action === 'add') return [differenceKey(unit.remote, 'delete')];
  return unit.action === 'remove' ? [`create ${unit.address}`] : [];
}

/** Of these nothing but the type was compared before. */
function entitiesOfNewType(units: readonly PullUnit[]): readonly string[] {
  return units.flatMap((unit) =>
    unit.action === 'edit' && unit.path === unit.desired.type
      ? [differenceKey(unit.remote, '')]
      : [],
  );
}

/** Of these nothing was compared before, since a reference of theirs led nowhere. */
function entitiesLost(before: Comparison): readonly string[] {
  return readLost(before).map(({ remote }) => differenceKey(remote, ''));
}
