/** A value of the same kind with something in it that nobody meant. */
import type { Dice } from './create-dice.ts';

/** JSON while it is being changed. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const nest = (depth: number, wrap: (inner: Json) => Json): Json => {
  let value: Json = 1;
  for (let level = 0; level < depth; level += 1) value = wrap(value);
  return value;
};

const strange: readonly (() => Json)[] = [
  () => null,
  () => true,
  () => 0,
  () => -1,
  () => 1.5,
  () => 1e308,
  () => 2 ** 53,
  () => '',
  () => ' ',
  () => '0',
  () => 'x'.repeat(3000),
  () => '\u001b[31mred\u0007',
  () => '\u0085\u009b\u007f',
  () => '\u202etxet\u2066',
  () => '\ud800',
  () => 'a\nb\r\n::error::c',
  () => '| `*_<script>&amp;</script>[x](y) @z #1',
  () => '__proto__',
  () => '../../etc/passwd',
  () => '${var.x}',
  () => '99999999999999999999',
  () => '*'.repeat(50),
  () => [],
  () => ({}),
  () => [null],
  () => ({ '': null }),
  () => nest(60, (inner) => [inner]),
  () => nest(60, (inner) => ({ and: [inner] })),
  () => nest(150, (inner) => ({ not: inner })),
  () => Array.from({ length: 400 }, (_, index) => index),
];

/** A container, and the key in it that leads to a value. */
interface Place {
  readonly container: Json[] | { [key: string]: Json };
  readonly key: string | number;
}

function placesIn(value: Json): readonly Place[] {
  const places: Place[] = [];
  const pending: Json[] = [value];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    const container = next;
    const keys = Array.isArray(container) ? [...container.keys()] : Object.keys(container);
    for (const key of keys) {
      places.push({ container, key });
      pending.push(valueAt({ container, key }));
    }
  }
  return places;
}

function valueAt({ container, key }: Place): Json {
  return Reflect.get(container, key);
}

function put({ container, key }: Place, value: Json): void {
  Object.defineProperty(container, key, {
    ...{ value, enumerable: true, writable: true, configurable: true },
  });
}

function remove({ container, key }: Place): void {
  if (Array.isArray(container)) container.splice(Number(key), 1);
  else Reflect.deleteProperty(container, key);
}

type Mutation = (place: Place, other: Place, dice: Dice) => void;

const mutations: readonly Mutation[] = [
  (place, _, dice) => put(place, dice.pick(strange)()),
  (place, _, dice) => put(place, dice.pick(strange)()),
  (place) => remove(place),
  (place, other) => put(place, structuredClone(valueAt(other))),
  (place, other) => {
    const [here, there] = [structuredClone(valueAt(place)), structuredClone(valueAt(other))];
    put(place, there);
    put(other, here);
  },
  (place) => put(place, [structuredClone(valueAt(place))]),
  ({ container, key }, _, dice) => {
    const value = structuredClone(valueAt({ container, key }));
    if (Array.isArray(container)) container.push(value);
    else put({ container, key: dice.pick(['__proto__', 'x', '', 'name', `${key} `]) }, value);
  },
  (place, _, dice) => {
    const value = valueAt(place);
    if (typeof value === 'string') {
      const odd = dice.pick(strange)();
      put(place, typeof odd === 'string' ? value + odd : value.toUpperCase());
    } else if (typeof value === 'number') put(place, String(value));
    else put(place, dice.pick(strange)());
  },
];

const isText = (place: Place) => typeof valueAt(place) === 'string';
const oddTexts = strange.map((make) => make()).filter((value) => typeof value === 'string');

/** Only texts, and by texts: the shape stays what it was, so that more of the program gets to see them. */
function mutateTexts(value: Json, dice: Dice): Json {
  const mutated = structuredClone(value);
  const texts = placesIn(mutated).filter(isText);
  for (let left = 1 + dice.below(3); left > 0 && texts.length > 0; left -= 1) {
    const place = dice.pick(texts);
    const odd = dice.pick(oddTexts);
    put(place, dice.chance(0.5) ? odd : `${valueAt(place)}${odd}`);
  }
  return mutated;
}

/** A few changes, anywhere in it. */
export function mutateValue(value: Json, dice: Dice): Json {
  if (dice.chance(0.4)) return mutateTexts(value, dice);
  const mutated = structuredClone(value);
  for (let left = dice.chance(0.6) ? 1 : 1 + dice.below(4); left > 0; left -= 1) {
    const places = placesIn(mutated);
    if (places.length === 0) return dice.pick(strange)();
    dice.pick(mutations)(dice.pick(places), dice.pick(places), dice);
  }
  return mutated;
}
