import { describe, expect, test } from '@jest/globals';
import type { ProjectOptions } from '../../src/project/project-options.ts';
import { readProject } from '../../src/project/read-project.ts';
import { expectedFindings, unmark } from '../manifest/marked-manifest.ts';

const read = (text: string, options: ProjectOptions = {}) =>
  readProject({ file: 'audiencectl.yaml', text }, options);
const head = 'version: 1\nplatform: retail-media\n';
const project = `${head}accountId: 1\n`;

/** What the variables of a project are worth, by name. */
const values = (text: string, options: ProjectOptions = {}) =>
  Object.fromEntries(
    [...(read(text, options).value?.variables ?? [])].map(([name, { value, text: written }]) => [
      name,
      [value, written],
    ]),
  );

describe('variables', () => {
  test('keep their type, and how they are written', () => {
    const text = `${project}vars: { a: text, b: 0012, c: 1.50, d: true, e: "0012", f: 738406688413290497 }`;
    expect(values(text)).toEqual({
      a: ['text', 'text'],
      b: [12, '0012'],
      c: [1.5, '1.50'],
      d: [true, 'true'],
      e: ['0012', '0012'],
      f: [expect.any(Number), '738406688413290497'],
    });
  });

  test('of an environment go over those of the project, the command line over all', () => {
    const text = `${project}vars: { a: 1, b: 1, c: 1 }\nenvironments: { x: { vars: { b: 2, c: 2 } }, y: { vars: { d: 9 } } }`;
    const options = { environment: 'x', vars: { c: '3', e: '4' } };
    expect(values(text, options)).toEqual({
      a: [1, '1'],
      b: [2, '2'],
      c: [3, '3'],
      e: ['4', '4'],
    });
  });

  test.each([
    ['a: 1', 'x', 'x'],
    ['a: 1', '007', 7],
    ['a: 1', '', ''],
    ['a: true', 'false', false],
    ['a: true', 'no', 'no'],
    ['a: text', '7', '7'],
    ['b: 1', '7', '7'],
  ])('%s, given as %j', (vars, given, value) => {
    expect(values(`${project}vars: { ${vars} }`, { vars: { a: given } })['a']).toEqual([
      value,
      given,
    ]);
  });
});

describe('in the project file', () => {
  test('variables stand for any value', () => {
    const text = `${head}accountId: "\${var.account}"
name: acme-\${var.country}
vars: { account: 0012, country: FR, most: 3, on: owned }
manifests: ["\${var.country}/*.yaml"]
defaults: { retailerId: "\${var.account}", description: "costs $\${5}" }
owns: { segments: { names: ["\${var.country} | *"], retailerIds: ["\${var.account}"] } }
prune: \${var.on}
protect: ["segment/\${var.country} *"]
limits: { maxDeletes: "\${var.most}" }
`;
    expect(read(text)).toMatchObject({
      diagnostics: [],
      value: {
        scopeId: '0012',
        name: 'acme-FR',
        manifests: ['FR/*.yaml'],
        defaults: { retailerId: '0012', description: 'costs ${5}' },
        owns: { segments: { names: ['FR | *'], retailerIds: ['0012'] } },
        prune: 'owned',
        protect: ['segment/FR *'],
        limits: { maxDeletes: 3 },
      },
    });
  });

  test('every environment is filled from its own', () => {
    const text = `${head}accountId: "\${var.account}"
environments:
  a: { vars: { account: 11 }, name: "a\${var.account}" }
  b: { vars: { account: 22 }, name: "b\${var.account}" }
`;
    expect(read(text, { environment: 'b' })).toMatchObject({
      value: { scopeId: '22', name: 'b22' },
      diagnostics: [],
    });
  });

  test('it is known which are used', () => {
    const text = `${project}name: "\${var.a}"\nvars: { a: x, b: y }\nx-note: "\${var.b}"\nenvironments: { e: { name: "\${var.c}", vars: { c: 1 } }, f: { vars: { d: 1 }, name: "\${var.d}" } }`;
    const { value } = read(text, { environment: 'e' });
    expect(
      [...(value?.variables ?? [])].map(([name, { isUsed, isShared }]) => [name, isUsed, isShared]),
    ).toEqual([
      ['a', true, true],
      ['b', false, true],
      ['c', true, false],
    ]);
  });
});

/** Each mark is where the finding of the same position is expected; the environment is `a`. */
const cases: readonly (readonly [string, string, ...string[]])[] = [
  ['unknown', `${project}name: ▶a-\${var.x}`, 'unknown-variable'],
  [
    'unknown, and nothing else about its value',
    `${head}accountId: ▶"\${var.x}"\nlimits: { maxDeletes: ▶"\${var.y}" }`,
    'unknown-variable',
    'unknown-variable',
  ],
  [
    'two unknown in one value',
    `${project}name: ▶\${var.x}\${var.y}`,
    'unknown-variable',
    'unknown-variable',
  ],
  ['not closed', `${project}vars: { x: 1 }\nname: ▶a\${var.x`, 'unknown-variable'],
  [
    'of another environment',
    `${project}environments: { a: { name: ▶"\${var.x}" }, b: { vars: { x: 1 } } }`,
    'unknown-variable',
  ],
  [
    'of the wrong type',
    `${project}vars: { n: x }\nlimits: { maxDeletes: ▶"\${var.n}" }`,
    'wrong-type',
  ],
  ['no ID', `${project}vars: { n: x }\ndefaults: { retailerId: ▶"\${var.n}" }`, 'non-parsable-id'],
  ['made of others', `${project}vars: { x: 1, y: ▶"\${var.x}" }`, 'nested-variable'],
  [
    'made of others, in an environment',
    `${project}environments: { a: { vars: { y: ▶"a\${var.x}" } } }`,
    'nested-variable',
  ],
  ['of no scalar', `${project}vars: { x: ▶[1], ▶y: }`, 'wrong-type', 'wrong-type'],
  ['that are no map', `${project}vars: ▶[x]`, 'wrong-type'],
];

describe('findings about variables', () => {
  test.each(cases.map(([name, marked, ...codes]) => ({ name, marked, codes })))(
    '$name',
    ({ marked, codes }) => {
      const { text } = unmark(marked);
      const environment = text.includes('environments:') ? 'a' : null;
      const found = read(text, { environment }).diagnostics;
      expect(found.map(({ source, code }) => `${source?.line}:${source?.column} ${code}`)).toEqual(
        expectedFindings(marked, codes),
      );
    },
  );

  test('the nearest is what was meant', () => {
    const text = `${project}vars: { crm_dir: x }\nname: \${var.crm_dri}`;
    expect(read(text).diagnostics[0]?.hint).toBe('Did you mean ${var.crm_dir}?');
  });
});
