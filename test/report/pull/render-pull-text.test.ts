import { describe, expect, test } from '@jest/globals';
import { renderPullText } from '../../../src/report/pull/render-pull-text.ts';
import { aProject } from '../../support/a-world.ts';
import { aLeft, aPull, aTaking } from './a-pull.ts';

const project = aProject({ name: 'acme-fr' });
const file = (name: string) => ({ file: name, before: 'a', after: 'b' });

test('a pull reads from git to the UI, entry by entry', () => {
  const audience = { file: 'audiences/shoes.yaml', line: 12, column: 5 };
  const result = aPull({
    takings: [
      aTaking('segment/Paris stores', [['location.radiusInKm', 10, 15]], {
        source: { file: 'segments/geo.yaml', line: 4, column: 5 },
      }),
      aTaking(
        'audience/Recent viewers not in CRM',
        [
          ['description', 'Recent viewers', 'Recent viewers (checked by Ana)'],
          [
            'algebra',
            { and: ['Recent viewers', { not: 'CRM 2025' }] },
            { and: ['Recent viewers', { not: 'CRM 2025' }, { not: 'Complaints' }] },
          ],
        ],
        { source: audience },
      ),
    ],
    people: [
      {
        address: 'audience/Recent viewers not in CRM',
        verdict: 'narrower',
        enter: null,
        leave: 'in "Recent viewers" and "Complaints"',
        via: [],
      },
      {
        address: 'segment/Paris stores',
        verdict: 'wider',
        enter: 'between 10 and 15 km away',
        leave: null,
        via: [],
      },
      {
        address: 'audience/Visitors',
        verdict: 'wider',
        enter: 'between 10 and 15 km away',
        leave: null,
        via: ['segment/Paris stores'],
      },
    ],
    left: [
      aLeft('segment/CRM FR', {
        code: 'pull-elsewhere',
        text: 'The description stands in the variable "crm_text".',
        fix: 'Edit it there.',
        source: { file: 'audiencectl.yaml', line: 7, column: 3 },
      }),
      aLeft('audience/Spring sale'),
      aLeft('audience/Summer sale', { path: 'algebra' }),
    ],
    files: [file('audiences/shoes.yaml'), file('segments/geo.yaml')],
  });
  expect(
    renderPullText(result, project),
  ).toBe(`acme-fr: 2 edits made in the Criteo UI, taken into the manifests.

  ~ audiences/shoes.yaml:12   audience "Recent viewers not in CRM"
      description   "Recent viewers" -> "Recent viewers (checked by Ana)"
      algebra         all of
                        Recent viewers
                        not CRM 2025
                    +   not Complaints
      people        leave: in "Recent viewers" and "Complaints"; nobody enters

  ~ segments/geo.yaml:4       segment "Paris stores"
      radius in km   10 -> 15
      people         enter: between 10 and 15 km away; nobody leaves

Affected without being edited (1)
    "Visitors"  via "Paris stores"   people: some enter
      enter: between 10 and 15 km away; nobody leaves

Not taken (3)
  segment "CRM FR": description   audiencectl.yaml:7:3
      The description stands in the variable "crm_text". Edit it there.
  audience "Spring sale": description   manifest.yaml:9:5
  audience "Summer sale": algebra   manifest.yaml:9:5
      It was edited here and in the UI. Choose with --take conflict.

Written: audiences/shoes.yaml, segments/geo.yaml.
Next: git diff, then audiencectl plan.
`);
});

describe('one entry', () => {
  test.each([
    [aTaking('segment/A', [['description', null, 'New']]), 'description   not set -> New'],
    [
      aTaking('segment/A', [['description', 'Old one', null]]),
      'description   "Old one" -> not set',
    ],
    [aTaking('segment/Old', [['name', 'Old', 'New']]), 'name     Old -> New'],
    [
      aTaking('segment/A', [['events.categoryIds', ['1', '2'], ['2', '3']]]),
      'categories   - 1\n                   + 3\n                     stays: 2',
    ],
    [
      aTaking('segment/A', [['description', 'x', 'y']], { take: 'conflict' }),
      "description   x -> y\n                    git's own change is replaced (conflict)",
    ],
    [
      aTaking('segment/A', [], { action: 'add', take: 'new' }),
      '+ manifest.yaml:3   segment "A"   new in the UI, entry added',
    ],
    [
      aTaking('segment/A', [], { action: 'remove', take: 'gone' }),
      '- manifest.yaml:3   segment "A"   deleted in the UI, entry removed',
    ],
    [
      aTaking('segment/A', [['renamedFrom', 'B', null]], { action: 'tidy', take: 'spent' }),
      'segment "A"   spent, removed: renamedFrom',
    ],
    [
      aTaking('segment/A', [], { action: 'tidy', take: 'spent' }),
      'segment "A"   spent, entry removed',
    ],
  ])('%#', (taking, shown) => {
    expect(renderPullText(aPull({ takings: [taking] }), project)).toContain(shown);
  });
});

describe('the title', () => {
  const edit = aTaking('segment/A', [['description', 'x', 'y']]);
  test.each([
    [[edit], false, '1 edit made in the Criteo UI, taken into the manifests.'],
    [[edit], true, '1 edit made in the Criteo UI, not in the manifests yet.'],
    [
      [
        edit,
        aTaking('segment/B', [], { action: 'add', take: 'new' }),
        aTaking('segment/C', [], { action: 'remove', take: 'gone' }),
      ],
      false,
      '1 edit, 1 new entry and 1 deletion made in the Criteo UI, taken into the manifests.',
    ],
    [
      [aTaking('segment/A', [['description', 'x', 'y']], { take: 'unknown' })],
      false,
      '1 entry that differed from Criteo, taken into the manifests.\nWithout --base, pull cannot',
    ],
    [
      [aTaking('segment/A', [['description', 'x', 'y']], { take: 'unknown' })],
      true,
      '1 entry differs from Criteo; nothing is written (--check).\nWithout --base, pull cannot',
    ],
    [
      [aTaking('segment/A', [['renamedFrom', 'B', null]], { action: 'tidy', take: 'spent' })],
      false,
      '1 finished renamedFrom removed.',
    ],
  ])('%#', (takings, isCheck, title) => {
    expect(renderPullText(aPull({ takings }), project, { isCheck })).toContain(`acme-fr: ${title}`);
  });

  test('says so where nothing is to be done', () => {
    expect(renderPullText(aPull(), project)).toBe(
      'Nothing to take: the manifests say what is remote.\n',
    );
  });
});

describe('what is left', () => {
  test('shows both values, and a fix with the address', () => {
    const fix = 'Take it: --target "audience/A".';
    const left = aLeft('audience/A', { from: 'Git says', to: 'UI', text: 'Both changed it.', fix });
    expect(renderPullText(aPull({ left: [left] }), project)).toContain(`Not taken (1)
  audience "A": description   manifest.yaml:9:5
      "Git says" -> "UI"
      Both changed it. Take it: --target "audience/A".`);
  });

  test('is explained once where only the addresses differ', () => {
    const left = (['audience/A', 'audience/B'] as const).map((address) =>
      aLeft(address, { text: 'Both changed it.', fix: `Take it: --target "${address}".` }),
    );
    expect(renderPullText(aPull({ left }), project)).toContain(`
  audience "A": description   manifest.yaml:9:5
  audience "B": description   manifest.yaml:9:5
      Both changed it. Take it: --target ADDRESS.`);
  });
});

test('what is alike is named five times, and all of it with --verbose', () => {
  const left = ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((name) => aLeft(`segment/${name}`));
  const short = renderPullText(aPull({ left }), project);
  expect(short).toContain('segment "E"');
  expect(short).not.toContain('segment "F"');
  expect(short).toContain('and 2 more (all: --verbose)');
  expect(renderPullText(aPull({ left }), project, { verbose: true })).toContain('segment "G"');
});

test('a text from outside drives no terminal, in colour neither', () => {
  const evil = '\u001B[31mred\n::error::x';
  const result = aPull({
    takings: [aTaking(`segment/${evil}`, [['description', evil, `${evil}!`]])],
    left: [aLeft(`segment/${evil}`, { text: evil })],
  });
  const text = renderPullText(result, project);
  expect(text).not.toContain('\u001B');
  expect(text).not.toMatch(/^::/mu);
  expect(renderPullText(result, project, { color: true })).not.toContain('\u001B[31mred');
});
