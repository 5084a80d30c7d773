/** Accounts that may be declared as they are, with texts that are hard to write in YAML. */
import type { JsonObject, JsonValue } from '../../../src/model/text/json.ts';
import type { Dice } from '../../fuzz/create-dice.ts';
import type { Account, Entity, Side, Tree } from './account.ts';

const labels = [
  'Buyers',
  'FR | Viewed | Trainers',
  'CRM: all #',
  'O\'Neil\'s "best"',
  'Übergrößen ☃ 👟',
  'a, b & [c]',
  '{Promo} %',
  '*Star',
  '- Dash',
  '# Hash',
  'Yes',
  '@home',
  '`tick`',
  'cost $5, ${x}',
  'two  blanks',
  'C:\\new\\table',
  '? what',
  '!important',
  '> more',
  '| less',
  '100%',
];

/** What people type into a description. Some are values of variables and of what is shared. */
export const descriptions: readonly string[] = [
  'CRM words',
  'Shared words',
  'Default words',
  'People who looked at shoes, lately',
  'Opened a newsletter: #1 of "many"',
  "It's what it's",
  'true',
  'null',
  '~',
  '2024-01-01',
  '0012',
  '1e3',
  'no',
  'Zwei Zeilen\nund noch eine',
  'A list:\n- one\n- two',
  'Literal ${var.crm_text} here',
  'cost ${5} and $${6}',
  'tab\there',
  'ends with colon:',
  'CRM words, and more',
  'é è ☃ 👟 ß',
  'a # b',
  'Checked by Ana (2026)',
  '[not a list]',
  '{not: a map}',
  '- not an item',
  '"quoted"',
  "'single'",
  'back\\slash',
  '*star &and !bang %per @at `tick`',
  'A long sentence that goes on and on, and says what everybody knows already about the people in it',
  'Words. More words.\n\nAnother paragraph.',
];

export const lookbacks: readonly string[] = [
  'Last7Days',
  'Last14Days',
  'Last30Days',
  'Last90Days',
  'Last180Days',
];

function randomDescription(dice: Dice): string | null {
  if (dice.chance(0.25)) return null;
  return dice.pick(descriptions);
}

export function randomName(dice: Dice, number: number): string {
  return dice.chance(0.15) ? String(1_000 + number) : `${dice.pick(labels)} ${number}`;
}

export function someOf<Item>(dice: Dice, items: readonly Item[], share = 0.5): readonly Item[] {
  return items.filter(() => dice.chance(share));
}

export const ids: readonly string[] = ['3590922', '12', '738406688413290497', '0012', '440', '7'];

function optional(dice: Dice, key: string, value: JsonValue): JsonObject {
  return dice.chance(0.5) ? { [key]: value } : {};
}

function optionalSet(dice: Dice, key: string, items: readonly string[]): JsonObject {
  const some = shuffled(dice, someOf(dice, items, 0.4));
  return some.length === 0 ? {} : { [key]: some };
}

export function shuffled<Item>(dice: Dice, items: readonly Item[]): readonly Item[] {
  const left = [...items];
  return items.flatMap(() => left.splice(dice.below(left.length), 1));
}

export function randomPoint(dice: Dice, number: number): JsonObject {
  const name = dice.pick(['Paris, Rivoli', 'Lyon', 'Shop #', "L'Isle", 'null']) + number;
  return {
    ...(dice.chance(0.7) ? { name } : {}),
    latitude: Number((dice.below(8_000_000) / 100_000 + number * 1e-5).toFixed(5)),
    longitude: Number((dice.below(16_000_000) / 100_000 - 80).toFixed(5)),
  };
}

function randomBlock(dice: Dice, type: string, side: Side): JsonObject {
  switch (type) {
    case 'contactList':
      return side === 'retail-media' ? { identifierType: 'Email' } : {};
    case 'events':
      return {
        shopperActivity: dice.pick(['View', 'Buy', 'AddToCart']),
        lookbackDays: dice.pick(lookbacks),
        ...optionalSet(dice, 'categoryIds', ids),
        ...optionalSet(dice, 'brandIds', ids),
        ...optional(dice, 'minPrice', dice.pick([0, 10, 1.5])),
        ...optional(dice, 'maxPrice', dice.pick([100, 10, 99.99])),
      };
    case 'inMarket':
      return {
        country: dice.pick(['FR', 'NO', 'DE']),
        interestIds: dice.chance(0.5) ? ['988', '0012'] : ['988'],
        ...optionalSet(dice, 'brandIds', ids),
        ...optionalSet(dice, 'buyingPower', ['Low', 'Medium', 'High', 'VeryHigh']),
        ...optional(dice, 'gender', dice.pick(['Male', 'Female'])),
        ...optionalSet(dice, 'priceRange', ['Low', 'Medium', 'High']),
      };
    case 'location':
      return {
        pointsOfInterest: Array.from({ length: 1 + dice.below(4) }, (_, n) => randomPoint(dice, n)),
        radiusInKm: dice.pick([5, 10, 15]),
      };
    case 'prospecting':
      return {
        usersType: dice.pick(['Prospects', 'ProspectsOrNonBuyers']),
        ...optional(dice, 'daysSinceLastVisitMin', dice.pick([0, 10])),
        ...optional(dice, 'daysSinceLastVisitMax', dice.pick([30, 90])),
      };
    case 'retargeting':
      return {
        visitorsType: dice.pick(['All', 'Buyers', 'NonBuyers']),
        daysSinceLastVisitMin: dice.pick([0, 10]),
        daysSinceLastVisitMax: dice.pick([30, 90]),
      };
    default:
      return optional(dice, 'targetSize', 50_000);
  }
}

export function randomEntity(
  dice: Dice,
  at: { readonly side: Side; readonly number: number; readonly kind: Entity['kind'] },
  beside: readonly Entity[],
  owner: string = at.side === 'retail-media' ? dice.pick(['1234', '1234', '0056']) : '',
): Entity {
  const { side, number, kind } = at;
  const common = {
    key: `${kind}${number}`,
    kind,
    id: String(738_406_688_413_290_000n + BigInt(number)),
    name: randomName(dice, number),
    isBound: dice.chance(0.3),
    owner,
    description: randomDescription(dice),
  };
  if (kind === 'audience') {
    const algebra = randomTree(dice, leavesFor(common.owner, beside));
    return { ...common, type: null, block: {}, seed: null, algebra };
  }
  const seeds = beside.filter(({ type }) => type === 'contactList');
  const types =
    side === 'retail-media'
      ? ['contactList', 'events', 'events']
      : ['contactList', 'inMarket', 'location', 'prospecting', 'retargeting', 'lookalike'];
  const type = dice.pick(types.filter((each) => each !== 'lookalike' || seeds.length > 0));
  const seed = type === 'lookalike' ? dice.pick(seeds).key : null;
  return { ...common, type, block: randomBlock(dice, type, side), seed, algebra: null };
}

/** Segments that an audience of that owner may name. */
export function leavesFor(owner: string, entities: readonly Entity[]): readonly Entity[] {
  return entities.filter(
    (each) => each.kind === 'segment' && each.owner === owner && each.type !== 'retargeting',
  );
}

/** Someone is in it, and not everyone. */
function randomTree(dice: Dice, leaves: readonly Entity[]): Tree {
  const mixed = shuffled(dice, leaves).map(({ key }): Tree => ({ leaf: key }));
  const [first, ...others] = mixed.slice(0, 1 + dice.below(6));
  if (first === undefined) throw new Error('no segment to name');
  if (others.length === 0) return first;
  if (others.length === 1 || dice.chance(0.2)) {
    if (dice.chance(0.3)) return { or: [first, ...others] };
    return { and: [first, ...others.map((other) => (dice.chance(0.5) ? { not: other } : other))] };
  }
  const half = 1 + dice.below(others.length - 1);
  const either: Tree = { or: [first, ...others.slice(0, half)] };
  const rest = others.slice(half);
  if (rest.length > 1 && dice.chance(0.5)) return { and: [either, { not: { or: rest } }] };
  if (dice.chance(0.3)) return { or: [{ and: [first, ...others.slice(0, half)] }, ...rest] };
  return { and: [either, ...rest.map((other) => (dice.chance(0.6) ? { not: other } : other))] };
}

export function randomAccount(dice: Dice, side: Side): Account {
  const entities: Entity[] = [];
  const segments = 2 + dice.below(6);
  for (let n = 0; n < segments; n += 1) {
    const segment = randomEntity(dice, { side, number: n, kind: 'segment' }, entities);
    entities.push(n === 0 && segment.type === 'retargeting' ? toList(segment) : segment);
  }
  const audiences = dice.below(5);
  for (let n = 0; n < audiences; n += 1) {
    entities.push(randomAudience(dice, { side, number: 100 + n }, entities));
  }
  return { side, entities };
}

function toList(segment: Entity): Entity {
  return { ...segment, type: 'contactList', block: {} };
}

/** For an owner that has segments. */
export function randomAudience(
  dice: Dice,
  at: { readonly side: Side; readonly number: number },
  entities: readonly Entity[],
): Entity {
  const owners = entities.filter(({ owner }) => leavesFor(owner, entities).length > 0);
  return randomEntity(dice, { ...at, kind: 'audience' }, entities, dice.pick(owners).owner);
}
