/** Slips that YAML reads as something else: each hint gives what was meant. */
import { describe, expect, test } from '@jest/globals';
import { findIn, testProject } from './marked-manifest.ts';

const list = 'contactList: { identifierType: Email }';
const declared = `segments:\n  - { name: Customers, ${list} }\n  - { name: Viewers, ${list} }\n`;
const audience = (algebra: string) =>
  `${declared}audiences:\n  - name: X\n    algebra: ${algebra}\n`;
const below = (lines: string) => audience(`\n      and:\n${lines}`);
const events = (keys: string) =>
  `segments:\n  - name: A\n    events: { shopperActivity: View, lookbackDays: Last30Days${keys} }\n`;
const hints = (text: string) =>
  findIn(text, testProject('retail-media')).map(
    ({ source, hint }) => `${source?.line}:${source?.column} ${hint}`,
  );

describe('dashes', () => {
  test.each(['–', '—', '•', '*', '-\u00a0', '-'])('%j in front of all items', (dash) => {
    const text = below(`        ${dash}Customers\n        ${dash}Viewers`);
    const blank = dash.length > 1 ? text : text.replaceAll(dash, `${dash} `);
    const told = hints(dash === '-' ? text : blank);
    expect(told[0]).toMatch(
      dash === '-'
        ? /^8:9 Write a blank after the dash: "- Customers"/u
        : dash.length > 1
          ? /^8:9 Write a usual blank after the dash/u
          : /^8:9 Write - and a blank instead of/u,
    );
    expect(hints(below('        - Customers\n        - Viewers'))).toEqual([]);
  });

  test.each(['–', '−', '•', '-'])('%s in front of numbers', (dash) => {
    const blank = dash === '-' ? '' : ' ';
    const text = `segments:\n  - name: A\n    events:\n      shopperActivity: View\n      lookbackDays: Last30Days\n      categoryIds:\n        ${dash}${blank}1\n        ${dash}${blank}2\n`;
    expect(hints(text)).toEqual(['7:9 Begin each item with - and a blank: "- 1".']);
  });

  test.each([' - ', ' – ', ' -', ' — '])('%j between names is "without", or no dash', (dash) => {
    const both = `Customers${dash}Viewers`;
    const [told = ''] = hints(audience(both));
    expect(told).toContain('write algebra: { and: [Customers, { not: Viewers }] }.');
    expect(told).not.toContain('dash');
    expect(hints(audience('{ and: [Customers, { not: Viewers }] }'))).toEqual([]);
    const [ofNot = ''] = hints(below(`        - Customers\n        - not: ${both}`));
    expect(ofNot).toContain('write not: { or: [Customers, Viewers] }');
    const inList = hints(below(`        - Customers\n         ${dash}Viewers`)).join('\n');
    expect(inList).toContain('Write each name as an item of its own');
  });
});

describe('names', () => {
  test.each(['Customers\u00a0', '\u00a0Customers', 'Customers\u2003'])('%j', (name) => {
    expect(hints(audience(name)).at(-1)).toBe(
      '6:14 Write "Customers" with usual blanks. The name has another kind of space in it.',
    );
  });

  test('a second name in one entry', () => {
    const text = `segments:\n  - name: A\n    ${list}\n\n    name: B\n    ${list}\n`;
    const [told, ...others] = hints(text);
    expect(others).toEqual([]);
    expect(told).toMatch(/^5:5 If another entry begins here, write "- name:"/u);
    expect(hints(text.replace('    name: B', '  - name: B'))).toEqual([]);
    expect(hints(`segments: [{ name: A, ${list}, name: B }]`)[0]).toContain('close the brace');
    expect(hints(`segments:\n  - name: A\n    name: B\n    ${list}\n`)).toEqual([
      '3:5 Remove one of them.',
    ]);
  });

  test.each([
    ['&Other Stories', '"&Other Stories"'],
    ['&Customers', '"&Customers"'],
  ])('the anchor %s that nothing uses', (name, quoted) => {
    const text = `segments:\n  - name: ${name}\n    ${list}\n`;
    const told = hints(text);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(`put all of it in quotes: ${quoted}.`);
    expect(hints(text.replace(name, quoted))).toEqual([]);
  });

  test('an anchor that is used is one', () => {
    const text = `segments:\n  - { name: &a A, ${list} }\n  - { name: B, description: *a, ${list} }\n`;
    expect(hints(text)).toEqual([]);
  });

  test.each(['“A”', '„A“', '‘A’'])('%s has other quotes', (name) => {
    const text = `segments:\n  - name: ${name}\n    ${list}\n`;
    expect(hints(text)).toEqual(['2:11 Use straight quotes: "A".']);
    expect(hints(text.replace(name, '"A"'))).toEqual([]);
    expect(hints(text.replace(name, `"${name}"`))).toEqual([]);
  });

  test('digits may be an ID', () => {
    for (const digits of ['4711', '738406688413290497']) {
      const node = `{ segmentId: "${digits}" }`;
      expect(hints(audience(digits))[0]).toContain(`If ${digits} is an ID, write ${node}.`);
      expect(hints(audience(`"${digits}"`))[0]).toContain(`If ${digits} is an ID, write ${node}.`);
      expect(hints(audience(node))).toEqual([]);
    }
  });
});

describe('braces', () => {
  test.each([
    [', minPrice: 49,90', 'minPrice: 49.90'],
    [', maxPrice: 120,5, minPrice: 1', 'maxPrice: 120.5'],
    [', categoryIds: 1, 2', 'categoryIds: [1, 2]'],
    [', categoryIds: 3, 2, 1, minPrice: 1', 'categoryIds: [3, 2, 1]'],
  ])('%s', (keys, meant) => {
    const told = hints(events(keys));
    expect(told.length).toBeGreaterThan(0);
    for (const each of told) expect(each).toContain(`: ${meant}.`);
    const rest = /, minPrice: 1$/u.exec(keys)?.[0] ?? '';
    expect(hints(events(`, ${meant}${rest}`))).toEqual([]);
  });

  test('thousands or a fraction', () => {
    expect(hints(events(', minPrice: 1,500')).join()).toContain('without a comma');
  });

  test('a price with a comma in a line of its own', () => {
    expect(hints(events(', minPrice: "49,90"'))).toEqual([
      '3:74 Write a point instead of the comma: 49.90.',
    ]);
  });

  test.each([
    ['{ identifierType:Email }', 'identifierType: Email'],
    ['{ identifierType:\u00a0Email }', 'identifierType: Email'],
  ])('%s', (map, meant) => {
    const text = `segments:\n  - name: A\n    contactList: ${map}\n`;
    expect(hints(text)).toEqual([`3:20 Write a usual blank after the colon: ${meant}.`]);
  });

  test('several keys without a blank', () => {
    const text =
      'segments:\n  - name: A\n    events: { shopperActivity:View, lookbackDays:Last30Days }\n';
    expect(hints(text)).toEqual([
      '3:15 Write a usual blank after the colon: shopperActivity: View.',
      '3:37 Write a usual blank after the colon: lookbackDays: Last30Days.',
    ]);
  });
});

describe('an entry in the wrong list', () => {
  test('a segment with an algebra', () => {
    const text = `${declared}  - name: X\n    algebra: Customers\n`;
    const move = 'Move the entry to audiences. Only an audience has an algebra.';
    expect(hints(text)).toEqual([`4:5 ${move}`, `5:5 ${move}`]);
    expect(hints(`${declared}audiences:\n  - name: X\n    algebra: Customers\n`)).toEqual([]);
  });

  test('an audience with the type of a segment', () => {
    const move = 'Move the entry to segments. Only a segment has contactList.';
    const text = `audiences:\n  - name: X\n    ${list}\n`;
    expect(hints(text)).toEqual([`2:5 ${move}`, `3:5 ${move}`]);
    expect(hints(text.replace('audiences', 'segments'))).toEqual([]);
    expect(hints(`${audience('Customers')}    ${list}\n`)).toEqual([
      '7:5 Move contactList to an entry of segments, and name that segment in the algebra.',
    ]);
  });
});

test('a line that is indented with other spaces is told once', () => {
  const text = `segments:\n  - name: A\n\u00a0\u00a0\u00a0\u00a0${list}\n`;
  const told = hints(text);
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/^3:1 Indent the line with usual blanks/u);
});
