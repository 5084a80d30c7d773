/** Accounts, plans and people, with what each person is in before a plan and after it. */
import fc from 'fast-check';
import type { JsonObject } from '../../../src/model/text/json.ts';
import type { PlanDocument } from '../../../src/schema/generated/plan.ts';

export type Moment = 'before' | 'after';
export type Tree = string | { and: Tree[] } | { or: Tree[] } | { not: Tree };

/** Someone, by the lists that have them, by the day of the last view, and by what a list has once it is made again. */
export interface Human {
  readonly lists: readonly string[];
  readonly viewed: number;
  readonly isOnNewList: boolean;
}

/** A segment or an audience; its leaves and itself by `id`, which is `new` for what is not remote. */
export interface Entity {
  readonly kind: 'segment' | 'audience';
  readonly id: string;
  readonly today: string | null;
  readonly tree: Tree | null;
  /** Null where no manifest declares it. */
  readonly manifest: {
    readonly name: string;
    readonly tree: Tree | null;
    readonly isAbsent: boolean;
  } | null;
}

export interface World {
  readonly entities: readonly Entity[];
  readonly days: number;
  readonly isReplaced: boolean;
  readonly prunes: boolean;
  readonly target: string | null;
}

const lists = ['1', '2', 'new'];
export const everyone: readonly Human[] = [1, 10, 45, 200].flatMap((viewed) =>
  [true, false].flatMap((isOnNewList) =>
    subsets(lists).map((of) => ({ viewed, isOnNewList, lists: of })),
  ),
);

function subsets([first, ...rest]: readonly string[]): readonly (readonly string[])[] {
  if (first === undefined) return [[]];
  return subsets(rest).flatMap((some) => [some, [first, ...some]]);
}

const segmentNames: Readonly<Record<string, string>> = {
  '1': 'S1',
  '2': 'S2',
  '3': 'V',
  '4': 'V30',
};
const audienceNames: Readonly<Record<string, string>> = { '10': 'A 1', '11': 'A 2', '12': 'B 1' };

/** New names by ID. */
const renamings: readonly Readonly<Record<string, string>>[] = [
  ...[{}, {}, {}, { '1': 'S2', '2': 'S1' }, { '1': 'N1' }, { '1': 'S2', '2': 'N1' }],
  ...[{ '2': 'B 1' }, { '10': 'B 1', '12': 'A 1' }, { '12': 'A 9' }, { '10': 'Z' }],
  ...[
    { '10': 'Z', '1': 'S2', '2': 'S1' },
    { '12': 'S1', '1': 'N1' },
    { '12': 'B 2', '2': 'B 1' },
  ],
];

const treeOver = (leaves: readonly string[]): fc.Arbitrary<Tree> =>
  fc.letrec<{ tree: Tree }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(...leaves),
      fc.record({ and: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }) }),
      fc.record({ or: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }) }),
      fc.record({ not: tie('tree') }),
    ),
  })).tree;

const remoteTree = treeOver(['1', '2', '3', '4']);
const manifestTree = treeOver(['1', '2', '3', '4', 'new']);
const fate = fc.constantFrom('undeclared', 'declared', 'declared', 'declared', 'absent');

export const world: fc.Arbitrary<World> = fc
  .record({
    fates: fc.array(fate, { minLength: 7, maxLength: 7 }),
    today: fc.array(remoteTree, { minLength: 3, maxLength: 3 }),
    will: fc.array(fc.option(manifestTree, { nil: null }), { minLength: 4, maxLength: 4 }),
    renaming: fc.constantFrom(...renamings),
    isNew: fc.record({ segment: fc.boolean(), audience: fc.boolean() }),
    days: fc.constantFrom(7, 7, 30, 60),
    isReplaced: fc.boolean(),
    prunes: fc.constantFrom(false, false, true),
    target: fc.constantFrom(null, null, null, 'audience/*', 'segment/*', 'audience/A 1'),
  })
  .map(({ fates, today, will, renaming, isNew, ...rest }) => {
    const settle = (tree: Tree | null) => tree && (isNew.segment ? tree : withoutNew(tree));
    const declare = (id: string, name: string, index: number, tree: Tree | null) => {
      const fateOf = renaming[id] === undefined ? fates[index] : 'declared';
      const isAbsent = fateOf === 'absent';
      return fateOf === 'undeclared'
        ? null
        : { name: renaming[id] ?? name, tree: settle(tree), isAbsent };
    };
    const segments = Object.entries(segmentNames).map(([id, name], index): Entity => {
      return {
        kind: 'segment',
        id,
        today: name,
        tree: null,
        manifest: declare(id, name, index, null),
      };
    });
    const audiences = Object.entries(audienceNames).map(([id, name], index): Entity => {
      const tree = today[index] ?? null;
      const manifest = declare(id, name, index + 4, will[index] ?? tree);
      return { kind: 'audience', id, today: name, tree, manifest };
    });
    const made = (kind: Entity['kind'], name: string, tree: Tree | null): Entity => ({
      ...{ kind, id: 'new', today: null, tree: null },
      manifest: { name, tree: settle(tree), isAbsent: false },
    });
    const created = [
      ...(isNew.segment ? [made('segment', 'New list', null)] : []),
      ...(isNew.audience ? [made('audience', 'A new', will[3] ?? '1')] : []),
    ];
    const all = [...segments, ...audiences, ...created];
    // What a manifest uses must be there.
    const used = new Set(
      all.flatMap(({ manifest }) => (manifest?.isAbsent ? [] : leavesOf(manifest?.tree ?? null))),
    );
    const entities = all.map((each) =>
      each.kind === 'segment' && each.manifest?.isAbsent && used.has(each.id)
        ? { ...each, manifest: null }
        : each,
    );
    return { ...rest, entities };
  });

function leavesOf(tree: Tree | null): readonly string[] {
  if (tree === null || typeof tree === 'string') return tree === null ? [] : [tree];
  if ('not' in tree) return leavesOf(tree.not);
  return ('and' in tree ? tree.and : tree.or).flatMap(leavesOf);
}

function withoutNew(tree: Tree): Tree {
  if (typeof tree === 'string') return tree === 'new' ? '1' : tree;
  if ('not' in tree) return { not: withoutNew(tree.not) };
  return 'and' in tree ? { and: tree.and.map(withoutNew) } : { or: tree.or.map(withoutNew) };
}

export interface Sight {
  readonly audiences: readonly Entity[];
  /** Null while it does not exist. */
  readonly nameAt: (entity: Entity, moment: Moment) => string | null;
  readonly isIn: (entity: Entity, human: Human, moment: Moment) => boolean;
  /** What a name means among entities of a kind, or of any; null where it means no one. */
  readonly find: (name: string, moment: Moment, only?: Entity['kind'] | null) => Entity | null;
}

/** What there is at a moment of a plan: only what the plan carries out has changed. */
export function createSight(
  { entities, days }: World,
  { changes }: Pick<PlanDocument, 'changes'>,
): Sight {
  const actionOf = (entity: Entity) =>
    changes.find(
      ({ id, address, action }) =>
        address.startsWith(`${entity.kind}/`) &&
        (entity.id === 'new'
          ? action === 'create' && address === `${entity.kind}/${entity.manifest?.name}`
          : id === entity.id),
    )?.action;
  const actions = new Map(entities.map((entity) => [entity, actionOf(entity)]));
  const segments = new Map(
    entities.flatMap((entity) => (entity.kind === 'segment' ? [[entity.id, entity]] : [])),
  );
  const nameAt = (entity: Entity, moment: Moment): string | null => {
    const action = actions.get(entity);
    if (moment === 'before' || action === undefined) return entity.today;
    return action === 'delete' ? null : (entity.manifest?.name ?? null);
  };
  const isInSegment = (id: string, human: Human, moment: Moment): boolean => {
    const entity = segments.get(id);
    const action = entity && moment === 'after' ? actions.get(entity) : undefined;
    if (id === '4') return human.viewed <= 30;
    if (id === '3') return human.viewed <= (action === 'update' ? days : 7);
    if (id === '1' && action === 'replace') return human.isOnNewList;
    return human.lists.includes(id);
  };
  const holds = (tree: Tree, human: Human, moment: Moment): boolean => {
    if (typeof tree === 'string') return isInSegment(tree, human, moment);
    if ('not' in tree) return !holds(tree.not, human, moment);
    return 'and' in tree
      ? tree.and.every((each) => holds(each, human, moment))
      : tree.or.some((each) => holds(each, human, moment));
  };
  const isIn = (entity: Entity, human: Human, moment: Moment): boolean => {
    if (nameAt(entity, moment) === null) return false;
    if (entity.kind === 'segment') return isInSegment(entity.id, human, moment);
    const isChanged = moment === 'after' && actions.get(entity) !== undefined;
    const tree = isChanged ? entity.manifest?.tree : entity.tree;
    return tree ? holds(tree, human, moment) : false;
  };
  const ofKind = (only: Entity['kind'] | null) =>
    (['segment', 'audience'] as const)
      .filter((kind) => only === null || only === kind)
      .flatMap((kind) => entities.filter((each) => each.kind === kind));
  const find = (
    name: string,
    moment: Moment,
    only: Entity['kind'] | null = null,
  ): Entity | null => {
    const all = ofKind(only);
    const has = (at: Moment) => all.find((each) => nameAt(each, at) === name);
    const declared = all.find(({ manifest }) => manifest?.name === name && !manifest.isAbsent);
    return has(moment) ?? (has('after') ? null : (declared ?? null));
  };
  return { nameAt, isIn, find, audiences: entities.filter(({ kind }) => kind === 'audience') };
}

/** @param leaf how a segment is referred to */
export function writeTree(
  tree: Tree,
  leaf: (id: string) => JsonObject | string,
): JsonObject | string {
  if (typeof tree === 'string') return leaf(tree);
  if ('not' in tree) return { not: writeTree(tree.not, leaf) };
  return 'and' in tree
    ? { and: tree.and.map((each) => writeTree(each, leaf)) }
    : { or: tree.or.map((each) => writeTree(each, leaf)) };
}
