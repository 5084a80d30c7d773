import type { Declaration } from '../model/declaration.ts';
import { addressOf, type Kind } from '../model/entity.ts';
import { groupBy } from '../model/group-by.ts';
import { ownerIn } from '../platforms/platform-named.ts';
import type { NameChange } from './name-change.ts';

/** What names become, all at once, so that two entities can exchange theirs. */
export interface Renaming {
  /** The name that an entity will have. */
  readonly nameOf: (declaration: Declaration) => string;
  /**
   * What entities of a name will be called, each name once; more than one where of two twins one is renamed.
   * Empty where there is no such entity.
   */
  readonly namesAfter: (kind: Kind, name: string) => readonly string[];
  /** Whether something of this kind and name will exist. */
  readonly isTaken: (kind: Kind, name: string) => boolean;
}

export function createRenaming(
  changes: readonly NameChange[],
  declarations: readonly Declaration[],
): Renaming {
  const byAddress = groupBy(changes, ({ kind, from }) => addressOf(kind, from));
  const nameOf = ({ kind, name, attributes }: Declaration): string => {
    const owner = ownerIn(attributes);
    const change = (byAddress.get(addressOf(kind, name)) ?? []).find(
      ({ ownerId }) => ownerId === null || ownerId === owner,
    );
    return change?.to ?? name;
  };
  // What is declared absent has no use for a name any more.
  const staying = declarations.filter(({ state, name }) => state !== 'absent' && name !== '');
  const bearers = groupBy(staying, ({ kind, name }) => addressOf(kind, name));
  const after = new Set(staying.map((each) => addressOf(each.kind, nameOf(each))));
  return {
    nameOf,
    namesAfter: (kind, name) => [
      ...new Set((bearers.get(addressOf(kind, name)) ?? []).map(nameOf)),
    ],
    isTaken: (kind, name) => after.has(addressOf(kind, name)),
  };
}
