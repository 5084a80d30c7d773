/** Slips in the writing of YAML: found at the line that is wrong, and in no text that is right. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseAllDocuments, stringify } from 'yaml';
import { readYaml } from '../../../src/yaml-source/read-yaml.ts';
import { findSlip } from '../../../src/yaml-source/syntax/find-slip.ts';

const read = (text: string) =>
  readYaml({ file: 'm.yaml', text }).diagnostics.map(
    ({ source, message, hint }) =>
      `${source?.line}:${source?.column} ${message}${hint === undefined ? '' : ` | ${hint}`}`,
  );

/** What the parser itself says of a text. */
const parserWords = (text: string) => {
  const documents = parseAllDocuments(text, { prettyErrors: false, logLevel: 'silent' });
  const all = 'empty' in documents ? [documents] : documents;
  return all.flatMap(({ errors, warnings }) =>
    [...errors, ...warnings].map(({ message }) => message),
  );
};

const segment = '  - name: A\n    contactList:\n';

describe('one finding, at the line that is wrong', () => {
  test.each([
    [
      'items below []',
      `segments: []\n${segment}`,
      '1:11 "segments" has a value in this line',
      'Remove [] in line 1.',
    ],
    [
      'items beside []',
      'segments: [] # none\n- name: A\n',
      '1:11 "segments" has a value in this line',
      'Remove [] in line 1.',
    ],
    [
      'keys below {}',
      'defaults: {}\n  a: b\n',
      '1:11 "defaults" has a value in this line',
      'Remove {} in line 1.',
    ],
    [
      'items below null',
      `segments: null\n${segment}`,
      '1:11 "segments" has a value in this line',
      'Remove null in line 1.',
    ],
    [
      'a key that is too far left',
      'segments:\n  - name: A\n   contactList:\n',
      '3:4 the indentation of this line',
      'Begin it in column 5, below "name" in line 2, or in column 1, below "segments" in line 1.',
    ],
    [
      'a key that is too far right',
      'segments:\n  - name: A\n     contactList:\n',
      '3:6 this line is indented deeper',
      'Begin it in column 5, below "name" in line 2.',
    ],
    [
      'a dash that is too far left',
      `segments:\n${segment} - name: B\n`,
      '4:2 the indentation of this line',
      'Begin it in column 3, below the dash in line 2.',
    ],
    [
      'a key below the dash',
      'segments:\n  - name: A\n  contactList:\n',
      '3:3 this line begins in the column of the dashes',
      'Begin it with a dash if it is an item of the list. Otherwise indent it deeper than the dash in line 2.',
    ],
    [
      'a tab',
      'segments:\n\t- name: A\n\t  contactList:\n',
      '2:1 the line is indented with a tab',
      'Indent with blanks.',
    ],
    [
      'a key without a colon',
      'segments:\n  - name A\n    contactList:\n',
      '2:5 a colon is missing after "name"',
      'Write name: A.',
    ],
    [
      'a list without a colon',
      `segments\n${segment}`,
      '1:1 this is text without a colon',
      'If "segments" is a key, write a colon after it.',
    ],
    [
      'a later list without a colon',
      `segments:\n${segment}audiences\n${segment}`,
      '4:1 this is text without a colon',
      'If "audiences" is a key, write a colon after it.',
    ],
    [
      'a colon without a blank',
      'segments:\n  - name:A\n    contactList:\n',
      '2:9 a blank is missing after the colon of "name"',
      'Write name: A.',
    ],
    [
      'a dash without a blank',
      'segments:\n  -name: A\n    contactList:\n',
      '2:5 a blank is missing after the dash',
      'Write "- name:" in line 2.',
    ],
    [
      'an item without a dash',
      'and:\n  - Buyers\n    not: X\n',
      '3:5 the text "Buyers" cannot have keys or items below it',
      'If "Buyers" is a key, write a colon after it. If this is another item, begin it with a dash in column 3.',
    ],
    [
      'two keys in a line',
      'segments:\n  - name: A description: B\n',
      '2:11 this line has a second colon',
      'If this is text, put it in quotes: "A description: B". If "description" is a key, begin a new line with it.',
    ],
    [
      'a name with a colon',
      'segments:\n  - name: Buyers: 30 days # all\n',
      '2:11 this line has a second colon',
      'If this is text, put it in quotes: "Buyers: 30 days".',
    ],
    [
      'an open quote',
      `segments:\n  - name: "A\n    contactList:\n${segment}`,
      '2:11 the quote " is not closed',
      'Write " at the end of the text, too.',
    ],
    [
      'an open quote before others',
      'segments:\n  - name: "A\n    contactList:\n  - name: "B"\n',
      '2:11 the quote " is not closed',
      'Write " at the end of the text, too.',
    ],
    [
      'an apostrophe',
      "a: 'It's'\n",
      '1:8 the text goes on after its closing quote',
      "Write two apostrophes, '', for an apostrophe",
    ],
    [
      'a quoted word in a text',
      'a: "x" y\n',
      '1:7 the text goes on after its closing quote',
      'Put the whole text in quotes.',
    ],
    [
      'an open bracket',
      'segments:\n  - { name: A, contactList: {}\n  - name: B\n',
      '2:5 the bracket { is not closed',
      'Close it with },',
    ],
    [
      'an open inner bracket',
      'a: { and: [A, B }\nb: 1\n',
      '1:11 the bracket [ is not closed',
      'Close it with ],',
    ],
    [
      'one bracket too many',
      'a: { and: [A, B] }}\n',
      '1:19 the bracket } closes nothing',
      'Remove it.',
    ],
    [
      'a name that begins with a bracket',
      'a: [FR] Shoes\n',
      '1:4 text goes on after a closing bracket',
      'Put the whole text in quotes: "[FR] Shoes".',
    ],
    [
      'a comma after a line',
      'a: "x",\nb: 1\n',
      '1:7 a comma follows the quoted text',
      'Remove it.',
    ],
    [
      'a missing comma in brackets',
      '{ "a": [ { "b": "c" "d": {} } ] }\n',
      '1:21 a comma is missing',
      'Write it behind the quoted text.',
    ],
    [
      'a list behind a colon',
      'a: - b\n',
      '1:4 a list begins in the line of its key',
      'Begin the list in the next line.',
    ],
    ['text behind |', 'a: | b\n  c\n', '1:4 text follows |', 'Write the text in the next lines'],
    [
      'a later document',
      'a: 1\n---\nb: "\n  x"\nc:\n  d: 1\n e: 2\n',
      '7:2 the indentation of this line',
      'Begin it in column 1, below "c" in line 5, or in column 3, below "d" in line 6.',
    ],
  ])('%s', (_, text, told, hint) => {
    const [first = '', ...others] = read(text);
    expect(others).toEqual([]);
    expect(first.startsWith(told)).toBe(true);
    expect(first).toContain(`| ${hint}`);
  });

  test.each([
    ['a: "\\d"\n', 'the backslash begins an escape'],
    ['a: &x &y b\n', 'a value has two anchors'],
    ['%x\na: b\n', 'the line begins with %'],
  ])('the parser alone knows what is wrong with %j', (text, told) => {
    const [first, ...others] = read(text);
    expect(others).toEqual([]);
    expect(first).toContain(told);
  });
});

describe('nothing is wrong with', () => {
  const slipIn = (text: string) => findSlip(text, 0, text.length);

  const examples = new URL('../../../examples/', import.meta.url);
  const manifests = readdirSync(examples, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.yaml'),
  );
  test.each(manifests)('the example %s', (name) => {
    expect(slipIn(readFileSync(new URL(name, examples), 'utf8'))).toBeNull();
  });

  test.each([
    'a: b\n  c\n  - d\n',
    'a:\n- b\n- c:\n  - d\ne: f\n',
    'a: "b\n  c" # d\ne: \'f\n\n  g\'\n',
    'a: |\n  b: c: d\n\n   "e\nf: >-\n  [\ng: 1\n',
    '- - a\n  - b\n- c: d\n  e: [f,\n    g, { h: "i]" } # ]\n  ]\n',
    'a: &x\n  b: c\nd: *x\ne:\n  <<: *x\n  f: !!str 1\n',
    "a: it's\nb: [it's, 'x']\nc: http://x\nd: a#b\n",
    '"a b": c\n\'d\': e\nf : g\n',
    'a: { :" : [], b:"c: d, "e":"f" }\n',
    'a:\n  b\n  c\nd:\n  "e"\n',
    '--- # first\na: b\n...\n---\nc: d\n',
    'a: b\r\nc:\r\n  - d\r\n',
  ])('%j', (text) => {
    expect(parserWords(text)).toEqual([]);
    expect(slipIn(text)).toBeNull();
  });

  test('any document that is written as YAML, in any layout', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'not',
        "it's",
        '- a',
        'a: b',
        '[FR] Shoes',
        '# x',
        'a #b',
        '',
        'x\ny\n',
        '"q',
        '1e3',
      ),
      fc.string({ unit: 'grapheme-ascii', maxLength: 12 }),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        word,
        fc.integer(),
        fc.constant(null),
        tie('list'),
        tie('map'),
      ),
      list: fc.array(tie('value'), { maxLength: 4 }),
      map: fc.dictionary(word, tie('value'), { maxKeys: 4 }),
    }));
    const layout = fc.record({
      indent: fc.integer({ min: 1, max: 5 }),
      indentSeq: fc.boolean(),
      lineWidth: fc.constantFrom(0, 20, 80),
      collectionStyle: fc.constantFrom('any' as const, 'block' as const, 'flow' as const),
      singleQuote: fc.boolean(),
    });
    fc.assert(
      fc.property(value, layout, (json, options) => {
        const text = stringify(json, options);
        fc.pre(parserWords(text).length === 0);
        expect(slipIn(text)).toBeNull();
      }),
      { numRuns: 500 },
    );
  });
});

describe('a text with random damage', () => {
  const manifest = `defaults: { retailerId: "1234" }
segments:
  - name: CRM Users
    description: |
      Two
      lines
    contactList: { identifierType: Email }
  - name: 'Viewers'
    events:
      categoryIds: [1, "2", 3]
audiences:
  - name: A
    algebra:
      and:
        - CRM Users
        - not: Viewers
`;

  test('is told in our own words, once a line, inside the text', () => {
    const edit = fc.record({
      at: fc.nat(manifest.length),
      remove: fc.nat(3),
      add: fc.constantFrom(
        '',
        ' ',
        '  ',
        ':',
        ': ',
        '- ',
        '"',
        "'",
        '[',
        ']',
        '{',
        '}',
        '\t',
        '\n',
        '@',
        '!x ',
        '&',
        '*',
        '#',
        '|',
        ',',
        '%',
        '?',
        '\\',
      ),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
        const text = edits.reduce(
          (before, { at, remove, add }) => before.slice(0, at) + add + before.slice(at + remove),
          manifest,
        );
        const raw = new Set(parserWords(text).map((message) => message.replace(/\.$/u, '')));
        const { diagnostics } = readYaml({ file: 'm.yaml', text });
        const syntax = diagnostics.filter(({ code }) => code === 'yaml-syntax');
        for (const { message, hint } of syntax) {
          expect(raw.has(message)).toBe(false);
          expect(hint).toMatch(/[.?]$/u);
        }
        const lines = syntax.map(({ source }) => source?.line);
        expect(new Set(lines).size).toBe(lines.length);
        const last = text.split('\n').length;
        expect(lines.every((line) => line !== undefined && line >= 1 && line <= last)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
