/** What people write where an operator was meant, and what the findings tell them to write. */
import { describe, expect, test } from '@jest/globals';
import { withFolder } from '../../support/a-folder.ts';
import { withProject } from '../../support/a-project.ts';
import { runCli } from '../../support/run-cli.ts';

const projectFile = 'version: 1\nplatform: marketing-solutions\nadvertiserId: "4949"\n';
const segments = ['Customers', 'Buyers', 'Not French', 'Loyal members']
  .map((name) => `  - name: ${name}\n    contactList:\n`)
  .join('');
const manifestOf = (item: string) =>
  `segments:\n${segments}audiences:\n  - name: A\n    algebra:\n      and:\n        - Buyers\n        - ${item}\n`;

/** The findings of a run that are at the item, without the excerpt. */
const hintsIn = (output: string) =>
  output.split('\n').flatMap((line) => /^ {2}hint: (.*)$/u.exec(line)?.[1] ?? []);

async function validate(manifest: string) {
  const files = { 'audiencectl.yaml': projectFile, 'm.yaml': manifest };
  return withFolder(files, async (folder) => {
    const { stdout, stderr } = await runCli(['validate'], { cwd: folder });
    return hintsIn(stdout + stderr).filter((hint) => !hint.startsWith('Use it in an audience'));
  });
}

const exclusionOf = (name: string, text = name) =>
  `To exclude the segment "${name}", write - not: ${text}. Inside brackets, write { not: ${text} }.`;
const exclusion = exclusionOf('Customers');
const insteadOfAnd =
  'Write only Customers if it is an item of the list "and". Otherwise write and: [Customers, OTHER].';
const excluded =
  'To exclude people who are in any of them, write not: { or: [Customers, Loyal members] }. To exclude only people who are in all of them, write not: { and: [Customers, Loyal members] }.';
const combined =
  'For people who are in all of them, write { and: [Customers, Loyal members] }. For people who are in any of them, write { or: [Customers, Loyal members] }.';

const unknown = 'Correct the name, unless the segment exists remotely. plan checks this.';
const operators = 'Use one of and, not, or, segment, segmentId.';

describe('a plan and validate say the same of', () => {
  test.each([
    ['not Customers', exclusion],
    ['NOT Customers', exclusion],
    ['not  Custommers', exclusion],
    ['not:Customers', exclusion],
    ['-Customers', exclusion],
    ['without Customers', exclusion],
    ['"! Customers"', exclusion],
    ['"- Customers"', exclusion],
    ['– Customers', exclusion],
    ['¬Customers', exclusion],
    ['w/o Customers', exclusion],
    ['notCustomers', exclusion],
    ['and Customers', insteadOfAnd],
    ['or Customers', insteadOfAnd.replaceAll('and', 'or')],
    ['not: Customers, Loyal members', excluded],
    ['Customers, Loyal members', combined],
    ['{ or: [Not French, not Customers] }', exclusion],
    [
      'not Customers, Loyal members',
      `Write each segment as an item of its own: { not: Customers }, Loyal members. ${excluded}`,
    ],
    [
      'Loyal members, not Customers',
      'Write each segment as an item of its own: Loyal members, { not: Customers }.',
    ],
    ['not: not Customers, Loyal members', excluded],
    ['not: not Customers', 'Write not: Customers.'],
    ['not: without Customers', 'Write not: Customers.'],
    ['not: -Customers', 'Write not: Customers.'],
    ['not: { segment: not Customers }', 'Write not: Customers.'],
    ['not: { or: [Not French, "Customers, Loyal members"] }', combined],
    ['{ segment: not Customers }', 'To exclude the segment "Customers", write { not: Customers }.'],
    ['not Visitors', exclusionOf('Visitors')],
    ['not 50% off', exclusionOf('50% off', '"50% off"')],
    ['Custommers', 'Did you mean "Customers"?'],
    ['not Frensh', 'Did you mean "Not French"?'],
  ])('%s', async (item, hint) => {
    expect(await validate(manifestOf(item))).toEqual([hint]);
    const files = { 'audiencectl.yaml': projectFile, 'm.yaml': manifestOf(item) };
    await withProject({ files }, async ({ run }) => {
      const { exitCode, stderr } = await run('plan');
      expect(exitCode).toBe(1);
      expect(stderr).toContain('error reference-unknown');
      expect(hintsIn(stderr)).toContain(hint);
    });
  });
});

test.each(['not Customers', 'not:Customers', '-Customers', 'or Customers'])(
  '%s is one mistake: the segment is not said to be unused, too',
  async (item) => {
    const files = { 'audiencectl.yaml': projectFile, 'm.yaml': manifestOf(item) };
    await withFolder(files, async (folder) => {
      const { stdout } = await runCli(['validate'], { cwd: folder });
      expect(stdout).toContain('reference-not-declared');
      expect(stdout).not.toContain('uses the segment "Customers"');
    });
  },
);

test.each(['Ex-Customers', 'Unloyal members', 'Nonbuyers', 'Never Buyers'])(
  '%s gets no suggestion: only its opposite is near',
  async (item) => {
    expect(await validate(manifestOf(item))).toEqual([unknown]);
  },
);

describe('validate tells what to write for', () => {
  test.each([
    ['Not: Customers', 'Did you mean not? Upper and lower case matter.'],
    ['and: Customers', 'Write a list: and: [Customers, OTHER].'],
    ['and: { or: [Customers] }', 'Write a dash before each item of "and", or put them in [ ].'],
    ['not: [Customers]', 'Write not: Customers.'],
    ['not: [Customers, Loyal members]', excluded],
    ['[Customers, Loyal members]', combined],
    ['[not: Customers]', 'Put the list under and, or, or or not: and: [SEGMENT, OTHER].'],
    ['all: [Customers, Loyal members]', 'Write and instead of all.'],
    ['anyOf: [Customers, Loyal members]', 'Write or instead of anyOf.'],
    [
      '{ not Customers }',
      'To exclude the segment "Customers", write { not: Customers }. If "not Customers" is a name, write it in quotes and without braces.',
    ],
    [
      '{ Not French }',
      'To exclude the segment "French", write { not: French }. If "Not French" is a name, write it in quotes and without braces.',
    ],
    ['not: { or: [Loyal members, not Customers] }', unknown],
    [
      'not: { not Customers }',
      'Write not: Customers. If "not Customers" is a name, write it in quotes and without braces.',
    ],
    ['not: { not segment: Customers }', 'Write not: Customers.'],
    ['not: { exclude: [Customers, Loyal members] }', excluded],
    ['not: { or: [Buyers, { exclude: [Customers] }] }', operators],
    [
      'not: { or: [Buyers, { not Customers }] }',
      'If "not Customers" is a name, write it in quotes and without braces.',
    ],
    [
      'not: { exclude: Customers }',
      'Write not: Customers. If this is a name, put it in quotes: "exclude: Customers". Without quotes, the colon makes a YAML map.',
    ],
    ['not segment: Customers', exclusion],
    [
      'exclude: Customers',
      `${exclusion} If this is a name, put it in quotes: "exclude: Customers". Without quotes, the colon makes a YAML map.`,
    ],
    [
      'All: visitors',
      'If this is a name, put it in quotes: "All: visitors". Without quotes, the colon makes a YAML map.',
    ],
  ])('%s', async (item, hint) => {
    expect(await validate(manifestOf(item))).toEqual([hint]);
  });

  test('a name that is only near to one with the opposite meaning', async () => {
    const manifest = manifestOf('Customer of shops').replace(
      'Not French',
      'Not customers of shops',
    );
    expect(await validate(manifest)).toEqual([
      'Correct the name, unless the segment exists remotely. plan checks this.',
    ]);
  });
});
