import { membersAt } from '../../../algebra/segments/segment-rule.ts';
import type { JsonObject } from '../../../model/text/json.ts';
import { listSome } from '../../../model/text/list-some.ts';
import type { Entrants } from './entrants.ts';

/**
 * People of any listed member are in, and an empty list lets everyone in.
 *
 * @param label what the members are: `buying power`
 * @param twin a second list of which the API does not say whether both must match or one of them
 */
export function entrantsOfFilter(path: string, label: string, twin?: string): Entrants {
  return (before, after) => {
    const [old, fresh] = [membersAt(before, path), membersAt(after, path)];
    if (!old || !fresh) return null;
    const isTwinUsed = twin !== undefined && [before, after].some((side) => isSet(side, twin));
    // With a twin, a list that begins or ends to filter does not say alone who that lets in.
    if (isTwinUsed && (old.size === 0) !== (fresh.size === 0)) return null;
    return describeEntrants(label, old, fresh);
  };
}

function describeEntrants(
  label: string,
  old: ReadonlySet<string>,
  fresh: ReadonlySet<string>,
): readonly string[] {
  if (old.size === 0) return [];
  if (fresh.size === 0) return [`${label} ${old.size === 1 ? 'not' : 'none of'} ${list(old)}`];
  const added = [...fresh].filter((member) => !old.has(member));
  return added.length === 0 ? [] : [`${label} ${list(added)}`];
}

function isSet(attributes: JsonObject, path: string): boolean {
  return membersAt(attributes, path)?.size !== 0;
}

/** More members than this are counted. */
const maxListed = 5;

function list(members: Iterable<string>): string {
  return listSome([...members], maxListed);
}
