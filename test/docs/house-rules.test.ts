/** Each rule of the guide, with manifests that keep it and manifests that break it. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
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
  const text = manifest.includes('lookalike:') ? marketingSolutions : retailMedia;
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
  `${lists.replaceAll('{ identifierType: Email }', '{}')}  - { name: L, description: d, lookalike: { seedSegment: ${seed}, targetSize: 1000000 } }\n`;

/** What keeps and what breaks the rule under each heading. */
const cases: Readonly<Record<string, { readonly keeps: string; readonly breaks: string }>> = {
  'Suppression: opted-out people are never reached': {
    keeps: lists + audience('A', '{ and: [Viewers, { not: Opted out }, { not: Complaints }] }'),
    breaks: lists + audience('A', '{ or: [{ and: [Viewers, { not: Opted out }] }, Customers] }'),
  },
  'Consent: only people who agreed': {
    keeps:
      lists +
      audience(
        'FR | A',
        '{ and: [Viewers, { or: [FR consent, { and: [FR consent, Customers] }] }] }',
      ),
    breaks: lists + audience('FR | A', '{ or: [{ and: [Viewers, FR consent] }, Customers] }'),
  },
  'Offers for customers stay among customers': {
    keeps: lists + audience('VIP | A', '{ and: [Viewers, Customers] }'),
    breaks: lists + audience('VIP | A', 'Viewers'),
  },
  'Acquisition never reaches customers': {
    keeps:
      lists +
      audience(
        'Acquisition | A',
        '{ and: [Viewers, { not: { or: [Customers, Buyers 90 days] } }] }',
      ),
    breaks:
      lists +
      audience(
        'Acquisition | A',
        '{ and: [Viewers, { not: { and: [Customers, Buyers 90 days] } }] }',
      ),
  },
  'Groups that do not overlap': {
    keeps: twoOf('{ and: [Viewers, { not: Customers }] }', '{ and: [Viewers, Customers] }'),
    breaks: twoOf('Viewers', '{ and: [Viewers, Customers] }'),
  },
  'Age of data: look-back of at most 90 days': { keeps: look(90), breaks: look(120) },
  'Names that say the country': {
    keeps: lists + audience('FR | A', 'Viewers'),
    breaks: lists + audience('France | A', 'Viewers'),
  },
  'Every entity has an owner': {
    keeps: lists + audience('A', 'Viewers', ', meta: { owner: Ana }'),
    breaks: lists + audience('A', 'Viewers', ', meta: { team: crm }'),
  },
  'No lookalike of a list that is excluded': {
    keeps: lookalike('Customers'),
    breaks: lookalike('Complaints'),
  },
  'No segment without a description': {
    keeps: list('Customers'),
    breaks: 'segments:\n  - { name: Customers, contactList: { identifierType: Email } }\n',
  },
};

describe('the rules of the guide', () => {
  const headings = [...yaml.keys()];
  const own = headings.slice(headings.indexOf('Ten rules') + 1, headings.indexOf('People'));

  test('are ten, each with a case', () => {
    expect(own).toEqual(Object.keys(cases));
    expect(own).toHaveLength(10);
  });

  test.each(Object.entries(cases))('%s', (heading, { keeps, breaks }) => {
    const [rules = ''] = yaml.get(heading) ?? [];
    expect(rules).toContain('rules:');
    expect(findingsOf(keeps, rules)).toEqual([]);
    expect(findingsOf(breaks, rules).map(({ code }) => code)).toEqual(['rule-broken']);
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
