/** A comparison as a list of differences that can be held against that of other texts. */
import { type Address, addressOf } from '../../model/entity.ts';
import { canonicalJson, valueAt } from '../../model/text/json.ts';
import type { Change } from '../../plan/change/change.ts';
import type { DesiredEntity } from '../../plan/change/desired-entity.ts';
import type { Comparison } from '../../plan/compare-with-remote.ts';
import { ownReasons } from '../find/find-edited.ts';

export interface ListedDifference {
  readonly address: Address;
  /** What it comes to; equal for equal differences. */
  readonly value: string;
  /** Null for the whole entity. */
  readonly path: string | null;
}

/** By what they are about: a remote entity and an attribute, or what is to be created. */
export function listDifferences({
  changes,
}: Pick<Comparison, 'changes'>): ReadonlyMap<string, ListedDifference> {
  return new Map(changes.flatMap(listChange));
}

/** The key of a difference of a remote entity. */
export function differenceKey(
  { kind, id }: { readonly kind: string; readonly id: string },
  path: string,
): string {
  return `${kind} #${id} ${path}`;
}

function listChange(change: Change): readonly (readonly [string, ListedDifference])[] {
  const { address, action } = change;
  if (action === 'create') {
    const { type, attributes, algebra, seedKey } = change.desired;
    const value = canonicalJson([type, attributes, algebra, seedKey]);
    return [[`create ${address}`, { address, value, path: null }]];
  }
  if (action === 'delete') {
    const { kind, id, name } = change.remote;
    const of = addressOf(kind, name);
    return [[differenceKey({ kind, id }, 'delete'), { address: of, value: '', path: null }]];
  }
  const { desired, remote } = change;
  return ownReasons(change.reasons).flatMap(({ path }) => {
    if (path === undefined) return [];
    const value = canonicalJson(wishedAt(desired, path));
    return [[differenceKey(remote, path), { address, value, path }] as const];
  });
}

function wishedAt({ name, attributes, algebra, seedKey }: DesiredEntity, path: string) {
  if (path === 'name') return name;
  if (path === 'algebra') return algebra;
  return path === 'lookalike.seedSegmentId' ? seedKey : (valueAt(attributes, path) ?? null);
}
