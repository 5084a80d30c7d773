/** Lines that only look like YAML: the hint names what was meant, or says no more than is certain. */
import { describe, expect, test } from '@jest/globals';
import { readYaml } from '../../../src/yaml-source/read-yaml.ts';

const read = (text: string) =>
  readYaml({ file: 'm.yaml', text }).diagnostics.map(
    ({ source, message, hint }) => `${source?.line}:${source?.column} ${message} | ${hint}`,
  );

const list = 'contactList: { identifierType: Email }';
const events = 'events: { shopperActivity: View }';
const entry = (line: string) => `segments:\n  - name: A\n${line}\n    ${list}\n`;
const node = (lines: string) =>
  `audiences:\n  - name: X\n    algebra:\n      and:\n        - not: C\n${lines}\n`;

describe('a dash that is too deep', () => {
  test.each([
    [`segments:\n  - name: A\n    ${events}\n    - name: B\n      ${list}\n`, 3, 2, 4],
    [`segments:\n  - name: A\n    ${events}\n      - name: B\n        ${list}\n`, 3, 2, 4],
    [`segments:\n  - name: A\n    - name: B\n`, 3, 2, 3],
    ['audiences:\n  - name: X\n    algebra: A\n    - name: Y\n      algebra: B\n', 3, 2, 4],
    [node('          - D'), 9, 5, 6],
    [node('          - not: D'), 9, 5, 6],
  ])('%j', (text, column, dash, line) => {
    const told = read(text);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(new RegExp(`^${line}:\\d+ this dash is indented too deep`, 'u'));
    expect(told[0]).toContain(`| Begin it in column ${column}, below the dash in line ${dash}.`);
    // The hint, followed to the letter, at the line and what belongs to it.
    const lines = text.split('\n');
    const shift = lines[line - 1]?.indexOf('-') ?? 0;
    const mended = lines.map((each, index) =>
      index < line - 1 ? each : each.slice(shift - (column - 1)),
    );
    expect(read(mended.join('\n'))).toEqual([]);
  });

  test('of which it is open what it is an item of', () => {
    const [told] = read(`segments:\n  - name: A\n    ids: 1\n    - 2\n`);
    expect(told).toContain('Begin it in column 3, below the dash in line 2, if it is an item of');
  });
});

describe('a line without a colon', () => {
  test.each([
    ['    description = Shoes', 'Write description: Shoes.'],
    ['    description := Shoes', 'Write description: Shoes.'],
    ['    description -> Shoes', 'Write description: Shoes.'],
    ['    description => Shoes', 'Write description: Shoes.'],
    ['    description Shoes', 'Write description: Shoes.'],
    ['    retailerId 12', 'Write retailerId: 12.'],
  ])('%j has a key', (line, hint) => {
    const told = read(entry(line));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(`| ${hint}`);
    const written = hint.replace(/^Write (.*)\.$/u, '    $1');
    expect(read(entry(written))).toEqual([]);
  });

  test('also in the first line of an entry', () => {
    const [told] = read(`segments:\n  - name = Customers\n    ${list}\n`);
    expect(told).toBe('2:5 a colon is missing after "name" | Write name: Customers.');
  });

  test.each([
    [entry('    please check with Ana'), 3],
    [entry('    description: one line\n    that goes on'), 4],
    [entry('    description: one line\n    name it well'), 4],
    [entry('    -- end'), 3],
    [`${entry('    id: 1')}please check with Ana\n`, 5],
    [`please check with Ana\n${entry('    id: 1')}`, 1],
  ])('%j has none that is certain', (text, line) => {
    const told = read(text);
    expect(told).toHaveLength(1);
    expect(told[0]?.startsWith(`${line}:`)).toBe(true);
    expect(told[0]).not.toContain('Write ');
    expect(told[0]).toContain('If it is a comment, begin it with #.');
    const lines = text.split('\n');
    const mended = lines.map((each, at) => (at === line - 1 ? each.replace(/^ */u, '$&# ') : each));
    expect(read(mended.join('\n'))).toEqual([]);
  });

  test('more lines of a text are indented', () => {
    const [told] = read(entry('    description: one line\n    that goes on'));
    expect(told).toContain('If it belongs to the value above, indent it deeper.');
    expect(read(entry('    description: one line\n      that goes on'))).toEqual([]);
  });

  test.each(['|', '>', '>-'])('text below %s that is not indented', (mark) => {
    const told = read(entry(`    description: ${mark}\n    Shoes and boots`));
    expect(told).toEqual([
      `4:5 the text below ${mark.charAt(0)} in line 3 is not indented | Indent it deeper than "description".`,
    ]);
  });
});

describe('other dashes', () => {
  test.each(['–', '—', '−', '•', '‣', '*'])('%s', (dash) => {
    for (const text of [
      `segments:\n  ${dash} name: A\n    ${list}\n`,
      `segments:\n  - name: A\n    ${list}\n  ${dash} name: B\n    ${list}\n`,
      node(`        ${dash} D`),
      node(`        ${dash} not: D`),
    ]) {
      const told = read(text);
      expect(told).toHaveLength(1);
      expect(told[0]).toContain(`| Write - and a blank instead of ${dash}`);
      const line = text.split('\n').findIndex((each) => each.trim().startsWith(dash)) + 1;
      expect(told[0]?.startsWith(`${line}:`)).toBe(true);
      expect(read(text.replace(dash, '-'))).toEqual([]);
    }
  });

  test('a dash without a blank', () => {
    expect(read(node('        -Customers'))).toEqual([
      '6:9 a blank is missing after the dash | Write a blank after the dash: "- Customers".',
    ]);
    expect(read(node('        - A').replace('- not', '-not'))).toEqual([
      '5:9 a blank is missing after the dash | Write a blank after the dash: "- not: C".',
    ]);
  });

  test('a text that begins with a dash is a text', () => {
    expect(read('a: b\ndescription:\n  – c\n  • d\n')).toEqual([]);
    const [told] = read('description: a\n  – b\n  // c\ne: "f\n');
    expect(told?.startsWith('4:4 the quote " is not closed')).toBe(true);
  });
});

describe('other spaces', () => {
  test.each([
    [`segments:\n  - name: A\n  \u00a0\u00a0${list}\n`, 3],
    [`segments:\n\u00a0\u00a0- name: A\n    ${list}\n`, 2],
    [`segments:\n  - name: A\n    ${list}\n \u2003- name: B\n    ${list}\n`, 4],
    [`segments:\n  -\u00a0name: A\n    ${list}\n`, 2],
    [node('        -\u00a0D'), 6],
    [`segments:\n  - name:\u00a0A\n    ${list}\n`, 2],
    [`segments:\u00a0\n  - name: A\n    ${list}\n`, 1],
    ['segments:\n  - name: A\n    contactList:\u3000\n      identifierType: Email\n', 3],
  ])('%j', (text, line) => {
    const told = read(text);
    expect(told).toHaveLength(1);
    expect(told[0]?.startsWith(`${line}:`)).toBe(true);
    expect(told[0]).toMatch(/usual blank|a blank is missing after the colon/u);
    expect(read(text.replace(/[\u00a0\u2003\u3000]/gu, ' '))).toEqual([]);
  });
});

describe('what is no YAML at all', () => {
  test.each([
    [`// ours\n${entry('    id: 1')}`, '1:1', 'Write # instead of //.'],
    [entry('    // ours'), '3:5', 'Write # instead of //.'],
    [entry('    events: {} // ours'), '3:16', 'Write # instead of //.'],
    [`/* ours */\n${entry('    id: 1')}`, '1:1', 'Begin each line of the comment with #'],
    [entry('<<<<<<< HEAD\n    id: 1\n=======\n    id: 2\n>>>>>>> b'), '3:1', 'Keep the lines'],
    [entry('    description: |\n<<<<<<< HEAD\n      A\n=======\n>>>>>>> b'), '4:1', 'Keep the'],
    [`${entry('    id: 1')}>>>>>>> b\n`, '5:1', 'Keep the lines'],
    [`segments:\n  - { name: A; id: 1 }\n`, '2:13', 'Write a comma instead of the semicolon.'],
    ['a: { retailerId: #1234 }\n', '1:18', 'Write an ID without #.'],
    ['a: { ids: [#1234] }\n', '1:12', 'Write an ID without #.'],
    [`${entry('    id: 1')}  audiences:\n    - name: X\n`, '5:3', 'Begin it in column 1'],
    [`${entry('    id: 1')} audiences:\n  - name: X\n`, '5:2', 'Begin it in column 1'],
  ])('%j', (text, place, hint) => {
    const told = read(text);
    expect(told).toHaveLength(1);
    expect(told[0]?.startsWith(`${place} `)).toBe(true);
    expect(told[0]).toContain(`| ${hint}`);
  });
});
