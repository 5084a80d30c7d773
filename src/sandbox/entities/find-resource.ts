import { textOf } from '../json.ts';
import type { Call } from '../protocol/call.ts';
import { type Problem, problem } from '../protocol/problem.ts';
import type { Family } from './family.ts';
import { isReadOnlyList, type Resource, segmentBlock } from './resource.ts';

/** The entity that an update or delete names, or why the caller cannot have it. */
export function findResource(family: Family, call: Call, id: string): Resource | Problem {
  if (family.malformedIdCode !== null && !/^\d+$/.test(id)) {
    return problem(family.malformedIdCode, `"${id}" is no ID.`);
  }
  const found = call.store.find(family.platform, family.kind, id);
  if (found === undefined || isForeign(found, call)) {
    return problem(family.notFoundCode, `There is no ${family.kind} ${id}.`);
  }
  if (family.kind === 'segment' && segmentBlock(found.attributes) === 'behavioral') {
    return problem('sandbox-segment-is-read-only', 'Behavioral segments cannot be changed.');
  }
  if (family.kind === 'segment' && isReadOnlyList(found.attributes)) {
    return problem('sandbox-segment-is-read-only', 'The contact list was made in the UI.');
  }
  return found;
}

/** Rows of another account may show in a search; they belong to that account. */
function isForeign(resource: Resource, call: Call): boolean {
  const account = call.params['account'];
  if (account === undefined) return false;
  if (resource.scope !== '' && resource.scope !== account) return true;
  return (textOf(resource.attributes['accountId']) ?? account) !== account;
}
