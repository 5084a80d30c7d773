/** A mistake in a rule is said at the rule, and blames no audience: its hints would make people weaken what is right. */
import { expect, test } from '@jest/globals';
import { validate } from '../../../src/reconciler/check.ts';
import { load } from '../../../src/reconciler/load.ts';

const project = `version: 1
platform: retail-media
accountId: "625702934721171442"
defaults: { retailerId: "1234" }
vars: { optout: Opted out }
`;
const manifest = `segments:
  - { name: Opted out, contactList: { identifierType: Email } }
  - { name: Complaints, contactList: { identifierType: Email } }
  - { name: Customers, contactList: { identifierType: Email } }
  - { name: Gone, state: absent }
audiences:
  - { name: VIP | A, algebra: { and: [Customers, { not: Opted out }] } }
  - { name: VIP | B, algebra: Customers }
  - { name: VIP | C, algebra: { and: [Customers, { not: Opted outs }] } }
`;

function linesOf(rules: string) {
  const { value, diagnostics } = load({ file: 'audiencectl.yaml', text: project }, [
    { file: 'a.yaml', text: manifest },
    { file: 'rules.yaml', text: rules },
  ]);
  if (value === null) throw new Error('nothing was loaded');
  return [...diagnostics, ...validate(value)].filter(
    ({ code, severity, source }) =>
      source?.file === 'rules.yaml' || (severity === 'error' && code !== 'unknown-variable'),
  );
}

const notDeclared = 'no segment or audience with the name';

test.each([
  ['Opted-out', 'Did you mean "Opted out"? If "Opted-out" exists remotely, declare it.'],
  ['opted out', 'Did you mean "Opted out"? If "opted out" exists remotely, declare it.'],
  ['"*"', 'Write each name in full. excludes takes names, no globs.'],
  ['"Opted out, Complaints"', 'Write a list: [Opted out, Complaints].'],
  [
    'audiences/VIP | B',
    'Did you mean "audience/VIP | B"? If "audiences/VIP | B" exists remotely, declare it.',
  ],
  [`"\${optout}"`, `Write \${var.optout} instead of \${optout}.`],
  ['"{{ optout }}"', `Write \${var.optout} instead of {{ optout }}.`],
  ['not Opted out', 'Write only "Opted out". excludes takes names, no operators.'],
])('a mistaken name, %s: one finding, and it is an error', (name, hint) => {
  const found = linesOf(`rules:\n  - { name: R, excludes: [${name}] }\n`);
  expect(found.map((each) => [each.severity, each.source?.line, each.hint])).toEqual([
    ['error', 2, hint],
  ]);
  expect(found[0]?.message).toMatch(new RegExp(`^${notDeclared} .*, so nothing is tested$`, 'u'));
});

test.each([
  [
    'disjoint: ["VIP | *"]',
    'Give two globs of audiences or more, one for each group: disjoint: ["VIP | *", "OTHER *"].',
  ],
  [
    'disjoint: "VIP | *"',
    'Give two globs of audiences or more, one for each group: disjoint: ["VIP | *", "OTHER *"].',
  ],
  [
    'disjoint: []',
    'Give two globs of audiences or more, one for each group: disjoint: ["FR | *", "OTHER *"].',
  ],
  [
    'excludes: !Opted out',
    'Put text that begins with ! in quotes. Without them, it is a YAML tag.',
  ],
])('%s: the hint leads to a rule', (demand, hint) => {
  expect(linesOf(`rules:\n  - { name: R, ${demand} }\n`).map((each) => each.hint)).toEqual([hint]);
});

test.each([
  ['audiences', '{ desciption: { minLength: 1 } }', 'desciption', 'Did you mean description?'],
  [
    'segments',
    '{ contactList: { properties: { identiferType: { const: Email } } } }',
    'identiferType',
    'Did you mean identifierType?',
  ],
  ['segments', '{ owner: { const: Ana } }', 'owner', 'Correct the key, or remove it.'],
  ['audiences', '{ events: { required: [brandIds] } }', 'events', 'Correct the key, or remove it.'],
])('a schema over %s with a key that none can have: %s', (kind, properties, key, hint) => {
  for (const schema of [
    `{ properties: ${properties} }`,
    `{ anyOf: [{ not: { properties: ${properties} } }] }`,
  ]) {
    const found = linesOf(
      `rules:\n  - name: R\n    ${kind}: "*"\n    level: warning\n    schema: ${schema}\n`,
    );
    const unknown = found.filter(({ code }) => code === 'rule-matches-nothing');
    expect(unknown.map((each) => [each.severity, each.source?.line, each.hint])).toEqual([
      ['warning', 5, hint],
    ]);
    expect(unknown[0]?.message).toContain(`has the key "${key}"`);
  }
});

test.each([
  '{ meta: { properties: { owner: {} } }, lifecycle: { properties: { replace: {} } }, retailerId: {} }',
  '{ contactList: { properties: { members: {}, identifierType: {} } }, lookalike: { properties: { seedSegment: {}, seedSegmentId: false } } }',
  '{ events: { properties: { brandIds: { items: { const: "1" } } } }, other: false }',
])('a schema with keys that entities have, or that it forbids: %s', (properties) => {
  expect(
    linesOf(`rules:\n  - { name: R, segments: "*", schema: { properties: ${properties} } }\n`),
  ).toEqual([]);
});

test('within takes one name', () => {
  const [finding] = linesOf('rules:\n  - { name: R, within: "Customers, Complaints" }\n');
  expect(finding?.hint).toBe('Give one name, and make a rule for each: within takes no list.');
});

test('a mistaken name of a person', () => {
  const found = linesOf('people:\n  - { name: P, in: Custommers, reachedBy: "VIP | *" }\n');
  expect(found.map(({ code, hint }) => [code, hint])).toEqual([
    [
      'reference-not-declared',
      'Did you mean "Customers"? If "Custommers" exists remotely, declare it.',
    ],
  ]);
});

test('a rule of which a breach is a warning stays one', () => {
  const found = linesOf('rules:\n  - { name: R, excludes: Opted-out, level: warning }\n');
  expect(found.map(({ severity }) => severity)).toEqual(['warning']);
});

test.each(['Loyal 2024', 'Opted outs'])('a name that may well be remote is judged: %s', (name) => {
  const found = linesOf(`rules:\n  - { name: R, excludes: ${name} }\n`);
  expect(found.map(({ code }) => code)).toContain('rule-broken');
  expect(found.filter(({ code }) => code === 'reference-not-declared')).toMatchObject([
    { severity: 'warning' },
  ]);
});

test('a segment that is declared absent', () => {
  const found = linesOf('rules:\n  - { name: R, excludes: [Opted out, segment/Gone] }\n');
  expect(found).toMatchObject([
    {
      ...{ severity: 'error', code: 'reference-unknown' },
      message: 'the segment "Gone" is declared absent',
      hint: 'Keep the segment, or remove its name here.',
    },
  ]);
});

test('a variable that there is not is the only mistake', () => {
  const { value, diagnostics } = load({ file: 'audiencectl.yaml', text: project }, [
    { file: 'a.yaml', text: manifest },
    { file: 'r.yaml', text: `rules: [{ name: R, excludes: "\${var.optuot}" }]\n` },
  ]);
  const found = [...diagnostics, ...(value ? validate(value) : [])];
  expect(found.filter(({ code }) => code === 'rule-broken')).toEqual([]);
  expect(found.filter(({ severity }) => severity === 'error')[0]).toMatchObject({
    code: 'unknown-variable',
  });
});

test.each([
  ['audience: "VIP | B"\n    excludes: Opted out', 'unknown-key', 'Did you mean audiences?'],
  ['exclude: Opted out', 'unknown-key', 'Did you mean excludes?'],
  ['segment: "*"\n    schema: { required: [meta] }', 'unknown-key', 'Did you mean segments?'],
  ['within: [Customers, Opted out]', 'wrong-type', undefined],
])('a rule of the wrong shape is not judged: %s', (rule, code, hint) => {
  const found = linesOf(`rules:\n  - name: R\n    ${rule}\n`);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ code, severity: 'error' });
  if (hint !== undefined) expect(found[0]?.hint).toBe(hint);
});

const noMatch = 'Correct the name, or remove what is no longer needed.';

test.each([
  [
    '"^VIP .*"',
    'Write a glob, in which * stands for any text. Regular expressions are not understood.',
  ],
  ['"VIP*, New*"', 'If these are several globs, write a list: ["VIP*", "New*"].'],
  ['"!VIP*"', 'Write what is left out under except, without "!". No glob begins with it.'],
  ['"VIP | Aa"', 'Did you mean "VIP | A"?'],
  ['Customers', 'Name audiences here. "Customers" is a segment.'],
  ['"FR | *"', noMatch],
])('a glob that matches nothing, at its place: %s', (glob, hint) => {
  const found = linesOf(
    `rules:\n  - name: R\n    audiences: ${glob}\n    excludes: Opted out\n    except: [Acquisition, "VIP | *"]\n`,
  );
  expect(found.map((each) => [each.source?.line, each.source?.column, each.hint])).toEqual([
    [3, 16, hint],
    [5, 14, noMatch],
  ]);
});

test('a rule of two retailers: one for each', () => {
  const text = `segments:
  - { name: Out, retailerId: "1", contactList: { identifierType: Email } }
  - { name: DE Out, retailerId: "9", contactList: { identifierType: Email } }
audiences:
  - { name: DE A, retailerId: "9", algebra: DE Out }
`;
  const said = (rules: string) => {
    const { value } = load({ file: 'audiencectl.yaml', text: project }, [
      { file: 'a.yaml', text: `${text}rules:\n${rules}` },
    ]);
    return value ? validate(value).filter(({ code }) => code === 'rule-broken') : [];
  };
  expect(said('  - { name: R, excludes: Out }\n')[0]?.hint).toBe(
    'Write one rule for each retailer: "Out" belongs to another one. Add the audience to except of this rule, and make a rule over it that names segments of its own retailer.',
  );
  const mended = `  - { name: R, except: "DE *", excludes: Out }\n  - { name: S, audiences: "DE *", within: DE Out }\n`;
  expect(said(mended)).toEqual([]);
});

test.each([
  ['people:\n  - { name: P, in: Customers }\n', 'Add reachedBy or notReachedBy.'],
  ['rules:\n  - { name: R, segments: "*" }\n', 'Add schema.'],
])('what tests nothing is an error: %j', (rules, hint) => {
  expect(linesOf(rules)).toMatchObject([
    { severity: 'error', code: 'rule-needs-one-demand', hint },
  ]);
});
