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
  /** The names that entities give up, each once. */
  readonly renamed: (kind: Kind) => readonly string[];
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
  const bearers = bearersIn(declarations);
  const namesAfter = (kind: Kind, name: string) => [
    ...new Set((bearers.get(addressOf(kind, name)) ?? []).map(nameOf)),
  ];
  const takersOf = groupBy(changes, ({ kind, to }) => addressOf(kind, to));
  return {
    nameOf,
    namesAfter,
    isTaken: (kind, name) =>
      [name, ...(takersOf.get(addressOf(kind, name)) ?? []).map(({ from }) => from)].some((from) =>
        namesAfter(kind, from).includes(name),
      ),
    renamed: (kind) => [
      ...new Set(changes.flatMap((change) => (change.kind === kind ? [change.from] : []))),
    ],
  };
}

const bearersOf = new WeakMap<
  readonly Declaration[],
  ReadonlyMap<string, readonly Declaration[]>
>();

/** By address; once for all changes of the same declarations. What is declared absent has no use for a name any more. */
function bearersIn(
  declarations: readonly Declaration[],
): ReadonlyMap<string, readonly Declaration[]> {
  const known = bearersOf.get(declarations);
  if (known !== undefined) return known;
  const staying = declarations.filter(({ state, name }) => state !== 'absent' && name !== '');
  const bearers = groupBy(staying, ({ kind, name }) => addressOf(kind, name));
  bearersOf.set(declarations, bearers);
  return bearers;
}
