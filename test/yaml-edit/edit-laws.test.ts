import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../src/model/text/json.ts';
import { editText } from '../../src/yaml-edit/edit-text.ts';
import { readEntry } from '../../src/yaml-edit/read-entry.ts';
import type { EntryEdit } from '../../src/yaml-edit/text-edit.ts';
import { readYaml } from '../../src/yaml-source/read-yaml.ts';
import {
  type Dice,
  randomAlgebra,
  randomEntry,
  randomEvents,
  randomIds,
  randomText,
  randomTextOf,
  rollDice,
} from './a-written-text.ts';

const read = (text: string): JsonValue | undefined =>
  readYaml({ file: 'm.yaml', text }).documents[0]?.value;

type Lists = { [list: string]: JsonObject[] };

/** A tree made of parts of another one. */
function changed(dice: Dice, old: JsonValue | undefined): JsonValue {
  const other = randomAlgebra(dice);
  if (old === undefined) return other;
  return dice.pick<JsonValue>(
    [
      { and: [old, other] },
      { or: [other, old] },
      { not: old },
      other,
      ...(typeof old === 'object' && old !== null
        ? Object.values(old).map((each) => each ?? null)
        : []),
    ].filter((value) => !Array.isArray(value)),
  );
}

function randomSet(dice: Dice, entry: JsonObject): readonly [string, JsonValue | undefined] {
  const key = dice.pick(['name', 'description', 'retailerId', 'events', 'algebra', 'algebra']);
  if (dice.chance(0.15) && Object.hasOwn(entry, key)) return [key, undefined];
  if (key === 'algebra') return [key, changed(dice, entry['algebra'])];
  if (key === 'events') return [key, randomEvents(dice)];
  return [key, key === 'retailerId' ? dice.pick(['5', '0099', 'abc']) : randomText(dice)];
}

interface Asked {
  readonly text: string;
  readonly list: string;
  readonly index: number;
  readonly edits: readonly EntryEdit[];
  /** What the file should say. */
  readonly expected: JsonValue;
}

function ask(seed: number): Asked | null {
  const dice = rollDice(seed);
  const { text: lines, value } = randomTextOf(dice);
  const text = dice.chance(0.2) ? lines.replaceAll('\n', '\r\n') : lines;
  // What a block of text ends with is not what the writer of the test meant.
  if (JSON.stringify(read(text)) !== JSON.stringify(value)) return null;
  const list = dice.pick(['segments', 'audiences']);
  const lists: Lists = { segments: [...value.segments], audiences: [...value.audiences] };
  const items = lists[list] ?? [];
  const index = dice.below(items.length);
  const entry = items[index] ?? {};
  const kind = dice.pick(['set', 'set', 'set', 'remove-entry', 'add-after'] as const);
  if (kind === 'remove-entry') {
    items.splice(index, 1);
    const expected =
      items.length > 0
        ? lists
        : {
            [list === 'segments' ? 'audiences' : 'segments']:
              lists[list === 'segments' ? 'audiences' : 'segments'] ?? [],
          };
    return { text, list, index, edits: [{ kind }], expected };
  }
  if (kind === 'add-after') {
    const added = randomEntry(dice);
    items.splice(index + 1, 0, added);
    return {
      text,
      list,
      index,
      edits: [{ kind, value: added, comments: ['one'] }],
      expected: lists,
    };
  }
  const sets = new Map([randomSet(dice, entry), randomSet(dice, entry)]);
  const after: { [key: string]: JsonValue } = {};
  for (const [key, member] of Object.entries(entry)) {
    if (!sets.has(key)) after[key] = member ?? null;
  }
  for (const [key, member] of sets) if (member !== undefined) after[key] = member;
  items[index] = after;
  const edits = [...sets].map(
    ([key, member]): EntryEdit =>
      member === undefined
        ? { kind: 'remove', path: [key] }
        : { kind: 'set', path: [key], value: member },
  );
  return { text, list, index, edits, expected: lists };
}

const sorted = (value: JsonValue | undefined): JsonValue =>
  Array.isArray(value)
    ? value.map(sorted)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, member]) => [key, sorted(member)]),
        )
      : (value ?? null);

/** A list that has lost its only entry stays where a comment would be lost otherwise. */
const withoutEmpty = (value: JsonValue | undefined): JsonValue =>
  Object.fromEntries(
    Object.entries(sorted(value) ?? {}).filter(([, list]) => JSON.stringify(list) !== '[]'),
  );

const anySeed = fc.integer({ min: 1, max: 2 ** 31 });

describe('an edited text', () => {
  test('says what was asked, keeps what is around, and needs no second edit', () => {
    let made = 0;
    fc.assert(
      fc.property(anySeed, (seed) => {
        const asked = ask(seed);
        if (asked === null) return;
        const { text, list, index, edits, expected } = asked;
        const file = { file: 'm.yaml', text };
        const at = readYaml(file).documents[0]?.locateItem(list, index) ?? null;
        const { text: after, refused } = editText(file, { entries: [{ at, edits }] }, null);
        if (refused.length === edits.length) {
          expect(after).toBe(text);
          return;
        }
        if (refused.length > 0) return;
        made += 1;
        expect(withoutEmpty(read(after))).toEqual(withoutEmpty(expected));
        expectAround(text, after, list, index);
        if (edits.some(({ kind }) => kind === 'add-after' || kind === 'remove-entry')) return;
        const again = { file: 'm.yaml', text: after };
        const place = readYaml(again).documents[0]?.locateItem(list, index) ?? null;
        expect(editText(again, { entries: [{ at: place, edits }] }, null).text).toBe(after);
      }),
      { numRuns: 400 },
    );
    expect(made).toBeGreaterThan(300);
  });

  test('of many entries is the same whether it is read in pieces or not', () => {
    fc.assert(
      fc.property(anySeed, (seed) => {
        const dice = rollDice(seed);
        const entries = Array.from(
          { length: 700 },
          (_, at) => `  # ${at}\n  - name: A${at}\n    retailerId: "${at}" # c\n`,
        );
        const text = `x: 1\nsegments:\n${entries.join(dice.chance(0.5) ? '\n' : '')}`;
        const line = (at: number) =>
          text.slice(0, text.indexOf(`name: A${at}\n`)).split('\n').length;
        const places = [0, dice.below(700), 699, dice.below(700)].filter(
          (at, index, all) => all.indexOf(at) === index,
        );
        const asked = {
          entries: places.map((at) => ({
            at: { file: 'm.yaml', line: line(at), column: 5 },
            edits: [
              dice.pick<EntryEdit>([
                { kind: 'set', path: ['description'], value: `new ${at}` },
                { kind: 'remove-entry' },
                { kind: 'add-after', value: { name: 'Added', ids: randomIds(dice) }, comments: [] },
              ]),
            ],
          })),
        };
        const pieces = editText({ file: 'm.yaml', text }, asked, null);
        // A document with an anchor is read as a whole.
        const whole = editText(
          { file: 'm.yaml', text: text.replace('x: 1', 'x: &x 1') },
          asked,
          null,
        );
        expect(pieces.refused).toEqual([]);
        expect(whole.text).toBe(pieces.text.replace('x: 1', 'x: &x 1'));
      }),
      { numRuns: 10 },
    );
  });
});

/** By lines, with nothing of the product but where entries are: those around it keep their bytes. */
function expectAround(before: string, after: string, list: string, index: number): void {
  const document = readYaml({ file: 'm.yaml', text: before }).documents[0];
  // A list may go with its only entry.
  const isOnly = index === 0 && document?.locateItem(list, 1) == null;
  if (isOnly) return;
  const lines = before.split('\n');
  const own = (document?.locateItem(list, index)?.line ?? 1) - 1;
  const next = document?.locateItem(list, index + 1)?.line;
  // Comments above an entry may go with it, and blank lines beside it.
  let from = own;
  while (from > 0 && /^\s*(?:#.*|-\s*(?:#.*)?|\{?|- \{)?\s*$/u.test(lines[from - 1] ?? ''))
    from -= 1;
  const head = lines.slice(0, from).join('\n');
  expect(after.startsWith(head)).toBe(true);
  if (next === undefined) return;
  const tail = lines.slice(next).join('\n');
  expect(after.endsWith(tail)).toBe(true);
}

test('an entry is read as it is written', () => {
  const text = '\uFEFFdefaults: { retailerId: "1" }\nsegments:\n  - { name: A, id: 0012 }\n';
  const file = { file: 'm.yaml', text };
  expect(readEntry(file, { file: 'm.yaml', line: 3, column: 7 }, null)).toEqual({
    name: 'A',
    id: '0012',
  });
  expect(readEntry(file, null, null)).toMatchObject({ defaults: { retailerId: '1' } });
  expect(readEntry(file, { file: 'm.yaml', line: 9, column: 1 }, null)).toBeNull();
});
