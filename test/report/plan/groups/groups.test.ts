/** The same change to many entities is read once, in every format, and nothing that matters is only counted. */
import { describe, expect, test } from '@jest/globals';
import { renderPlanHtml } from '../../../../src/report/plan/render-plan-html.ts';
import { renderPlanMarkdown } from '../../../../src/report/plan/render-plan-markdown.ts';
import { renderPlanText } from '../../../../src/report/plan/render-plan-text.ts';
import type { PlannedChange } from '../../../../src/schema/generated/plan.ts';
import { aChange, aPlan } from '../../a-plan.ts';
import { aNewExclusion, aWiderWindow, many } from './alike-plans.ts';

const textOf = (changes: readonly PlannedChange[], verbose = false) =>
  renderPlanText(aPlan({ changes: [...changes] }), { width: 100, verbose });
const markdownOf = (changes: readonly PlannedChange[]) =>
  renderPlanMarkdown(aPlan({ changes: [...changes] }));
const htmlOf = (changes: readonly PlannedChange[]) =>
  renderPlanHtml(aPlan({ changes: [...changes] }));
const headlines = (text: string) =>
  text.match(/^ {2}[~±+-] (?:update|replace|create|delete) .*$/gmu) ?? [];

test('a window of many segments is one entry, with its people and some names', () => {
  const text = textOf(many(1000, aWiderWindow));
  expect(headlines(text)).toHaveLength(1);
  expect(text).toMatch(
    /~ update {3}1,000 segments: look-back from 30 to 60 days\s+segments\/all\.yaml:3 and 999 more\n/u,
  );
  expect(text).toContain('people   enter: last viewed 31 to 60 days ago');
  expect(text).toContain('"Item 0000", "Item 0001"');
  expect(text).toMatch(/and 994\s+more \(all: --verbose\)/u);
  expect(headlines(textOf(many(1000, aWiderWindow), true))).toHaveLength(1000);
});

test.each([1, 2])('%i of them are shown open', (count) => {
  expect(headlines(textOf(many(count, aWiderWindow)))).toHaveLength(count);
});

test('one more exclusion in many audiences is one entry, whatever else is in them', () => {
  const text = textOf(many(40, aNewExclusion));
  expect(headlines(text)).toHaveLength(1);
  expect(text).toMatch(/\+ {3}not Opted out/u);
  expect(text).not.toContain('Viewers of');
  expect(text).toContain('people   some leave; different people in each');
});

const differing: readonly (readonly [string, Partial<PlannedChange>])[] = [
  [
    'another window',
    { after: { name: 'X', events: { shopperActivity: 'View', lookbackDays: 'Last90Days' } } },
  ],
  ['other people', { reach: { verdict: 'unknown', enter: null, leave: null } }],
  ['another way back', { undo: 'irreversible', undoBecause: 'members-lost' }],
  [
    'a further reason',
    { reasons: [{ code: 'attribute-changed', text: 'events.lookbackDays', origin: 'drift' }] },
  ],
  ['another action', { action: 'replace', undo: 'new-id' }],
];

test.each(differing)('a change with %s is an entry of its own', (_, differs) => {
  const changes = [...many(5, aWiderWindow), aWiderWindow('Other', differs)];
  const lines = headlines(textOf(changes));
  expect(lines).toHaveLength(2);
  expect(lines.join('\n')).toContain('"Other"');
});

test('the operator above an operand counts: all of is not any of', () => {
  const inside = (operator: 'and' | 'or') => (name: string) =>
    aNewExclusion(`${operator} ${name}`, {
      before: { name, algebra: { [operator]: ['A', 'B'] } },
      after: { name, algebra: { [operator]: ['A', 'B', { not: 'Opted out' }] } },
    });
  const lines = headlines(textOf([...many(3, inside('and')), ...many(3, inside('or'))]));
  expect(lines).toHaveLength(2);
});

test('an exclusion further up counts, too', () => {
  const edit = (not: boolean, own: string, name: string) => {
    const tree = (last: string) => {
      const inner = { and: [own, { or: ['Staff', last] }] };
      return { name, algebra: { and: [`Viewers of ${name}`, not ? { not: inner } : inner] } };
    };
    return aNewExclusion(name, { before: tree('Old'), after: tree('New') });
  };
  const changes = [
    ...many(3, (name) => edit(false, 'Base', `In ${name}`)),
    ...many(3, (name) => edit(true, 'Base', `Out ${name}`)),
  ];
  const text = textOf(changes);
  expect(headlines(text)).toHaveLength(2);
  expect(text).toMatch(/not all of\n/u);
});

test('long lists that are cut where they are shown count as a whole', () => {
  const edit = (last: number) => (name: string) => {
    const ids = Array.from({ length: 14 }, (_, index) => String(1000 + index));
    const events = (categoryIds: readonly string[]) => ({ name, events: { categoryIds } });
    return aWiderWindow(`${name} ${last}`, {
      before: events([]),
      after: events([...ids, String(last)]),
      paths: ['events.categoryIds'],
    });
  };
  const changes = [...many(3, edit(9000)), ...many(3, edit(9001))];
  expect(headlines(textOf(changes))).toHaveLength(2);
});

describe('of what stays', () => {
  const change = (name: string, before: object, after: object) =>
    aChange(`segment/${name}`, 'update', { before: { ...before }, after: { ...after } });

  test('a list that is the same in all of them says it', () => {
    const power = (buyingPower: string[]) => ({ inMarket: { buyingPower } });
    const changes = many(3, (name) => change(name, power(['High', 'Low']), power(['Low'])));
    for (const text of [textOf(changes), markdownOf(changes), htmlOf(changes)]) {
      expect(text).toMatch('stays: Low');
    }
    const other = change('Other', power(['High', 'VeryHigh']), power(['VeryHigh']));
    expect(headlines(textOf([...changes, other]))).toHaveLength(2);
  });

  test('the places of a radius are no difference, and are named where all have the same', () => {
    const near = (radiusInKm: number, name: string) => ({
      location: { radiusInKm, pointsOfInterest: [{ name, latitude: 1, longitude: 2 }] },
    });
    const around = (placeOf: (name: string) => string) =>
      many(3, (name) => change(name, near(10, placeOf(name)), near(20, placeOf(name))));
    const [same, own] = [around(() => 'Paris'), around((name) => name.replace(' ', '_'))];
    expect(headlines(textOf(same))).toHaveLength(1);
    expect(textOf(same)).toMatch('around: Paris');
    expect(markdownOf(same)).toMatch('around: Paris');
    expect(headlines(textOf(own))).toHaveLength(1);
    expect(textOf(own)).toMatch('radius in km from 10 to 20');
    expect(textOf(own)).not.toMatch('around:');
  });
});

test('of many that are live, it says how many and where', () => {
  const liveUse = { known: true as const, adSetIds: ['51001', '51002'] };
  const changes = [...many(4, aNewExclusion), aNewExclusion('Live', { liveUse })];
  expect(textOf(changes)).toContain('live in  2 ad sets, in 1 of the 5 audiences');
  expect(markdownOf(changes)).toContain('**2 ad sets**');
});

test('what is deleted is named, each with its place and ID', () => {
  const changes = many(127, (name) =>
    aChange(`segment/${name}`, 'delete', { id: `9${name.slice(5)}` }),
  );
  const text = textOf(changes);
  for (const { address, id } of changes) {
    const name = address.slice('segment/'.length);
    expect(text).toMatch(new RegExp(`"${name}" .*id ${id}$`, 'mu'));
  }
  const rows = markdownOf(changes).match(/^\| - delete \|/gmu);
  expect(rows).toHaveLength(127);
});

describe('a new entity', () => {
  test('has a line, with names in quotes', () => {
    const text = textOf([
      aChange('audience/New', 'create', {
        after: { name: 'New', algebra: { and: ['A, not B', { or: ['C', 'D'] }, { not: 'E' }] } },
      }),
    ]);
    expect(text).toContain(
      '+ create   "New"   all of "A, not B", any of ("C", "D"), not "E"   aud',
    );
  });

  test('whose definition is long is shown open in a small plan, and cut in a large one', () => {
    const after = { name: 'New', algebra: { and: many(20, (name) => name) } };
    const long = aChange('audience/New', 'create', { after });
    expect(textOf([long])).toMatch(/\+ {3}Item 0019$/mu);
    const large = textOf([long, ...many(20, (name) => aChange(`audience/${name}`, 'create'))]);
    expect(large).toMatch(/^ {15}all of "Item 0000".*… \(all: --verbose\)$/mu);
    for (const line of large.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });
});

describe('in Markdown', () => {
  test('the table has one row, and the details name each', () => {
    const markdown = markdownOf(many(60, aWiderWindow));
    expect(markdown.match(/^\| ~ update \|/gmu)).toHaveLength(1);
    expect(markdown.match(/<details>/gu)).toHaveLength(1);
    expect(markdown.match(/^- `Item \d{4}` · /gmu)).toHaveLength(60);
  });

  test('a column that says the same in every row is a line below', () => {
    const changes = many(2, aNewExclusion);
    const markdown = markdownOf(changes);
    expect(markdown).toContain('| | Audience or segment | People |\n|---|---|---|\n');
    expect(markdown).toContain('The same in every row: live in: no ad set; can be undone: yes.');
    expect(markdownOf(changes.slice(1))).toContain('| People | Live in | Can be undone |');
  });

  test('who enters and leaves is said in the rows, once, in a plan of few rows', () => {
    const markdown = markdownOf([...many(2, aNewExclusion), ...many(3, aWiderWindow)]);
    expect(markdown).toMatch(
      /^\| ~ update \| `Item 0001` \| leave: in Viewers of Item 0001 and Opted out; nobody enters \|/mu,
    );
    expect(markdown).toMatch(
      /^\| ~ update \| 3 segments: .* \| enter: last viewed 31 to 60 days ago; nobody leaves \|/mu,
    );
    expect(markdown.split('31 to 60 days ago')).toHaveLength(2);
  });

  test('and for short in a plan of many rows', () => {
    const each = (name: string, index: number) =>
      aNewExclusion(name, { after: { name, algebra: { and: ['Buyers', { not: `${index}` }] } } });
    const markdown = markdownOf(many(12, (name) => name).map(each));
    expect(markdown).toContain('The same in every row: people: some leave;');
    expect(markdown).toContain('**Leave:** in Viewers of Item 0011 and Opted out; nobody enters.');
  });

  test('what differs inside a group stands beside each name', () => {
    const markdown = markdownOf(many(12, aNewExclusion));
    expect(markdown).toMatch(
      /^- `Item 0011` · .* · leave: in Viewers of Item 0011 and Opted out; nobody enters$/mu,
    );
  });

  test('a title with a bar stays in its cell', () => {
    const differs = {
      before: { name: 'X', description: 'a' },
      after: { name: 'X', description: 'a | b' },
      reasons: [{ code: 'attribute-changed', text: 'description' }],
      reach: { verdict: 'same' as const, enter: null, leave: null },
    };
    const rows =
      markdownOf(many(3, (name) => aWiderWindow(name, differs))).match(/^\| ~.*$/gmu) ?? [];
    for (const row of rows) expect(row.replaceAll('\\|', '').split('|')).toHaveLength(7);
    expect(rows).toHaveLength(1);
  });
});

describe('in HTML', () => {
  test.each([
    [10, true],
    [11, false],
  ])('the cards of %i changes are open: %s', (count, isOpen) => {
    const cards = htmlOf(many(count, aNewExclusion)).match(/<details class="change"[^>]*>/gu) ?? [];
    expect(cards).toHaveLength(count);
    for (const card of cards) expect(card.endsWith(' open>')).toBe(isOpen);
  });

  test.each([
    [5, false],
    [6, true],
  ])('%i changes have filters: %s', (count, hasFilters) => {
    expect(htmlOf(many(count, aNewExclusion)).includes('id="filters"')).toBe(hasFilters);
  });

  test('those that say the same stand in one frame, with what they share', () => {
    const html = htmlOf([...many(12, aWiderWindow), aWiderWindow('Other', { undo: 'new-id' })]);
    expect(html.match(/class="group alike"/gu)).toHaveLength(1);
    expect(html).toMatch(/<h3>update 12 segments: look-back from 30 to 60 days<\/h3>/u);
  });
});
