/** Each rule of the guide, with manifests that keep it and manifests that break it. */
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { isJsonObject, type JsonValue } from '../../src/model/text/json.ts';
import { validate } from '../../src/reconciler/check.ts';
import { load } from '../../src/reconciler/load.ts';

const page = readFileSync(new URL('../../docs/house-rules.md', import.meta.url), 'utf8');

/** The YAML of the page, by the heading that it stands under. */
const yaml = new Map<string, string[]>();
for (const part of page.split(/^#{1,3} /mu).slice(1)) {
  const [heading = ''] = part.split('\n', 1);
  yaml.set(
    heading,
    [...part.matchAll(/^```yaml\n([\s\S]*?)^```$/gmu)].map(([, text = '']) => text),
  );
}

const retailMedia =
  'version: 1\nplatform: retail-media\naccountId: "1"\ndefaults: { retailerId: "1234" }\n';
const marketingSolutions = 'version: 1\nplatform: marketing-solutions\nadvertiserId: "1"\n';

function list(...names: readonly string[]): string {
  const entries = names.map(
    (name) => `  - { name: "${name}", description: d, contactList: { identifierType: Email } }\n`,
  );
  return `segments:\n${entries.join('')}`;
}

function audience(name: string, algebra: string, more = ''): string {
  return `audiences:\n  - { name: "${name}", algebra: ${algebra}${more} }\n`;
}

function findingsOf(manifest: string, rules: string) {
  const isOther = /lookalike:|retargeting:/u.test(manifest);
  const text = isOther ? marketingSolutions : retailMedia;
  const { value, diagnostics } = load({ file: 'audiencectl.yaml', text }, [
    { file: 'a.yaml', text: manifest },
    { file: 'rules.yaml', text: rules },
  ]);
  if (value === null) throw new Error('nothing was loaded');
  return [...diagnostics, ...validate(value)].filter(
    ({ code, severity }) => severity === 'error' || code === 'rule-broken',
  );
}

const lists = list(
  'Opted out',
  'Complaints',
  'FR consent',
  'Customers',
  'Buyers 90 days',
  'Viewers',
);
const look = (days: number) =>
  `segments:\n  - { name: S, description: d, events: { shopperActivity: View, lookbackDays: Last${days}Days, categoryIds: ["1"] } }\n`;
const twoOf = (one: string, other: string) =>
  `${lists}audiences:\n  - { name: "New | A", algebra: ${one} }\n  - { name: "Loyal | B", algebra: ${other} }\n`;
const lookalike = (seed: string) =>
  `${lists.replaceAll('{ identifierType: Email }', '{}')}  - { name: L, description: d, lookalike: { ${seed}, targetSize: 1000000 } }\n`;

const retargeting = (most: number) =>
  `segments:\n  - { name: S, description: d, retargeting: { visitorsType: All, daysSinceLastVisitMin: 1, daysSinceLastVisitMax: ${most} } }\n`;
const inLists = (name: string, algebra: string) => lists + audience(name, algebra);
const described = (name: string, more: string) =>
  `segments:\n  - { name: ${name}, contactList: { identifierType: Email }${more} }\n`;

/** What keeps and what breaks the rule under each heading: as much as it takes for each word of the rule to count. */
const cases: Readonly<
  Record<string, { readonly keeps: readonly string[]; readonly breaks: readonly string[] }>
> = {
  'Suppression: opted-out people are never reached': {
    keeps: [
      inLists('A', '{ and: [Viewers, { not: Opted out }, { not: Complaints }] }'),
      inLists('Internal | A', 'Viewers'),
    ],
    breaks: [
      inLists('A', '{ or: [{ and: [Viewers, { not: Opted out }] }, Customers] }'),
      inLists('A', '{ and: [Viewers, { not: Opted out }] }'),
      inLists('A', '{ and: [Viewers, { not: Complaints }] }'),
      inLists('My Internal | A', 'Viewers'),
    ],
  },
  'Consent: only people who agreed': {
    keeps: [
      inLists(
        'FR | A',
        '{ and: [Viewers, { or: [FR consent, { and: [FR consent, Customers] }] }] }',
      ),
      inLists('DE | A', 'Viewers'),
    ],
    breaks: [
      inLists('FR | A', '{ or: [{ and: [Viewers, FR consent] }, Customers] }'),
      inLists('FR | A', '{ and: [Viewers, { not: FR consent }] }'),
    ],
  },
  'Offers for customers stay among customers': {
    keeps: [
      inLists('VIP | A', '{ and: [Viewers, Customers] }'),
      inLists('All | A', '{ or: [Viewers, Customers] }'),
    ],
    breaks: [inLists('VIP | A', 'Viewers'), inLists('VIP | A', '{ or: [Viewers, Customers] }')],
  },
  'Acquisition never reaches customers': {
    keeps: [
      inLists(
        'Acquisition | A',
        '{ and: [Viewers, { not: { or: [Customers, Buyers 90 days] } }] }',
      ),
      inLists('VIP | A', 'Customers'),
    ],
    breaks: [
      inLists(
        'Acquisition | A',
        '{ and: [Viewers, { not: { and: [Customers, Buyers 90 days] } }] }',
      ),
      inLists('Acquisition | A', '{ and: [Viewers, { not: Customers }] }'),
      inLists('Acquisition | A', '{ and: [Viewers, { not: Buyers 90 days }] }'),
    ],
  },
  'Groups that do not overlap': {
    keeps: [twoOf('{ and: [Viewers, { not: Customers }] }', '{ and: [Viewers, Customers] }')],
    breaks: [
      twoOf('Viewers', '{ and: [Viewers, Customers] }'),
      twoOf('{ or: [Viewers, Customers] }', '{ and: [Viewers, { not: Customers }] }'),
    ],
  },
  'Age of data: look-back of at most 90 days': {
    keeps: [...[7, 14, 30, 45, 60, 90].map(look), retargeting(90)],
    breaks: [...[120, 150, 180].map(look), retargeting(91)],
  },
  'Names that say the country': {
    keeps: ['FR | A', 'DE | A', 'ES | A'].map((name) => inLists(name, 'Viewers')),
    breaks: ['France | A', 'FR|A', 'My FR | A', 'fr | A', 'IT | A'].map((name) =>
      inLists(name, 'Viewers'),
    ),
  },
  'Every audience has an owner': {
    keeps: [lists + audience('A', 'Viewers', ', meta: { owner: Ana }')],
    breaks: ['', ', meta: {}', ', meta: { team: crm }', ', meta: { owner: " " }'].map(
      (more) => lists + audience('A', 'Viewers', more),
    ),
  },
  'No lookalike of a list that is excluded': {
    keeps: [lookalike('seedSegment: Customers')],
    breaks: [
      lookalike('seedSegment: Opted out'),
      lookalike('seedSegment: Complaints'),
      lookalike('seedSegmentId: "738406688413290497"'),
    ],
  },
  'No segment without a description': {
    keeps: [list('Customers'), described('Test list', '')],
    breaks: [
      described('Customers', ''),
      described('Customers', ', description: " "'),
      described('My Test list', ''),
    ],
  },
};

/** The same rules without one key or one item, for each of them but the names. */
function mutantsOf(rules: JsonValue): readonly JsonValue[] {
  if (Array.isArray(rules)) {
    return rules.flatMap((item, at) => [
      rules.toSpliced(at, 1),
      ...mutantsOf(item).map((mutant) => rules.with(at, mutant)),
    ]);
  }
  if (!isJsonObject(rules)) return [];
  return Object.entries(rules).flatMap(([key, value = null]) => {
    const { [key]: _, ...rest } = rules;
    return [
      ...(key === 'name' && typeof value === 'string' ? [] : [rest]),
      ...mutantsOf(value).map((mutant) => ({ ...rules, [key]: mutant })),
    ];
  });
}

describe('the rules of the guide', () => {
  const headings = [...yaml.keys()];
  const own = headings.slice(headings.indexOf('Ten rules') + 1, headings.indexOf('People'));

  test('are ten, each with a case', () => {
    expect(own).toEqual(Object.keys(cases));
    expect(own).toHaveLength(10);
  });

  describe.each(Object.entries(cases))('%s', (heading, { keeps, breaks }) => {
    const [rules = ''] = yaml.get(heading) ?? [];
    const codes = (manifest: string, text: string) =>
      findingsOf(manifest, text).map(({ code, severity }) => `${severity} ${code}`);

    test('holds of what keeps it, and of nothing that breaks it', () => {
      expect(rules).toContain('rules:');
      const broken = `${rules.includes('level: warning') ? 'warning' : 'error'} rule-broken`;
      for (const manifest of keeps)
        expect([manifest, codes(manifest, rules)]).toEqual([manifest, []]);
      for (const manifest of breaks) {
        expect([manifest, [...new Set(codes(manifest, rules))]]).toEqual([manifest, [broken]]);
      }
    });

    test('means something else without any word of it', () => {
      const verdicts = (text: string) => [...keeps, ...breaks].map((each) => codes(each, text));
      const own = verdicts(rules);
      const mutants = mutantsOf(parse(rules)).map((mutant) => JSON.stringify(mutant));
      expect(mutants.length).toBeGreaterThan(2);
      const same = mutants.filter((mutant) => isDeepStrictEqual(verdicts(mutant), own));
      expect(same).toEqual([]);
    });
  });

  test('a name with characters of globs is an exception by itself', () => {
    const [, except = ''] = /`except: (\[.*?'\])`/u.exec(page) ?? [];
    expect(page).toContain('`Sale * [all]`');
    const rule = `rules: [{ name: R, excludes: Opted out, except: ${except} }]`;
    const codes = (name: string) =>
      findingsOf(inLists(name, 'Viewers'), rule).map(({ code }) => code);
    expect(codes('Sale * [all]')).toEqual([]);
    expect(codes('Sale of shoes [all]')).toEqual(['rule-broken']);
    expect(codes('Sale * a')).toEqual(['rule-broken']);
  });

  test('the leaking audience is found, with the person and the rewrite that the page shows', () => {
    const [manifest = '', rules = ''] = yaml.get('House rules') ?? [];
    const [finding, ...more] = findingsOf(manifest, rules);
    expect(more).toEqual([]);
    expect(page).toContain(finding?.message);
    expect(page).toContain(`for example: ${finding?.example}`);
    expect(page).toContain(`hint: ${finding?.hint}`);
    const rewrite = /: (and: .*)\.$/u.exec(finding?.hint ?? '')?.[1] ?? '';
    const mended = manifest.replace(/algebra:\n[\s\S]*$/u, `algebra: { ${rewrite} }\n`);
    expect(findingsOf(mended, rules)).toEqual([]);
  });

  test('what a schema cannot do is a finding at its place, and format demands nothing', () => {
    const rule = (schema: string) => `rules:\n  - { name: R, segments: "*", schema: ${schema} }\n`;
    const codes = (schema: string) => findingsOf(look(30), rule(schema)).map(({ code }) => code);
    for (const pattern of ['(?=x)', '(?!x)', '(?<=x)', '(?<!x)', '(x)\\\\1']) {
      const schema = `{ properties: { name: { pattern: "${pattern}" } } }`;
      expect([pattern, codes(schema)]).toEqual([pattern, ['rule-schema-invalid']]);
    }
    for (const ref of ['https://example.com/a', 'a.json', '#/$defs/none']) {
      expect(codes(`{ $ref: "${ref}" }`)).toEqual(['rule-schema-invalid']);
    }
    expect(codes('{ $ref: "#/$defs/owner", $defs: { owner: { required: [meta] } } }')).toEqual([
      'rule-broken',
    ]);
    expect(codes('{ properties: { name: { format: email } } }')).toEqual([]);
    for (const schema of ['{ unevaluatedItems: false }', '{ unevaluatedProperties: false }']) {
      expect([schema, codes(schema)]).toEqual([schema, ['rule-schema-invalid']]);
    }
    // As the page proposes.
    expect(
      codes('{ properties: { name: { allOf: [{ pattern: S }, { not: { pattern: T } }] } } }'),
    ).toEqual([]);
  });

  test('the people of the guide', () => {
    const [people = ''] = yaml.get('People') ?? [];
    const vip = (tree: string) =>
      `${lists}audiences:\n  - { name: "VIP | A", algebra: ${tree} }\n  - { name: "Acquisition | A", algebra: { and: [Viewers, { not: Customers }] } }\n`;
    expect(
      findingsOf(vip('{ and: [Customers, { not: { or: [Opted out, Complaints] } }] }'), people),
    ).toEqual([]);
    const codes = findingsOf(vip('{ and: [Customers, Viewers, { not: Opted out }] }'), people);
    expect(codes.map(({ code }) => code)).toEqual(['people-not-as-expected']);
  });
});
