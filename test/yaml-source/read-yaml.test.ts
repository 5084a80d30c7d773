import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readYaml } from '../../src/yaml-source/read-yaml.ts';

const read = (text: string) => readYaml({ file: 'm.yaml', text });
const value = (text: string) => read(text).documents[0]?.value;
const findings = (text: string) =>
  read(text).diagnostics.map(({ source, code }) => `${source?.line}:${source?.column} ${code}`);
const place = (text: string, path: readonly (string | number)[], part?: 'key' | 'value') => {
  const source = read(text).documents[0]?.locate(path, part);
  return `${source?.line}:${source?.column}`;
};

describe('values', () => {
  test.each([
    [
      'IDs keep every digit',
      'retailerId: 738406688413290497',
      { retailerId: '738406688413290497' },
    ],
    [
      'IDs keep leading zeros',
      'ids: 12\nbrandIds: [0012, "0012", 12]',
      { ids: 12, brandIds: ['0012', '0012', '12'] },
    ],
    ['an ID is what was written', 'id: 0x1F\nsegmentId: 1e5', { id: '0x1F', segmentId: '1e5' }],
    ['an ID through an alias', 'x: &r 0012\nretailerId: *r', { x: 12, retailerId: '0012' }],
    [
      'IDs through an alias',
      'x: &r [0012, 007]\nbrandIds: *r',
      { x: [12, 7], brandIds: ['0012', '007'] },
    ],
    [
      'no IDs in a schema',
      'schema: { properties: { retailerId: false, brandIds: { maxItems: 0012 } } }\nretailerId: false',
      {
        schema: { properties: { retailerId: false, brandIds: { maxItems: 12 } } },
        retailerId: 'false',
      },
    ],
    ['an ID left empty', 'retailerId:', { retailerId: null }],
    ['words of old YAML are text', 'a: yes\nb: NO\nc: on', { a: 'yes', b: 'NO', c: 'on' }],
    ['aliases', 'a: &x { k: [1] }\nb: *x', { a: { k: [1] }, b: { k: [1] } }],
    ['an anchor that is set anew', 'a: &x 1\nb: *x\nc: &x 2\nd: *x', { a: 1, b: 1, c: 2, d: 2 }],
    [
      'merge keys',
      'a: &x { k: 1, l: 1 }\nb:\n  <<: *x\n  l: 2',
      { a: { k: 1, l: 1 }, b: { l: 2, k: 1 } },
    ],
    [
      'several merges, the first wins',
      'b:\n  <<: [{ k: 1 }, { k: 2, l: 2 }]',
      { b: { k: 1, l: 2 } },
    ],
    ['a quoted << is a key', 'b:\n  "<<": { k: 1 }', { b: { '<<': { k: 1 } } }],
    ['block text', 'a: |\n  one\n  two\nb: >-\n  x\n  y', { a: 'one\ntwo\n', b: 'x y' }],
    ['CRLF', 'a: 1\r\nb:\r\n  - x\r\n', { a: 1, b: ['x'] }],
    ['a byte order mark', '\uFEFFa: 1', { a: 1 }],
    ['keys that are no text', '1: a\ntrue: b\n~: c', { '1': 'a', true: 'b', '~': 'c' }],
    ['an old-YAML document', '%YAML 1.1\n---\nretailerId: 0012', { retailerId: '0012' }],
    ['an explicit tag', 'a: !!str 12', { a: '12' }],
  ])('%s', (_, text, expected) => {
    expect(value(text)).toEqual(expected);
    expect(findings(text)).toEqual([]);
  });

  test('a key called __proto__ is a key', () => {
    const read = value('a: 1\n__proto__: { b: 2 }');
    expect(Object.keys(read ?? {})).toEqual(['a', '__proto__']);
  });

  test('every document of a file, empty ones as null', () => {
    const { documents } = read('a: 1\n---\n# nothing\n---\nb: 2\n');
    expect(documents.map((document) => document.value)).toEqual([{ a: 1 }, null, { b: 2 }]);
  });

  test.each(['', '# only a comment\n', '\uFEFF', '\n\n'])('nothing in %j', (text) => {
    expect(read(text)).toEqual({ documents: [], diagnostics: [] });
  });
});

describe('findings', () => {
  test('end at a number that somebody may read, however many errors a text has', () => {
    expect(findings('&a '.repeat(5000)).length).toBeLessThanOrEqual(100);
  });

  test.each([
    ['a key for each line', 'a:\n'.repeat(5001), 'the key "a" is given twice'],
    ['a key for each entry', `{ ${'a: 1, '.repeat(5001)}}`, 'the key "a" is given twice'],
    [
      'an entry without its dash for each line',
      '- { id: 1, name: a, name: b }\n'.repeat(5000),
      'an entry has two names: a dash is missing before this one',
    ],
    ['a list for each key', '[a]: 1\n'.repeat(5000), 'a key is not a word or text'],
  ])(
    'end at a hundred of a kind, and the last says how many more there are: %s',
    (_, text, said) => {
      const { diagnostics } = read(text);
      expect(diagnostics.length).toBe(100);
      const more = '; 4,900 more like this in the document are not listed';
      expect(diagnostics.filter(({ message }) => message.endsWith(more)).length).toBe(1);
      expect(diagnostics.at(-1)?.message).toBe(`${said}${more}`);
    },
  );

  test('of each document, and of each kind, all are said up to a hundred', () => {
    const twins = 'a: 1\n'.repeat(101);
    const { diagnostics } = read(`${twins}---\n${twins}[b]: 1\n`);
    expect(diagnostics.length).toBe(201);
    expect(diagnostics.filter(({ message }) => message.includes('not listed'))).toEqual([]);
  });

  test.each([
    ['key twice', 'a: 1\nb: 2\na: 3', ['3:1 duplicate-key']],
    ['key twice in flow style', 'x: { a: 1, a: 2 }', ['1:12 duplicate-key']],
    ['key twice, quoted and not', 'a: 1\n"a": 2', ['2:1 duplicate-key']],
    ['key three times', 'a: 1\na: 2\na: 3', ['2:1 duplicate-key', '3:1 duplicate-key']],
    ['tab', 'a:\n\tb: 1', ['2:1 yaml-syntax']],
    ['name with a colon', 'name: Buyers: 30 days', ['1:7 yaml-syntax']],
    ['reserved character', 'a: @x', ['1:4 yaml-syntax']],
    ['alias of nothing', 'a: *x', ['1:4 yaml-syntax']],
    ['alias before its anchor', 'a: *x\nb: &x 1', ['1:4 yaml-syntax']],
    ['alias inside itself', 'a: &x [*x]', ['1:8 yaml-syntax']],
    ['tag that nobody knows', 'a: !important x', ['1:4 yaml-syntax']],
    ['merge of text', 'a:\n  <<: x', ['2:3 yaml-syntax']],
    ['list as key', '? [a]\n: 1', ['1:3 yaml-syntax']],
    ['quote left open', 'a: "x\n', ['1:4 yaml-syntax']],
    ['error in a later document', 'a: 1\n---\nb: [', ['3:4 yaml-syntax']],
    ['name cut by a comment', 'name: Promo #1', ['1:7 comment-in-name']],
    ['other text with a dollar sign', `a: "\${x}"`, []],
  ])('%s', (_, text, expected) => {
    expect(findings(text)).toEqual(expected);
  });

  test.each([
    ['a: { b: ${var.x} }', true],
    ['a: [c, d${var.x}]', true],
    ['a: ${var.x} b ${var.y}: c', false],
    ['a: { b: @x }', false],
  ])('a variable that is taken for a map gets a hint: %s', (text, isHinted) => {
    const [first, second] = read(`${text}\nz: 1`).diagnostics;
    expect(first?.code).toBe('yaml-syntax');
    if (isHinted) expect(second).toBeUndefined();
    expect(first?.hint?.includes('put text with ${ in quotes: "${var.NAME}"') ?? false).toBe(
      isHinted,
    );
  });

  test('all that the parser reports', () => {
    expect(findings('- %a\n- `b`\n- @c\n')).toEqual([
      '1:3 yaml-syntax',
      '2:3 yaml-syntax',
      '3:3 yaml-syntax',
    ]);
  });

  test('a bomb of aliases is refused at once', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 12; level += 1) {
      const alias = `*a${level - 1}`;
      lines.push(`a${level}: &a${level} [${Array.from({ length: 10 }, () => alias).join(', ')}]`);
    }
    expect(read(lines.join('\n')).diagnostics.map(({ code }) => code)).toEqual([
      'yaml-too-many-aliases',
    ]);
  });

  test('many uses of one anchor are no bomb', () => {
    const uses = Array.from({ length: 10_000 }, () => '- { a: *e }').join('\n');
    expect(findings(`- &e { k: [1, 2, 3], l: { m: 1 } }\n${uses}`)).toEqual([]);
  });

  test.each([
    ['lists', (depth: number) => '['.repeat(depth) + ']'.repeat(depth)],
    ['maps', (depth: number) => '{a: '.repeat(depth) + '}'.repeat(depth)],
    ['unclosed lists', (depth: number) => '['.repeat(depth)],
    ['blocks', (depth: number) => '- '.repeat(depth)],
  ])('%s nested too deeply', (_, nest) => {
    expect(value(nest(100))).not.toBeUndefined();
    const found = read(nest(20_000)).diagnostics;
    expect(found.every(({ severity }) => severity === 'error')).toBe(true);
    expect(found.map(({ message }) => message)).not.toContainEqual(
      expect.stringContaining('stack'),
    );
    expect(found.length).toBeGreaterThan(0);
  });

  test('more than fits into memory is refused at once', () => {
    expect(findings(`a: [${'1,'.repeat(1_000_000)}]`)).toEqual(['1:1 file-too-large']);
    expect(findings('*a}'.repeat(1_000_001))).toEqual(['1:1 file-too-large']);
  });

  test('what is nested too deeply is told where it is', () => {
    expect(findings(`a: 1\nb: ${'['.repeat(300)}`)).toEqual(['2:205 yaml-too-deep']);
  });

  test('no text makes the reader throw', () => {
    const piece = fc.constantFrom(
      'a',
      ': ',
      '- ',
      '\n',
      '  ',
      '[',
      ']',
      '{',
      '}',
      '&x ',
      '*x',
      '#',
      '"',
      "'",
      '|',
      '<<',
      '!t ',
      '\t',
      '---',
      '%',
      ',',
      '? ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        for (const { source } of read(text).diagnostics) {
          const lines = text.split('\n');
          const line = lines[(source?.line ?? 0) - 1];
          expect(line).toBeDefined();
          expect(source?.column).toBeLessThanOrEqual((line?.length ?? 0) + 1);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('places', () => {
  const text = [
    'segments:',
    '  - name: a',
    '    events: { x: 1, ids: [1, 2] }',
    '  - {name: b}',
    'x-base: &base',
    '  k: 1',
    'more:',
    '  <<: *base',
    '  l:',
    '  alias: *base',
  ].join('\n');

  test.each<[string, readonly (string | number)[], 'key' | 'value', string]>([
    ['a key', ['segments', 0, 'name'], 'key', '2:5'],
    ['its value', ['segments', 0, 'name'], 'value', '2:11'],
    ['a block map', ['segments', 0], 'value', '2:5'],
    ['a flow map', ['segments', 1], 'value', '4:5'],
    ['in a flow map', ['segments', 0, 'events', 'ids', 1], 'value', '3:30'],
    ['what is not there', ['segments', 0, 'events', 'nope'], 'value', '3:13'],
    ['what is far from there', ['segments', 7, 'a', 'b'], 'value', '2:3'],
    ['a value left empty', ['more', 'l'], 'value', '9:3'],
    ['a merged key', ['more', 'k'], 'key', '6:3'],
    ['an alias', ['more', 'alias'], 'value', '10:10'],
    ['inside an alias', ['more', 'alias', 'k'], 'value', '6:6'],
    ['the document', [], 'value', '1:1'],
  ])('of %s', (_, path, part, expected) => {
    expect(place(text, path, part)).toBe(expected);
  });

  test('count lines the same with CRLF and behind a byte order mark', () => {
    expect(place(`\uFEFF${text.replaceAll('\n', '\r\n')}`, ['more', 'l'], 'key')).toBe('9:3');
    expect(place('\uFEFFa: 1', ['a'], 'value')).toBe('1:4');
  });

  test('columns count UTF-16 units', () => {
    expect(place('{ "😀": 1 }', ['😀'], 'value')).toBe('1:9');
  });

  test('the marked range ends with the line', () => {
    const source = read('a: "x\n  y"').documents[0]?.locate(['a']);
    expect(source).toEqual({ file: 'm.yaml', line: 1, column: 4 });
  });
});
