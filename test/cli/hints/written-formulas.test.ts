/** Formulas that are written as one name, and nodes that are empty: what the findings tell to write. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { hintForName } from '../../../src/model/hints/hint-for-name.ts';
import { withFolder } from '../../support/a-folder.ts';
import { withProject } from '../../support/a-project.ts';
import { runCli } from '../../support/run-cli.ts';

const projectFile = 'version: 1\nplatform: marketing-solutions\nadvertiserId: "4949"\n';
const segments = ['Customers', 'Buyers', 'Leads', 'Research and Development', 'Buyers (7 days)']
  .map((name) => `  - name: ${name}\n    contactList:\n`)
  .join('');
const manifestOf = (algebra: string) =>
  `segments:\n${segments}audiences:\n  - name: A\n    algebra: ${algebra}\n`;
const itemOf = (item: string) => `\n      and:\n        - Leads\n        - ${item}`;

interface Found {
  readonly code: string;
  readonly hint?: string;
}

async function validate(algebra: string): Promise<readonly Found[]> {
  const files = { 'audiencectl.yaml': projectFile, 'm.yaml': manifestOf(algebra) };
  return withFolder(files, async (folder) => {
    const { stdout } = await runCli(['validate', '--format', 'json'], { cwd: folder });
    const { diagnostics }: { diagnostics: readonly Found[] } = JSON.parse(stdout);
    return diagnostics.filter(({ code }) => code !== 'segment-unused');
  });
}

const difference = '{ and: [Buyers, { not: Customers }] }';
const nameOne = 'Name one segment, or write and: [SEGMENT, OTHER] or or: [SEGMENT, OTHER].';

describe('a formula in place of a name', () => {
  test.each([
    ['Buyers and not Customers', `Write algebra: ${difference}.`],
    ['Buyers AND NOT Customers', `Write algebra: ${difference}.`],
    ['Buyers but not Customers', `Write algebra: ${difference}.`],
    ['Buyers without Customers', `Write algebra: ${difference}.`],
    ['Buyers && !Customers', `Write algebra: ${difference}.`],
    ['Buyers and Customers', 'Write algebra: { and: [Buyers, Customers] }.'],
    ['Buyers & Customers', 'Write algebra: { and: [Buyers, Customers] }.'],
    ['Buyers or Customers', 'Write algebra: { or: [Buyers, Customers] }.'],
    ['Buyers | Customers', 'Write algebra: { or: [Buyers, Customers] }.'],
    ['Buyers, Customers, or Leads', 'Write algebra: { or: [Buyers, Customers, Leads] }.'],
    [
      'Buyers + Customers',
      'For people who are in all of them, write { and: [Buyers, Customers] }. For people who are in any of them, write { or: [Buyers, Customers] }.',
    ],
    ['not (Buyers or Customers)', 'Write algebra: { not: { or: [Buyers, Customers] } }.'],
    [
      '(Buyers or Customers) and not Leads',
      'Write algebra: { and: [{ or: [Buyers, Customers] }, { not: Leads }] }.',
    ],
    [
      'Buyers or Customers and Leads',
      'For "Buyers" or ("Customers" and "Leads"), write algebra: { or: [Buyers, { and: [Customers, Leads] }] }. For ("Buyers" or "Customers") and "Leads", write algebra: { and: [{ or: [Buyers, Customers] }, Leads] }.',
    ],
    [
      'not Buyers and Customers',
      'For not "Buyers" and "Customers", write algebra: { and: [{ not: Buyers }, Customers] }. For not ("Buyers" and "Customers"), write algebra: { not: { and: [Buyers, Customers] } }.',
    ],
    [
      'Research and Development and not Buyers (7 days)',
      'Write algebra: { and: [Research and Development, { not: Buyers (7 days) }] }.',
    ],
    ['Buyers and Custommers', 'Write algebra: { and: [Buyers, Customers] }.'],
    [
      'Buyers and Strangers',
      'If "Strangers" is a segment, write algebra: { and: [Buyers, Strangers] }.',
    ],
    ['Research and Developmend', 'Did you mean "Research and Development"?'],
    ['Cats and Dogs', 'Correct the name, unless the segment exists remotely. plan checks this.'],
    [
      'Cats and not Dogs',
      'If "Cats" and "Dogs" are segments, write algebra: { and: [Cats, { not: Dogs }] }.',
    ],
    ['{ segment: Buyers or Customers }', 'Write or: [Buyers, Customers] instead of segment.'],
    [
      itemOf('Buyers and not Customers'),
      'Write each segment as an item of its own: Buyers, { not: Customers }.',
    ],
    [itemOf('Buyers or Customers'), 'Write { or: [Buyers, Customers] }.'],
    [itemOf('not: Buyers or Customers'), 'Write not: { or: [Buyers, Customers] }.'],
    [itemOf('not: Buyers and not Customers'), nameOne],
    [itemOf('{ not: { or: [Customers, Buyers and not Customers] } }'), nameOne],
  ])('%s', async (algebra, hint) => {
    expect((await validate(algebra)).map((each) => each.hint)).toEqual([hint]);
  });

  test('a plan says the same', async () => {
    const files = {
      'audiencectl.yaml': projectFile,
      'm.yaml': manifestOf('Buyers and not Customers'),
    };
    await withProject({ files }, async ({ run }) => {
      const { stderr } = await run('plan');
      expect(stderr).toContain(`hint: Write algebra: ${difference}.`);
    });
  });

  /** What is written must mean the same as what was written: judged by people, not by the product. */
  test('the hint includes and excludes the same people', () => {
    const known = ['A', 'B', 'C'];
    const tree = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom(...known),
        fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => `(${a} and ${b})`),
        fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => `(${a} or ${b})`),
        fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => `(${a} and not ${b})`),
      ),
    })).tree;
    fc.assert(
      fc.property(tree, (text) => {
        fc.pre(text.startsWith('(') && text.split(/[ABC]/u).length <= 10);
        const near = (word: string) => known.filter((name) => name === word);
        const hint = hintForName(text.slice(1, -1), ['algebra'], near) ?? '';
        const written = /^Write algebra: (.*)\.$/u.exec(hint)?.[1];
        expect(written).toBeDefined();
        const node: unknown = parse(written ?? '');
        for (let person = 0; person < 8; person += 1) {
          const isIn = (name: string) => ((person >> known.indexOf(name)) & 1) === 1;
          expect(holds(node, isIn)).toBe(judge(text, isIn));
        }
      }),
    );
  });
});

function holds(node: unknown, isIn: (name: string) => boolean): boolean {
  if (typeof node === 'string') return isIn(node);
  const [[key, value]] = Object.entries(node ?? {}) as [[string, unknown]];
  if (key === 'not') return !holds(value, isIn);
  const items = Array.isArray(value) ? value.map((each) => holds(each, isIn)) : [];
  return key === 'and' ? items.every(Boolean) : items.some(Boolean);
}

/** Replaces the innermost brackets by their value until nothing is left. */
function judge(text: string, isIn: (name: string) => boolean): boolean {
  let left = text.replace(/[ABC]/gu, (name) => (isIn(name) ? '1' : '0'));
  while (left.length > 1) {
    left = left.replace(
      /\(([01]) (and not|and|or) ([01])\)/u,
      (_, a: string, operator: string, b: string) => {
        if (operator === 'or') return a === '1' || b === '1' ? '1' : '0';
        return a === '1' && (operator === 'and' ? b === '1' : b === '0') ? '1' : '0';
      },
    );
  }
  return left === '1';
}

describe('a node that is empty', () => {
  const two = (key: string) => `Name two segments or more: ${key}: [SEGMENT, OTHER].`;
  const whole =
    'Name a segment: algebra: SEGMENT. For several segments, write algebra: { and: [SEGMENT, OTHER] }, or the same with or.';
  const hash = ' Put a name that begins with # in quotes.';

  test.each([
    ['{ and: [] }', two('and')],
    ['{ or: [] }', two('or')],
    ['{ and: }', `${two('and')}${hash}`],
    ['{ not: [] }', 'Name the segment to exclude: not: SEGMENT.'],
    ['{ not: {} }', 'Name the segment to exclude: not: SEGMENT.'],
    ['{ not: }', `Name the segment to exclude: not: SEGMENT.${hash}`],
    ['{ not: { and: [] } }', two('and')],
    ['{ not: { or: [] } }', two('or')],
    ['[]', whole],
    ['{}', whole],
    [itemOf('[]'), 'Name a segment, or remove this.'],
    [itemOf('{}'), 'Name a segment, or remove this.'],
    [itemOf('and: []'), two('and')],
    ['{ and: [Buyers] }', 'Write the item without the operator, or add another item.'],
  ])('%s is one mistake', async (algebra, hint) => {
    expect((await validate(algebra)).map((each) => each.hint)).toEqual([hint]);
  });
});
