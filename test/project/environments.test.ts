import { describe, expect, test } from '@jest/globals';
import { defaultLimits } from '../../src/model/project.ts';
import type { ProjectOptions } from '../../src/project/project-options.ts';
import { readProject } from '../../src/project/read-project.ts';
import { expectedFindings, unmark } from '../manifest/marked-manifest.ts';

const read = (text: string, options: ProjectOptions = {}) =>
  readProject({ file: 'audiencectl.yaml', text }, options);
const findings = (text: string, options: ProjectOptions) =>
  read(text, options).diagnostics.map(
    ({ source, code }) => `${source?.line}:${source?.column} ${code}`,
  );

const head = 'version: 1\nplatform: retail-media\n';
const two = `${head}accountId: 1
environments:
  staging: { accountId: 2 }
  production:
`;

describe('the choice of an environment', () => {
  test.each([
    ['staging', '2'],
    ['production', '1'],
  ])('%s', (environment, scopeId) => {
    expect(read(two, { environment })).toMatchObject({
      value: { environment, scopeId },
      diagnostics: [],
      environments: [{ name: 'staging' }, { name: 'production', source: { line: 6, column: 3 } }],
    });
  });

  test('is needed where there are any, and lists them', () => {
    const { value, diagnostics, environments } = read(two);
    expect(value).toBeNull();
    expect(environments).toHaveLength(2);
    expect(diagnostics).toMatchObject([
      {
        severity: 'error',
        code: 'environment-required',
        message: expect.stringContaining('staging, production'),
        source: { line: 4, column: 1 },
      },
    ]);
  });

  test('that there is not says which was meant', () => {
    expect(read(two, { environment: 'stagin' })).toMatchObject({
      value: null,
      diagnostics: [
        { code: 'unknown-environment', source: { line: 4 }, hint: 'Did you mean staging?' },
      ],
    });
  });

  test('of a project without environments is an error', () => {
    expect(findings(`${head}accountId: 1`, { environment: 'staging' })).toEqual([
      '1:1 unknown-environment',
    ]);
  });
});

const full = `${head}accountId: 1
name: acme
manifests: [a.yaml, b.yaml]
defaults: { retailerId: 7, description: d }
owns: { segments: { names: [FR *], retailerIds: [7] }, audiences: { names: [FR *] } }
prune: removed
protect: [segment/a]
limits: { maxDeletes: 5, maxDeletePercent: 50 }
ignore: [empty-manifest]
environments:
  same: {}
  other:
    accountId: 2
    name: acme-other
    manifests: [c.yaml]
    defaults: { retailerId: 8 }
    owns: { segments: { names: [DE *] } }
    prune: owned
    protect: [segment/b]
    limits: { maxDeletes: 1 }
`;

describe('an environment', () => {
  test('without a word of its own is the project', () => {
    const { value } = read(full, { environment: 'same' });
    expect(value).toMatchObject({
      name: 'acme',
      environment: 'same',
      scopeId: '1',
      manifests: ['a.yaml', 'b.yaml'],
      defaults: { retailerId: '7', description: 'd' },
      prune: 'removed',
      protect: ['segment/a'],
    });
  });

  test('goes over the project: maps key by key, lists replaced, protection added', () => {
    expect(read(full, { environment: 'other' })).toMatchObject({
      diagnostics: [],
      value: {
        name: 'acme-other',
        environment: 'other',
        scopeId: '2',
        manifests: ['c.yaml'],
        defaults: { retailerId: '8', description: 'd' },
        owns: {
          segments: { names: ['DE *'], retailerIds: ['7'] },
          audiences: { names: ['FR *'] },
        },
        prune: 'owned',
        protect: ['segment/a', 'segment/b'],
        limits: { ...defaultLimits, maxDeletes: 1, maxDeletePercent: 50 },
        ignore: ['empty-manifest'],
      },
    });
  });
});

/** Each mark is where the finding of the same position is expected; the environment is `a`. */
const cases: readonly (readonly [string, string, ...string[]])[] = [
  [
    'accounts in the environments alone',
    `${head}environments: { a: { accountId: 1 }, b: { accountId: 2 } }`,
  ],
  [
    'an account that one lacks',
    `${head}environments: { a: { accountId: 1 }, ▶b: {} }`,
    'missing-key',
  ],
  ['none that is chosen', `${head}environments: { ▶a: , ▶b: {} }`, 'missing-key', 'missing-key'],
  [
    'the scope of the other platform',
    `${head}environments: { a: { accountId: 1, ▶advertiserId: 2 } }`,
    'unknown-key',
  ],
  [
    'a key that no environment has',
    `${head}environments: { a: { accountId: 1, ▶ignore: [x] } }`,
    'unknown-key',
  ],
  [
    'a mistake in an environment that is not chosen',
    `${head}accountId: 1\nenvironments: { a: {}, b: { prune: ▶x } }`,
    'unknown-value',
  ],
  ['an environment that is a word', `${head}accountId: 1\nenvironments: { a: ▶x }`, 'wrong-type'],
  [
    'a default of another advertiser',
    'version: 1\nplatform: marketing-solutions\nadvertiserId: 1\nenvironments: { a: { defaults: { advertiserId: ▶2 } }, b: { advertiserId: 2, defaults: { advertiserId: 2 } } }',
    'advertiser-must-match-project',
  ],
];

describe('findings in environments', () => {
  test.each(cases.map(([name, marked, ...codes]) => ({ name, marked, codes })))(
    '$name',
    ({ marked, codes }) => {
      expect(findings(unmark(marked).text, { environment: 'a' })).toEqual(
        expectedFindings(marked, codes),
      );
    },
  );

  test('no environment at all', () => {
    expect(findings(`${head}accountId: 1\nenvironments: {}`, {})).toEqual(['4:15 empty-value']);
  });
});
