/** What people do to an account in the UI. */
import type { JsonObject, JsonValue } from '../../../src/model/text/json.ts';
import type { Dice } from '../../fuzz/create-dice.ts';
import { type Account, type Entity, entityOf, keysIn, type Tree } from './account.ts';
import {
  descriptions,
  ids,
  leavesFor,
  lookbacks,
  randomAudience,
  randomEntity,
  randomName,
  randomPoint,
  shuffled,
} from './random-account.ts';

export interface UiOptions {
  /** Names are changed of entities that are bound by ID. */
  readonly renames?: boolean;
  /** Entities are made. */
  readonly adds?: boolean;
  /** Entities are deleted. */
  readonly removes?: boolean;
}

/** A number for an entity that is made later, in a UI or in git: no two share an ID. */
function laterNumber(dice: Dice): number {
  return 10_000 + dice.below(1_000_000_000);
}

export function editInUi(
  dice: Dice,
  account: Account,
  { renames = false, adds = false, removes = false }: UiOptions = {},
): Account {
  let edited = account;
  const share = dice.pick([0.15, 0.4, 0.8]);
  for (const { key } of account.entities) {
    if (dice.chance(share)) edited = editOne(dice, edited, key);
  }
  if (renames) edited = renameSome(dice, edited);
  if (removes) edited = removeSome(dice, edited);
  return adds ? addSome(dice, edited) : edited;
}

function editOne(dice: Dice, account: Account, key: string): Account {
  const entity = entityOf(account, key);
  const edits: (() => Entity)[] = [
    () => ({ ...entity, description: editDescription(dice, entity) }),
  ];
  const { type, algebra } = entity;
  if (algebra !== null) {
    const edit = () => ({ ...entity, algebra: editTree(dice, algebra, entity, account) });
    edits.push(edit, edit, edit);
  }
  if (type !== null && type !== 'contactList') {
    const edit = () => ({ ...entity, block: editBlock(dice, type, entity.block) });
    edits.push(edit, edit, edit);
  }
  let edited = dice.pick(edits)();
  if (dice.chance(0.3)) edited = { ...edited, description: editDescription(dice, entity) };
  return replaced(account, edited);
}

function replaced(account: Account, entity: Entity): Account {
  return {
    ...account,
    entities: account.entities.map((each) => (each.key === entity.key ? entity : each)),
  };
}

function editDescription(dice: Dice, { description }: Entity): string | null {
  const kind = dice.below(6);
  if (kind === 0) return null;
  if (kind === 1 && description !== null) return `${description} (checked by Ana)`;
  if (kind === 2 && description !== null) return `${description} # really`;
  if (kind === 3 && description !== null) return `${description}\nchecked: yes`;
  return dice.pick(descriptions);
}

function setEdit(dice: Dice, value: JsonValue | undefined, pool: readonly string[]): JsonValue[] {
  const items = Array.isArray(value) ? value.map(String) : [];
  const others = pool.filter((each) => !items.includes(each));
  const kind = dice.below(5);
  if (kind === 0) return [...shuffled(dice, items)];
  if (kind === 1) return items.slice(1);
  if (kind === 2) return items.filter((_, n) => n !== items.length - 1);
  const added = others.slice(0, 1 + dice.below(2));
  if (kind === 3) return [...added, ...items];
  return [...items.filter(() => dice.chance(0.6)), ...added];
}

function other<Item>(dice: Dice, items: readonly Item[], now: unknown): Item {
  const rest = items.filter((item) => item !== now);
  return dice.pick(rest.length > 0 ? rest : items);
}

function editBlock(dice: Dice, type: string, block: JsonObject): JsonObject {
  const edited: Record<string, JsonValue | undefined> = { ...block };
  const number = (key: string, values: readonly (number | null)[]) => () => {
    edited[key] = other(dice, values, block[key] ?? null);
  };
  const set = (key: string, pool: readonly string[]) => () => {
    edited[key] = setEdit(dice, block[key], pool);
  };
  const word = (key: string, values: readonly (string | null)[]) => () => {
    edited[key] = other(dice, values, block[key] ?? null);
  };
  const editsOf: Readonly<Record<string, readonly (() => void)[]>> = {
    events: [
      word('shopperActivity', ['View', 'Buy', 'AddToCart']),
      word('lookbackDays', lookbacks),
      set('categoryIds', ids),
      set('brandIds', ids),
      number('minPrice', [null, 0, 5, 9.5]),
      number('maxPrice', [null, 50, 99.99, 1000]),
    ],
    inMarket: [
      word('country', ['FR', 'NO', 'DE']),
      () => {
        edited['interestIds'] = dice.pick([['988'], ['988', '3793'], ['3793', '988', '0012']]);
      },
      set('brandIds', ids),
      set('buyingPower', ['Low', 'Medium', 'High', 'VeryHigh']),
      word('gender', [null, 'Male', 'Female']),
      set('priceRange', ['Low', 'Medium', 'High']),
    ],
    location: [
      number('radiusInKm', [5, 10, 15, 20]),
      () => {
        edited['pointsOfInterest'] = editPoints(dice, block['pointsOfInterest']);
      },
    ],
    prospecting: [
      word('usersType', ['Prospects', 'ProspectsOrNonBuyers']),
      number('daysSinceLastVisitMin', [null, 0, 10, 20]),
      number('daysSinceLastVisitMax', [null, 30, 60]),
    ],
    retargeting: [
      word('visitorsType', ['All', 'Buyers', 'NonBuyers']),
      number('daysSinceLastVisitMin', [0, 10, 20]),
      number('daysSinceLastVisitMax', [30, 60, 90]),
    ],
    lookalike: [number('targetSize', [5_000, 50_000, 60_000])],
  };
  const edits = editsOf[type] ?? [];
  for (let times = 1 + dice.below(3); times > 0; times -= 1) dice.pick(edits)();
  return Object.fromEntries(
    Object.entries(edited).flatMap(([key, value]) =>
      value === undefined || value === null ? [] : [[key, value]],
    ),
  );
}

function editPoints(dice: Dice, value: JsonValue | undefined): JsonValue[] {
  const points = Array.isArray(value) ? [...value] : [];
  const at = dice.below(points.length);
  const point = points[at];
  const kind = dice.below(5);
  const more = randomPoint(dice, 50 + dice.below(50));
  if (kind === 0 && points.length > 1) return points.filter((_, n) => n !== at);
  if (kind === 1) return [...shuffled(dice, points)];
  if (kind === 2 && typeof point === 'object' && point !== null && !Array.isArray(point)) {
    points[at] = { ...point, name: 'Moved shop' };
    return points;
  }
  return kind === 3 ? [more, ...points] : [...points, more];
}

const maxLeaves = 8;

function editTree(dice: Dice, tree: Tree, entity: Entity, account: Account): Tree {
  const used = new Set(keysIn(tree));
  const free = shuffled(dice, leavesFor(entity.owner, account.entities)).filter(
    ({ key }) => !used.has(key),
  );
  const fresh = used.size < maxLeaves ? free[0]?.key : undefined;
  const kind = dice.below(8);
  const add: Tree | null =
    fresh === undefined ? null : dice.chance(0.5) ? { not: { leaf: fresh } } : { leaf: fresh };
  if (kind <= 1 && add !== null) {
    if ('and' in tree) {
      const at = dice.below(tree.and.length) + 1;
      return { and: [...tree.and.slice(0, at), add, ...tree.and.slice(at)] };
    }
    return { and: [tree, add] };
  }
  if (kind === 2 && fresh !== undefined) return { or: [{ leaf: fresh }, tree] };
  if (kind === 3) return withoutOne(dice, tree);
  if (kind === 4) return reordered(dice, tree);
  if (kind === 5 && 'and' in tree) {
    return { and: tree.and.map((each, n) => (n > 0 && dice.chance(0.5) ? negated(each) : each)) };
  }
  if (kind === 6 && fresh !== undefined) return swapLeaf(dice, tree, fresh);
  if (kind === 7 && 'or' in tree && fresh !== undefined)
    return { or: [...tree.or, { leaf: fresh }] };
  if ('and' in tree && dice.chance(0.5)) return { and: [...tree.and, ...tree.and.slice(0, 1)] };
  return reordered(dice, tree);
}

function negated(tree: Tree): Tree {
  return 'not' in tree ? tree.not : { not: tree };
}

function only(operands: readonly Tree[], join: 'and' | 'or'): Tree {
  const [first] = operands;
  if (first !== undefined && operands.length === 1) return first;
  return join === 'and' ? { and: operands } : { or: operands };
}

/** The first operand stays, so that someone is in it. */
function withoutOne(dice: Dice, tree: Tree): Tree {
  if ('leaf' in tree || 'not' in tree) return tree;
  const operands = 'and' in tree ? tree.and : tree.or;
  const at = 1 + dice.below(operands.length - 1);
  return only(
    operands.filter((_, n) => n !== at),
    'and' in tree ? 'and' : 'or',
  );
}

function reordered(dice: Dice, tree: Tree): Tree {
  if ('leaf' in tree) return tree;
  if ('not' in tree) return { not: reordered(dice, tree.not) };
  const inner = ('and' in tree ? tree.and : tree.or).map((each) => reordered(dice, each));
  return 'and' in tree ? { and: shuffled(dice, inner) } : { or: shuffled(dice, inner) };
}

function swapLeaf(dice: Dice, tree: Tree, to: string): Tree {
  const from = dice.pick(keysIn(tree));
  const swap = (node: Tree): Tree => {
    if ('leaf' in node) return node.leaf === from ? { leaf: to } : node;
    if ('not' in node) return { not: swap(node.not) };
    return 'and' in node ? { and: node.and.map(swap) } : { or: node.or.map(swap) };
  };
  return swap(tree);
}

/** Singly, or names that go round among entities of a kind. */
function renameSome(dice: Dice, account: Account): Account {
  const bound = account.entities.filter(({ isBound }) => isBound);
  if (bound.length === 0) return account;
  const kind = dice.pick(bound).kind;
  const some = bound.filter((each) => each.kind === kind && dice.chance(0.6));
  const turns = some.length > 1 && dice.chance(0.4);
  let edited = account;
  some.forEach((entity, n) => {
    const next = some[(n + 1) % some.length];
    const name = turns && next !== undefined ? next.name : randomName(dice, laterNumber(dice));
    edited = replaced(edited, { ...entityOf(edited, entity.key), name });
  });
  return edited;
}

function removeSome(dice: Dice, account: Account): Account {
  const used = new Set(
    account.entities.flatMap(({ algebra, seed }) => [
      ...(algebra === null ? [] : keysIn(algebra)),
      ...(seed === null ? [] : [seed]),
    ]),
  );
  const entities = account.entities.filter(({ key }) => used.has(key) || !dice.chance(0.4));
  return { ...account, entities };
}

function addSome(dice: Dice, account: Account): Account {
  const { side } = account;
  const entities = [...account.entities];
  for (let times = 1 + dice.below(2); times > 0; times -= 1) {
    const at = { side, number: laterNumber(dice) };
    const canName = entities.some(({ owner }) => leavesFor(owner, entities).length > 0);
    const made =
      canName && dice.chance(0.5)
        ? randomAudience(dice, at, entities)
        : randomEntity(dice, { ...at, kind: 'segment' }, entities);
    entities.push({ ...made, isBound: false });
  }
  return { ...account, entities };
}
