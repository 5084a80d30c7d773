/** Random manifests in every style that people write, by a writer that shares no code with the product. */
import type { JsonObject, JsonValue } from '../../src/model/text/json.ts';

export interface Dice {
  /** A whole number from 0 to below the limit. */
  readonly below: (limit: number) => number;
  readonly chance: (share: number) => boolean;
  readonly pick: <T>(of: readonly T[]) => T;
}

export function rollDice(seed: number): Dice {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    chance: (share) => next() < share,
    pick: (of) => {
      const found = of[below(of.length)];
      if (found === undefined) throw new Error('nothing to pick from');
      return found;
    },
  };
}

const texts = [
  ...['A', 'B', 'Shoes', 'Recent viewers', 'Über 50 €', "l'été", 'Say "hi"', 'yes', '12', '0x1f'],
  ...[
    'a: b',
    'c #d',
    '[x]',
    '- y',
    '2026-11-30',
    'tab\there',
    '日本語',
    'a,b',
    '{z}',
    '',
    '~',
    '*x',
  ],
  ...['$5 off', 'two  blanks', 'end:', '&amp', 'it is 100%', '1.5', 'null', '`q`', '|', 'a\\b'],
];
const longTexts = [
  'one\ntwo\n',
  'one\n\ntwo three four five six',
  'hello\n',
  'x y z\nmore\n\n',
  ' led\nby',
];
const names = [
  'A',
  'B',
  'C',
  'Shoes',
  'Recent viewers',
  'CRM 2026',
  'Über 50',
  'yes',
  'a: b',
  '#1',
];

export function randomAlgebra(dice: Dice, depth = 0): JsonValue {
  if (depth > 2 || dice.chance(0.4)) return dice.pick(names);
  if (dice.chance(0.25)) return { not: randomAlgebra(dice, depth + 1) };
  const operator = dice.chance(0.5) ? 'and' : 'or';
  const count = 1 + dice.below(4);
  return { [operator]: Array.from({ length: count }, () => randomAlgebra(dice, depth + 1)) };
}

export function randomIds(dice: Dice): JsonValue {
  return Array.from({ length: dice.below(5) }, () =>
    dice.pick(['1', '22', '333', '0012', '738406688413290497', 'x9']),
  );
}

export function randomText(dice: Dice): string {
  return dice.chance(0.3) ? dice.pick(longTexts) : dice.pick(texts);
}

export function randomEvents(dice: Dice): JsonObject {
  return {
    shopperActivity: dice.pick(['View', 'Buy']),
    ...(dice.chance(0.5) ? { lookbackDays: 'Last30Days' } : {}),
    ...(dice.chance(0.5) ? { minPrice: dice.pick([0, 1, 2.5, -3, 1e21]) } : {}),
    ...(dice.chance(0.6) ? { categoryIds: randomIds(dice) } : {}),
  };
}

export function randomEntry(dice: Dice): JsonObject {
  return {
    name: dice.pick(names),
    ...(dice.chance(0.2) ? { id: dice.pick(['7', '0012', '99']) } : {}),
    ...(dice.chance(0.5) ? { description: randomText(dice) } : {}),
    ...(dice.chance(0.2) ? { retailerId: '1234' } : {}),
    ...(dice.chance(0.4) ? { events: randomEvents(dice) } : {}),
    ...(dice.chance(0.6) ? { algebra: randomAlgebra(dice) } : {}),
    ...(dice.chance(0.2) ? { lifecycle: { preventDestroy: dice.chance(0.5) } } : {}),
    ...(dice.chance(0.1) ? { meta: { owner: randomText(dice), tags: ['x', 'y'] } } : {}),
  };
}

/** How one text is written. */
interface Hand {
  readonly dice: Dice;
  readonly step: number;
  readonly listStep: number;
  readonly gap: number;
  readonly comments: number;
  readonly flow: number;
  readonly quotes: readonly string[];
}

const isIdKey = (key: string) => key === 'id' || /Ids?$/u.test(key);

/** As the product's readers see it: what is plain must read back as text. */
function isPlain(text: string, key: string, inFlow: boolean): boolean {
  if (isIdKey(key) && /^\d+$/u.test(text)) return true;
  return (
    /^[A-Za-zÜ$日][^:#,[\]{}\n\t"'\\]*$/u.test(text) &&
    !/^(?:yes|null)$|\s$/u.test(text) &&
    !(inFlow && /[,?]/u.test(text))
  );
}

function scalar(value: JsonValue, key: string, inFlow: boolean, { dice, quotes }: Hand): string {
  if (typeof value !== 'string') return String(value);
  const style = dice.pick(quotes);
  if (style === 'plain' && isPlain(value, key, inFlow)) return value;
  if (style === 'single' && !/[\n\t]/u.test(value)) return `'${value.replaceAll("'", "''")}'`;
  return JSON.stringify(value);
}

function flowText(value: JsonValue, key: string, hand: Hand, indent: number): string {
  const { dice, comments } = hand;
  if (typeof value !== 'object' || value === null) return scalar(value, key, true, hand);
  const isList = Array.isArray(value);
  const members = isList
    ? value.map((item: JsonValue) => flowText(item, key, hand, indent + 2))
    : Object.entries(value).map(
        ([name, member]) => `${name}: ${flowText(member ?? null, name, hand, indent + 2)}`,
      );
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  if (members.length > 0 && dice.chance(0.15)) {
    const blanks = ' '.repeat(indent + 2);
    const lines = members.map((member, at) => {
      const above = dice.chance(comments) ? `${blanks}# flow above ${dice.below(99)}\n` : '';
      const isLast = at === members.length - 1;
      const comma = isLast && dice.chance(0.5) ? '' : ',';
      const behind = dice.chance(comments) ? ` # flow behind ${dice.below(99)}` : '';
      return `${above}${blanks}${member}${comma}${behind}\n`;
    });
    return `${open}\n${lines.join('')}${' '.repeat(indent)}${close}`;
  }
  const pad = dice.chance(0.5) && members.length > 0 ? ' ' : '';
  return `${open}${pad}${members.join(dice.chance(0.8) ? ', ' : ' , ')}${pad}${close}`;
}

function blockScalar(value: string, indent: number, { dice, comments }: Hand): string | null {
  if (!value.includes('\n') || /^\s/u.test(value) || /[ \t]$/mu.test(value)) return null;
  const content = value.replace(/\n+$/u, '');
  const ends = value.length - content.length;
  const blanks = ' '.repeat(indent);
  const lines = content.split('\n').map((line) => (line === '' ? '' : blanks + line));
  const mark = ['|-', '|', '|+'][Math.min(ends, 2)] ?? '|';
  const header = dice.chance(comments) ? ` # header ${dice.below(99)}` : '';
  return `${mark}${header}\n${[...lines, ...Array.from({ length: Math.max(ends - 1, 0) }, () => '')].join('\n')}\n`;
}

/** What follows a colon or a dash, with the line end. */
function valueText(
  value: JsonValue,
  key: string,
  indent: number,
  afterDash: boolean,
  hand: Hand,
): string {
  const { dice, comments, flow, step, listStep, gap } = hand;
  const behind = () => `${dice.chance(comments) ? ` # behind ${dice.below(99)}` : ''}\n`;
  if (typeof value === 'string' && dice.chance(0.7)) {
    const block = blockScalar(value, indent + step, hand);
    if (block !== null) return ` ${block}`;
  }
  const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  if (typeof value !== 'object' || value === null || isEmpty || dice.chance(flow)) {
    const isScalar = typeof value !== 'object' || value === null;
    const text = isScalar
      ? scalar(value, key, false, hand)
      : flowText(value, key, hand, indent + 2);
    return ` ${text}${behind()}`;
  }
  const isList = Array.isArray(value);
  const column = afterDash ? indent + gap : indent + (isList ? listStep : step);
  const lines = isList
    ? listText(value, key, column, hand)
    : mapText(value as JsonObject, column, hand);
  if (afterDash) return ' '.repeat(gap - 1) + lines.replace(/^(?: *#.*\n)*/u, '').slice(column);
  return `${behind()}${lines}`;
}

function above(column: number, { dice, comments }: Hand): string {
  const blanks = ' '.repeat(column);
  if (!dice.chance(comments)) return '';
  const section = dice.chance(0.3) ? `${blanks}# section ${dice.below(99)}\n\n` : '';
  return `${section}${blanks}# above ${dice.below(99)}\n`;
}

function below(column: number, { dice, comments }: Hand): string {
  return dice.chance(comments / 3) ? `${' '.repeat(column)}# below ${dice.below(99)}\n` : '';
}

function mapText(value: JsonObject, column: number, hand: Hand): string {
  const pairs = Object.entries(value).map(
    ([key, member]) =>
      `${above(column, hand)}${' '.repeat(column)}${key}:${valueText(member ?? null, key, column, false, hand)}`,
  );
  return pairs.join('') + below(column, hand);
}

function listText(items: readonly JsonValue[], key: string, column: number, hand: Hand): string {
  const lines = items.map(
    (item) =>
      `${above(column, hand)}${' '.repeat(column)}-${valueText(item, key, column, true, hand)}`,
  );
  return lines.join('') + below(column, hand);
}

export interface RandomText {
  readonly text: string;
  readonly value: {
    readonly segments: readonly JsonObject[];
    readonly audiences: readonly JsonObject[];
  };
}

export function randomTextOf(dice: Dice): RandomText {
  const hand: Hand = {
    dice,
    step: dice.pick([2, 2, 4, 1]),
    listStep: dice.pick([2, 2, 0, 4]),
    gap: dice.pick([2, 2, 2, 4]),
    comments: dice.pick([0, 0.1, 0.3]),
    flow: dice.pick([0, 0.3, 0.8]),
    quotes: dice.pick([['plain'], ['double'], ['single'], ['plain', 'single', 'double']]),
  };
  const segments = Array.from({ length: 1 + dice.below(4) }, () => randomEntry(dice));
  const audiences = Array.from({ length: 1 + dice.below(3) }, () => randomEntry(dice));
  const blank = dice.chance(0.5) ? '\n' : '';
  const list = (name: string, items: readonly JsonObject[]) => {
    const column = hand.listStep;
    const texts = items.map(
      (item) =>
        `${above(column, hand)}${' '.repeat(column)}-${valueText(item, name, column, true, hand)}`,
    );
    return `${name}:\n${texts.join(blank)}`;
  };
  const head = dice.chance(0.5) ? '# head\n\n' : '';
  const text = `${head}${list('segments', segments)}\n${list('audiences', audiences)}`;
  return { text, value: { segments, audiences } };
}
