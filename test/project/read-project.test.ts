import { describe, expect, test } from '@jest/globals';
import { defaultLimits } from '../../src/model/project.ts';
import { readProject } from '../../src/project/read-project.ts';
import { expectedFindings, unmark } from '../manifest/marked-manifest.ts';

const read = (text: string, environment: string | null = null) =>
  readProject({ file: 'audiencectl.yaml', text }, { folderName: 'folder', environment });
const rm = 'version: 1\nplatform: retail-media\naccountId: 625702934721171442\n';
const ms = 'version: 1\nplatform: marketing-solutions\nadvertiserId: 0077\n';

describe('a project', () => {
  test('of retail media, with everything left out that can be', () => {
    expect(read(rm)).toEqual({
      value: {
        name: 'folder',
        environment: null,
        platform: 'retail-media',
        scopeId: '625702934721171442',
        apiVersion: '2026-07',
        audienceApiVersion: 'experimental',
        manifests: null,
        houseRules: { rules: [], people: [] },
        defaults: {},
        ignore: [],
        file: 'audiencectl.yaml',
        owns: null,
        prune: 'off',
        protect: [],
        labels: {},
        labelSources: {},
        limits: defaultLimits,
        variables: new Map(),
        versionSources: {},
      },
      diagnostics: [],
      environments: [],
    });
  });

  test('of marketing solutions writes audiences on the version of the rest', () => {
    expect(read(`${ms}apiVersion: 2027-01`).value).toMatchObject({
      scopeId: '0077',
      apiVersion: '2027-01',
      audienceApiVersion: '2027-01',
    });
  });

  test('knows where a version is set, and that none is', () => {
    const { value } = read(`${rm}audienceApiVersion: 2027-01\n`);
    expect(value?.versionSources).toMatchObject({
      audienceApiVersion: { file: 'audiencectl.yaml', line: 4, column: 21 },
    });
    expect(value?.versionSources).not.toHaveProperty('apiVersion');
  });

  test('writes segments elsewhere where it says so, and knows where each version is set', () => {
    const text = `${rm}apiVersion: 2026-07\nsegmentApiVersion: experimental\n`;
    const line = rm.split('\n').length;
    expect(read(text).value).toMatchObject({
      segmentApiVersion: 'experimental',
      versionSources: {
        apiVersion: { file: 'audiencectl.yaml', line, column: 13 },
        segmentApiVersion: { file: 'audiencectl.yaml', line: line + 1, column: 20 },
      },
    });
    // What is no different is no setting: the plan of it is the same.
    expect(read(`${rm}segmentApiVersion: 2026-07`).value).not.toHaveProperty('segmentApiVersion');
  });

  test('keeps what it says', () => {
    const text = `${rm}name: acme\nmanifests: ["a/*.yaml"]\naudienceApiVersion: experimental\nprune: off\ndefaults: { retailerId: 0012 }\nignore: [empty-manifest]\nx-own: 1\nowns: { segments: { names: ["FR *"], retailerIds: [0012] }, audiences: {} }\nprotect: ["segment/CRM *"]\nlimits: { maxDeletes: 5, maxDeletePercent: 2.5 }\n`;
    expect(read(text)).toMatchObject({
      value: {
        name: 'acme',
        manifests: ['a/*.yaml'],
        audienceApiVersion: 'experimental',
        defaults: { retailerId: '0012' },
        ignore: ['empty-manifest'],
        owns: { segments: { names: ['FR *'], retailerIds: ['0012'] }, audiences: {} },
        prune: 'off',
        protect: ['segment/CRM *'],
        limits: { ...defaultLimits, maxDeletes: 5, maxDeletePercent: 2.5 },
      },
      diagnostics: [],
    });
  });
});

/** Each mark is where the finding of the same position is expected. */
const cases: readonly (readonly [string, string, ...string[]])[] = [
  ['nothing', '▶', 'missing-key'],
  ['syntax error', '▶@', 'yaml-syntax'],
  ['list', '▶- a', 'wrong-type'],
  ['version missing', '▶platform: retail-media\naccountId: 1', 'missing-key'],
  ['another version', 'version: ▶2\nplatform: retail-media\naccountId: 1', 'unknown-value'],
  ['version as text', 'version: ▶"1"\nplatform: retail-media\naccountId: 1', 'unknown-value'],
  ['platform missing', '▶version: 1\naccountId: 1', 'missing-key'],
  ['platform mistyped', 'version: 1\nplatform: ▶retailmedia\naccountId: 1', 'unknown-value'],
  ['account missing', '▶version: 1\nplatform: retail-media', 'missing-key'],
  [
    'account of the other platform',
    '▶version: 1\nplatform: marketing-solutions\n▶accountId: 1',
    'missing-key',
    'unknown-key',
  ],
  ['advertiser beside an account', `${rm}▶advertiserId: 1`, 'unknown-key'],
  [
    'account that is no ID',
    'version: 1\nplatform: retail-media\naccountId: ▶acme',
    'non-parsable-id',
  ],
  ['unknown key', `${rm}▶manifest: a`, 'unknown-key'],
  ['no glob', `${rm}manifests: ▶[]`, 'empty-value'],
  ['glob that is no list', `${rm}manifests: ▶a`, 'wrong-type'],
  ['API version', `${rm}apiVersion: ▶v1`, 'wrong-format'],
  ['API version of segments', `${rm}segmentApiVersion: ▶v1`, 'wrong-format'],
  ['API version of no month', `${rm}apiVersion: ▶2026-13`, 'wrong-format'],
  ['API version of month 0', `${rm}audienceApiVersion: ▶2026-00`, 'wrong-format'],
  ['default of the other platform', `${rm}defaults: { ▶advertiserId: 1 }`, 'unknown-key'],
  ['default that is no attribute of both kinds', `${rm}defaults: { ▶events: {} }`, 'unknown-key'],
  [
    'default of another advertiser',
    `${ms}defaults: { advertiserId: ▶78 }`,
    'advertiser-must-match-project',
  ],
  ['key twice', `${rm}▶version: 1`, 'duplicate-key'],
  ['two documents', `${rm}---\n▶name: x`, 'yaml-syntax'],
  [
    'default that binds',
    `${rm}defaults: { ▶lifecycle: {}, ▶meta: {} }`,
    'unknown-key',
    'unknown-key',
  ],

  ['prune', `${rm}prune: ▶all`, 'unknown-value'],
  ['owns of no kind', `${rm}owns: { ▶lists: {} }`, 'unknown-key'],
  ['owns names that are no list', `${rm}owns: { segments: { names: ▶FR } }`, 'wrong-type'],
  ['owns no ID', `${rm}owns: { segments: { retailerIds: [12, ▶x] } }`, 'non-parsable-id'],
  [
    'owns retailers where there are none',
    `${ms}owns: { segments: { ▶retailerIds: [1] } }\nenvironments: { a: { owns: { audiences: { ▶retailerIds: [1] } } } }`,
    'unknown-key',
    'unknown-key',
  ],
  [
    'protects what is no address',
    `${rm}protect: ["segment/CRM *", "*", "audience/?", ▶CRM, ▶"segments/x"]\nenvironments: { a: { protect: [▶x] } }`,
    'not-an-address',
    'not-an-address',
    'not-an-address',
  ],
  ['protects nothing', `${rm}protect: [▶""]`, 'empty-value'],
  [
    'limits',
    `${rm}limits: { maxDeletes: ▶-1, maxDeletePercent: ▶101, maxMemberRemovePercent: ▶x, ▶most: 1 }`,
    'out-of-range',
    'out-of-range',
    'wrong-type',
    'unknown-key',
  ],
];

describe('findings in project files', () => {
  test.each(cases.map(([name, marked, ...codes]) => ({ name, marked, codes })))(
    '$name',
    ({ marked, codes }) => {
      const { text } = unmark(marked);
      const environment = text.includes('environments:') ? 'a' : null;
      const found = read(text, environment).diagnostics;
      expect(found.map(({ source, code }) => `${source?.line}:${source?.column} ${code}`)).toEqual(
        expectedFindings(marked, codes),
      );
    },
  );
});

describe.each([
  ['retail-media', 'accountId', ['accountId', 'retailerId']],
  ['marketing-solutions', 'advertiserId', ['advertiserId']],
  ['commerce-grid', 'dataProviderId', ['dataProviderId']],
] as const)('hints for %s', (platform, scope, own) => {
  const others = ['accountId', 'retailerId', 'advertiserId', 'dataProviderId'].filter(
    (key) => !own.some((each) => each === key),
  );
  const hintsFor = (text: string) => {
    const project = `version: 1\nplatform: ${platform}\n${scope}: "1"\n${text}\n`;
    const { diagnostics } = read(project, text.startsWith('environments') ? 'a' : null);
    return diagnostics.map(({ hint = '' }) => hint);
  };

  test.each([
    'bar: 1',
    'environments: { a: { bar: 1 } }',
    'defaults: { bar: 1 }',
    'environments: { a: { defaults: { bar: 1 } } }',
    'owns: { bar: 1 }',
    'owns: { segments: { bar: 1 } }',
    'protect: [bar]',
  ])('name no key of another platform: %s', (text) => {
    const hints = hintsFor(text);
    expect(hints).toEqual([expect.stringMatching(/^(?:Use one of|Begin)/u)]);
    for (const other of others) expect(hints.join()).not.toContain(other);
    if (platform === 'commerce-grid') expect(hints.join()).not.toContain('audience');
  });
});
