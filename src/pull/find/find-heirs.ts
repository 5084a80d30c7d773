/**
 * What a customer list that is gone may be by now, under another name: nothing but its name tells a list without a word
 * about it from the next one.
 */
import type { Declaration } from '../../model/declaration.ts';
import { groupBy } from '../../model/group-by.ts';
import { type JsonObject, valueAt } from '../../model/text/json.ts';
import type { Comparison } from '../../plan/compare-with-remote.ts';
import { isUndeclared } from '../../plan/match/is-undeclared.ts';
import { ownerIn } from '../../platforms/platform-named.ts';

/** @returns the names of the lists of its owner and type that no manifest declares. */
export function createFindHeirs(
  comparison: Comparison,
): (declaration: Declaration) => readonly string[] {
  const { index, base } = comparison;
  const open = index.entities.filter(
    (entity) =>
      entity.type === 'contactList' &&
      isUndeclared(entity, comparison) &&
      // What git took out is known under its own name.
      !base?.removed(entity),
  );
  const byKey = groupBy(open, ({ attributes, ownerId }) => keyOf(attributes, ownerId));
  // Many entries that are gone share one list of many names.
  const names = new Map([...byKey].map(([key, all]) => [key, all.map(({ name }) => name)]));
  return ({ id, attributes }) =>
    id !== undefined || attributes['contactList'] === undefined
      ? []
      : (names.get(keyOf(attributes, ownerIn(attributes))) ?? []);
}

function keyOf(attributes: JsonObject, ownerId: string | null): string {
  const type = valueAt(attributes, 'contactList.identifierType');
  return `${ownerId ?? ''}/${typeof type === 'string' ? type : ''}`;
}
