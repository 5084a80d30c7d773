import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { escapeVariables } from '../../src/export/write/escape-variables.ts';
import { findUnusedVariables } from '../../src/manifest/find-unused-variables.ts';
import { readManifests } from '../../src/manifest/read-manifests.ts';
import type { Project } from '../../src/model/project.ts';
import { readProject } from '../../src/project/read-project.ts';
import {
  describeFindings,
  expectedFindings,
  findIn,
  testProject,
  unmark,
} from './marked-manifest.ts';

const variables: Project['variables'] = new Map(
  Object.entries({
    text: { value: 'some text', text: 'some text' },
    number: { value: 12, text: '0012' },
    yes: { value: true, text: 'true' },
    empty: { value: '', text: '' },
    tricky: { value: '$& $1 ${var.text}', text: '$& $1 ${var.text}' },
  }).map(([name, each]) => [name, { ...each, source: null, isShared: false, isUsed: true }]),
);
const project = { ...testProject('retail-media'), variables };

/** The description, and whatever else, of one segment. */
function readSegment(text: string) {
  const { value, diagnostics } = readManifests([{ file: 'm.yaml', text }], project);
  return { segment: value[0], diagnostics };
}

describe('a scalar', () => {
  test.each<[string, unknown]>([
    ['${var.text}', 'some text'],
    ['"${var.text}"', 'some text'],
    ["'${var.text}'", 'some text'],
    ['${var.number}', 12],
    ['a ${var.number} b', 'a 0012 b'],
    ['${var.number}${var.yes}', '0012true'],
    ['" ${var.number}"', ' 0012'],
    ['"${var.empty}"', ''],
    ['a${var.empty}', 'a'],
    ['${var.yes}', true],
    ['$${var.text}', '${var.text}'],
    ['$$${var.text}', '$${var.text}'],
    ['a $${ b ${var.yes}', 'a ${ b true'],
    ['${text} $var.text {var.text} ${ var.text}', '${text} $var.text {var.text} ${ var.text}'],
    ['${var.tricky}!', '$& $1 ${var.text}!'],
    ['|-\n      two\n      ${var.text}', 'two\nsome text'],
  ])('%s', (written, value) => {
    const text = `x-free: &a\n  k: ${written}\nsegments:\n  - name: n\n    events: *a\n`;
    const { segment, diagnostics } = readSegment(text);
    expect(diagnostics.filter(({ code }) => code === 'unknown-variable')).toEqual([]);
    expect(segment?.attributes['events']).toEqual({ k: value });
  });

  test.each([
    ['an ID', 'retailerId: ${var.number}', { retailerId: '0012' }],
    ['an ID in quotes', 'retailerId: "${var.number}"', { retailerId: '0012' }],
    [
      'IDs in a list',
      'events: { categoryIds: ["${var.number}", "1${var.number}"] }',
      { events: { categoryIds: ['0012', '10012'] } },
    ],
  ])('as %s keeps its digits', (_, written, attributes) => {
    const { segment } = readSegment(`segments:\n  - name: n\n    ${written}\n`);
    expect(segment?.attributes).toMatchObject(attributes);
  });

  test('as a name, as an earlier name and as a reference', () => {
    const { value } = readManifests(
      [
        {
          file: 'm.yaml',
          text: 'segments:\n  - name: ${var.text} 1\n    renamedFrom: ["${var.text}"]\n    id: ${var.number}\naudiences:\n  - name: x\n    algebra: { not: "${var.text}" }\n',
        },
      ],
      project,
    );
    expect(value).toMatchObject([
      { address: 'segment/some text 1', renamedFrom: ['some text'], id: '0012' },
      { attributes: { algebra: { not: 'some text' } } },
    ]);
  });

  test('in a long file is the same as in a short one', () => {
    const many = Array.from(
      { length: 2_000 },
      (_, at) => `  - name: n${at} \${var.text}\n    contactList: { identifierType: Email }\n`,
    ).join('');
    const { value, diagnostics } = readManifests(
      [{ file: 'm.yaml', text: `segments:\n${many}` }],
      project,
    );
    expect(diagnostics).toEqual([]);
    expect(value.at(-1)?.name).toBe('n1999 some text');
  });
});

const list = 'contactList: { identifierType: Email }';
const findingCases: readonly (readonly [string, string, ...string[]])[] = [
  ['unknown in a name', `segments:\n  - name: ▶a \${var.x}\n    ${list}`, 'unknown-variable'],
  ['unknown in an ID', `segments:\n  - { name: a, ${list}, id: ▶"\${var.x}" }`, 'unknown-variable'],
  [
    'unknown by alias, told once',
    `x-a: &a ▶"\${var.x}"\nsegments:\n  - { name: a, ${list}, id: *a }\n  - { name: b, ${list}, id: *a }`,
    'unknown-variable',
    'duplicate-id',
  ],
  [
    'without a name',
    `segments:\n  - { name: a, description: ▶"\${var.}", ${list} }`,
    'unknown-variable',
  ],
  ['with the wrong type', `segments:\n  - { name: ▶"\${var.number}", ${list} }`, 'wrong-type'],
  ['empty name', `segments:\n  - { name: ▶"\${var.empty}", ${list} }`, 'name-must-not-be-empty'],
  [
    'names that become equal',
    `segments:\n  - { name: some text, ${list} }\n  - { name: ▶"\${var.text}", ${list} }`,
    'duplicate-name',
  ],
  [
    'in a key, where it stands for nothing',
    `segments:\n  - { name: a, ▶"\${var.text}": 1, ${list} }`,
    'unknown-key',
  ],
];

describe('findings about variables in manifests', () => {
  test.each(findingCases.map(([name, marked, ...codes]) => ({ name, marked, codes })))(
    '$name',
    ({ marked, codes }) => {
      const found = describeFindings(findIn(unmark(marked).text, project));
      expect(found.slice(0, 1)).toEqual(expectedFindings(marked, codes).slice(0, 1));
      expect(found.filter((each) => each.endsWith('unknown-variable'))).toHaveLength(
        codes.filter((code) => code === 'unknown-variable').length,
      );
    },
  );
});

describe('any text', () => {
  test('comes through when it is escaped', () => {
    const piece = fc.constantFrom('$', '{', '}', '${', '${var.', 'var.', 'text', 'a', ' ', '$${');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join('');
        const written = JSON.stringify(escapeVariables(text));
        const { segment, diagnostics } = readSegment(
          `segments: [{ name: n, description: ${written} }]`,
        );
        expect(diagnostics.filter(({ code }) => code === 'unknown-variable')).toEqual([]);
        expect(segment?.attributes['description'] ?? '').toBe(text);
      }),
      { numRuns: 500 },
    );
  });
});

describe('unused variables', () => {
  const text = `version: 1
platform: retail-media
accountId: 1
vars: { everywhere: 1, nowhere: 2 }
environments:
  a: { vars: { own: 3 } }
  b: { name: "\${var.everywhere}" }
`;
  const use = (environment: string, used: readonly string[], vars = {}) => {
    const { value } = readProject({ file: 'audiencectl.yaml', text }, { environment, vars });
    if (value === null) throw new Error('no project');
    return { project: value, usedVariables: new Set(used) };
  };
  const describeUnused = (...[uses, whole]: Parameters<typeof findUnusedVariables>) =>
    findUnusedVariables(uses, whole).map(
      ({ source, code, severity }) => `${source?.line}:${source?.column} ${severity} ${code}`,
    );

  test('of one environment, which cannot tell about what others may need', () => {
    expect(describeUnused([use('a', [])], false)).toEqual(['6:16 warning unused-variable']);
    expect(describeUnused([use('a', ['own'])], false)).toEqual([]);
  });

  test('of all environments', () => {
    expect(describeUnused([use('a', []), use('b', [])], true)).toEqual([
      '4:24 warning unused-variable',
      '6:16 warning unused-variable',
    ]);
    expect(describeUnused([use('a', []), use('b', ['nowhere'])], true)).toEqual([
      '6:16 warning unused-variable',
    ]);
  });

  test('of the command line are errors, with what was meant', () => {
    const [finding] = findUnusedVariables([use('b', [], { everywher: '1' })], false);
    expect(finding).toMatchObject({
      severity: 'error',
      code: 'unknown-variable',
      hint: 'Did you mean --var everywhere?',
    });
    expect(findUnusedVariables([use('b', ['new'], { new: '1' })], false)).toEqual([]);
  });
});
