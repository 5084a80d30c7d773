/** New contact lists are empty until they are filled: what that does to audiences meanwhile, as the plan judged it. */
import { groupPairs } from '../../../model/group-by.ts';
import { seedIn } from '../../../model/references.ts';
import type { PlanDocument, PlannedChange } from '../../../schema/generated/plan.ts';
import { afterOf, readAddress } from '../../change/change-attributes.ts';
import { listNames, type Phrase } from '../../text/phrase.ts';
import type { Harm } from './harm.ts';

type Planned = Pick<PlanDocument, 'changes' | 'moves'>;

/** An audience that a list without members changes. */
interface ListUse {
  readonly name: string;
  readonly emptyLists: NonNullable<PlannedChange['emptyLists']>;
  readonly position: number;
}

/** By the name of the list, in the order of the plan: a plan may create thousands of lists. */
export type UsesOfLists = ReadonlyMap<string, readonly ListUse[]>;

export function listUses({ changes, moves }: Planned): UsesOfLists {
  return groupPairs(
    [...changes, ...moves].flatMap(({ address, emptyLists }, position) => {
      if (!emptyLists) return [];
      const { name } = readAddress(address);
      const lists = new Set([...emptyLists.excludesNobody, ...emptyLists.lists]);
      return [...lists].map((list) => [list, { name, emptyLists, position }] as const);
    }),
  );
}

/** Each new list that leaves an audience empty, or excludes no people from one. */
export function findEmptyLists(plan: Planned, uses: UsesOfLists): readonly Harm[] {
  const lookalikes = findLookalikes(plan.changes);
  return plan.changes.flatMap((change): readonly Harm[] => {
    const { address, action } = change;
    const { name } = readAddress(address);
    const effects = isNew(change) ? describeEmptyLists([address], uses) : [];
    if (effects.length === 0) return [];
    const until = action === 'replace' ? 'it is uploaded again' : 'its first upload';
    const lead = action === 'replace' ? ' is ' : ' is a new list and ';
    return [
      {
        sort: 'new-list',
        address,
        say: (subject) => [
          ...[subject, lead, { strong: `empty until ${until}` }, '.'],
          ...effects,
          ...describeAlike(lookalikes.get(name) ?? []),
        ],
      },
    ];
  });
}

function isNew({ action, address }: PlannedChange): boolean {
  return (action === 'create' || action === 'replace') && readAddress(address).kind === 'segment';
}

/** ` Until then it excludes nobody from "A", and "B" holds nobody.` Nothing where they do nothing. */
export function describeEmptyLists(addresses: readonly string[], uses: UsesOfLists): Phrase {
  const names = new Set(addresses.map((address) => readAddress(address).name));
  const users = new Map(
    [...names].flatMap((name) => uses.get(name) ?? []).map((use) => [use.position, use]),
  );
  const inOrder = [...users.values()].sort((a, b) => a.position - b.position);
  const using = (listsOf: (lists: ListUse['emptyLists']) => readonly string[]) =>
    inOrder.flatMap(({ name, emptyLists }) =>
      listsOf(emptyLists).some((list) => names.has(list)) ? [name] : [],
    );
  const keepsOutOf = using(({ excludesNobody }) => excludesNobody);
  const leavesEmpty = using(({ holdsNobody, lists }) => (holdsNobody ? lists : []));
  const excluding =
    addresses.length === 1 ? 'it excludes nobody from ' : 'they exclude nobody from ';
  const told: readonly Phrase[] = [
    ...(keepsOutOf.length === 0
      ? []
      : [
          [
            ...[excluding, ...listNames(keepsOutOf), ', which still '],
            keepsOutOf.length === 1 ? 'reaches' : 'reach',
            ' the people who should be excluded',
          ],
        ]),
    ...(leavesEmpty.length === 0
      ? []
      : [[...listNames(leavesEmpty), leavesEmpty.length === 1 ? ' holds nobody' : ' hold nobody']]),
  ];
  const parts = told.flatMap((part, index) => (index === 0 ? part : [', and ', ...part]));
  return parts.length === 0 ? [] : [' Until then ', ...parts, '.'];
}

/** The lookalikes in a plan by the names of their seeds: the lookalike of an empty list is empty. */
function findLookalikes(changes: readonly PlannedChange[]): ReadonlyMap<string, readonly string[]> {
  return groupPairs(
    changes.flatMap((change) => {
      const seed = seedIn(afterOf(change) ?? {})?.reference;
      return seed && 'name' in seed ? [[seed.name, readAddress(change.address).name] as const] : [];
    }),
  );
}

function describeAlike(lookalikes: readonly string[]): Phrase {
  if (lookalikes.length === 0) return [];
  const [its, are] = lookalikes.length === 1 ? ['lookalike', 'is'] : ['lookalikes', 'are'];
  return [` Its ${its} `, ...listNames(lookalikes), ` ${are} empty until then, too.`];
}
