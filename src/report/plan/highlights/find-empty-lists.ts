/** New contact lists are empty until they are filled: what that does to audiences meanwhile. */
import { findEmptyListEffects } from '../../../algebra/logic/find-empty-list-effects.ts';
import { compareText } from '../../../diagnostics/diagnostic.ts';
import { type Algebra, algebraLeaves } from '../../../model/algebra.ts';
import { addressOf } from '../../../model/entity.ts';
import { seedIn } from '../../../model/references.ts';
import { formatCount } from '../../../model/text/count-of.ts';
import { needsSync } from '../../../plan/people/planned-sync.ts';
import type { PlanDocument, PlannedChange } from '../../../schema/generated/plan.ts';
import { afterOf, readAddress, typeOf } from '../../change/change-attributes.ts';
import { algebraOf, keyOfName, nameInKey } from '../../change/tree/describe-algebra-change.ts';
import { listNames, type Phrase } from '../../text/phrase.ts';
import type { Highlight } from './arrange-harms.ts';

/** More lists than this share a sentence. */
const maxSentences = 3;

interface EmptyList {
  /** Audiences that the list will keep people out of. */
  readonly keepsOutOf: string[];
  /** Audiences that are empty before the list is filled. */
  readonly leavesEmpty: string[];
  /** Lookalikes of the list in this plan: the lookalike of an empty list is empty. */
  readonly lookalikes: string[];
}

/** A sentence for each new list that leaves an audience empty, or excludes no people from one. */
export function findEmptyLists(
  plan: Pick<PlanDocument, 'changes' | 'moves'>,
): readonly Highlight[] {
  const lists = listNewLists(plan.changes);
  if (lists.size === 0) return [];
  const empty = withLookalikes(lists, plan.changes);
  const keys = new Set([...empty.keys()].map(keyOfName));
  for (const change of [...plan.changes, ...plan.moves]) addEffects(empty, keys, change);
  const felt = [...lists].filter(
    ([, list]) => list.keepsOutOf.length + list.leavesEmpty.length > 0,
  );
  const addressOfList = (name: string) => addressOf('segment', name);
  if (felt.length > maxSentences) {
    const addresses = felt.map(([name]) => addressOfList(name));
    return [{ sort: 'new-list', phrase: describeTogether(felt), addresses }];
  }
  return felt.map(([name, list]): Highlight => {
    const lead = [{ name }, ' is a new list and ', { strong: 'empty until its first upload' }];
    const told = describeEffects(list, 'it excludes nobody from ');
    const phrase = [...lead, '. Until then ', ...told, '.', ...describeAlike(list)];
    return { sort: 'new-list', phrase, addresses: [addressOfList(name)] };
  });
}

function describeAlike({ lookalikes }: EmptyList): Phrase {
  if (lookalikes.length === 0) return [];
  const [its, are] = lookalikes.length === 1 ? ['lookalike', 'is'] : ['lookalikes', 'are'];
  return [` Its ${its} `, ...listNames(lookalikes), ` ${are} empty until then, too.`];
}

/** Many lists in one sentence: a first apply has them all, and each says the same. */
function describeTogether(felt: readonly (readonly [string, EmptyList])[]): Phrase {
  const unique = (names: readonly string[]) => [...new Set(names)].sort(compareText);
  const effects = {
    keepsOutOf: unique(felt.flatMap(([, { keepsOutOf }]) => keepsOutOf)),
    leavesEmpty: unique(felt.flatMap(([, { leavesEmpty }]) => leavesEmpty)),
  };
  return [
    `${formatCount(felt.length)} new lists are `,
    { strong: 'empty until their first upload' },
    ': ',
    ...listNames(felt.map(([name]) => name)),
    '. Until then ',
    ...describeEffects(effects, 'they exclude nobody from '),
    '.',
  ];
}

function listNewLists(changes: readonly PlannedChange[]): ReadonlyMap<string, EmptyList> {
  const created = changes.filter(
    (change) =>
      (change.action === 'create' || change.action === 'replace') &&
      typeOf(afterOf(change)) === 'contactList' &&
      // A list that apply syncs is filled before an audience uses it.
      !needsSync(change.members),
  );
  return new Map(
    created.map(({ address }) => [
      readAddress(address).name,
      { keepsOutOf: [], leavesEmpty: [], lookalikes: [] },
    ]),
  );
}

/** Notes on each list what it does, while empty, to one audience. */
function addEffects(
  lists: ReadonlyMap<string, EmptyList>,
  keys: ReadonlySet<string>,
  change: PlannedChange,
): void {
  const algebra = algebraOf(afterOf(change));
  const effects = algebra && findEmptyListEffects(algebra, keys);
  if (!algebra || !effects) return;
  const { name } = readAddress(change.address);
  for (const key of effects.excludesNobody) add(lists.get(nameInKey(key) ?? '')?.keepsOutOf, name);
  if (!effects.holdsNobody) return;
  for (const list of listsIn(algebra, lists)) add(list.leavesEmpty, name);
}

/** An audience may use both a list and its lookalike. */
function add(names: string[] | undefined, name: string): void {
  if (names && !names.includes(name)) names.push(name);
}

/** The new lists by their own names, and by those of the lookalikes that are made of them. */
function withLookalikes(
  lists: ReadonlyMap<string, EmptyList>,
  changes: readonly PlannedChange[],
): ReadonlyMap<string, EmptyList> {
  const all = new Map(lists);
  for (const change of changes) {
    const seed = seedIn(afterOf(change) ?? {})?.reference;
    const list = seed && 'name' in seed ? lists.get(seed.name) : undefined;
    if (!list) continue;
    const { name } = readAddress(change.address);
    list.lookalikes.push(name);
    all.set(name, list);
  }
  return all;
}

function listsIn(
  algebra: Algebra<string>,
  lists: ReadonlyMap<string, EmptyList>,
): readonly EmptyList[] {
  const names = new Set(algebraLeaves(algebra).map((key) => nameInKey(key) ?? ''));
  return [...names].flatMap((name) => lists.get(name) ?? []);
}

function describeEffects(
  { keepsOutOf, leavesEmpty }: Pick<EmptyList, 'keepsOutOf' | 'leavesEmpty'>,
  keeps: string,
): Phrase {
  const excluding: Phrase = keepsOutOf.length === 0 ? [] : [keeps, ...listNames(keepsOutOf)];
  const holds = leavesEmpty.length === 1 ? ' holds nobody' : ' hold nobody';
  const emptied: Phrase = leavesEmpty.length === 0 ? [] : [...listNames(leavesEmpty), holds];
  const link = excluding.length > 0 && emptied.length > 0 ? [', and '] : [];
  return [...excluding, ...link, ...emptied];
}
