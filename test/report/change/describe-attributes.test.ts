import { describe, expect, test } from '@jest/globals';
import { platforms } from '../../../src/platforms/platform-named.ts';
import { attributeLabel } from '../../../src/report/change/attribute-label.ts';
import { describeAttributes } from '../../../src/report/change/describe-attributes.ts';
import type { ChangeReason } from '../../../src/schema/generated/plan.ts';
import { aChange } from '../a-plan.ts';

/** The parts of an update, as `title` and `sign text` lines. */
function linesOf(before: object, after: object, reasons?: ChangeReason[]): readonly string[] {
  const change = aChange('segment/S', 'update', {
    before: { name: 'S', ...before },
    after: { name: 'S', ...after },
    ...(reasons ? { reasons } : {}),
  });
  return describeAttributes(change).flatMap(({ title, lines }) => [
    title,
    ...lines.map(({ sign, text }) => `${sign} ${text}`),
  ]);
}

test.each([
  [
    'a value',
    { events: { minPrice: 5 } },
    { events: { minPrice: 7 } },
    ['lowest price', '- 5', '+ 7'],
  ],
  ['a value that is cleared', { description: 'old text' }, {}, ['description', '- "old text"']],
  ['members of a set', { s: ['1', '2'] }, { s: ['2', '3'] }, ['s', '- 1', '+ 3', '  stays: 2']],
  ['only new members', { s: ['1'] }, { s: ['1', '2'] }, ['s', '+ 2', '  stays: 1']],
  ['a set of others', { s: ['1', '2'] }, { s: ['3'] }, ['s', '- 1, 2', '+ 3']],
  ['another order', { s: ['1', '2'] }, { s: ['2', '1'] }, ['s', '- 1, 2', '+ 2, 1']],
  [
    'five members that stay',
    { s: ['1', '2', '3', '4', '5', '6'] },
    { s: ['2', '3', '4', '5', '6'] },
    ['s', '- 1', '  stays: 2, 3, 4, 5, 6'],
  ],
  [
    'more that stay',
    { s: ['1', '2', '3', '4', '5', '6', '7'] },
    { s: ['2', '3', '4', '5', '6', '7'] },
    ['s', '- 1', '  stays: 6 others'],
  ],
  [
    'a look-back in words',
    { events: { lookbackDays: 'Last7Days' } },
    { events: { lookbackDays: 'Last30Days' } },
    ['look-back', '- 7 days', '+ 30 days'],
  ],
  ['points', { p: [{ latitude: 1 }] }, { p: [] }, ['p', '- {"latitude":1}']],
  ['null and absent', { a: null }, {}, []],
  ['algebra has a part of its own', { algebra: 'A' }, { algebra: 'B' }, []],
  ['no difference', { a: { b: ['1'] } }, { a: { b: ['1'] } }, []],
])('%s', (_, before, after, lines) => {
  expect(linesOf(before, after)).toEqual(lines);
});

describe('places', () => {
  const paris = { name: 'Paris', latitude: 48.85565, longitude: 2.35854 };
  const lyon = { name: 'Lyon (old town)', latitude: 45.76131, longitude: 4.85699 };
  const bare = { latitude: 1, longitude: -2 };
  const at = (radiusInKm: number, ...pointsOfInterest: object[]) => ({
    location: { radiusInKm, pointsOfInterest },
  });

  test.each([
    [
      'stand beside a radius',
      at(10, paris, lyon),
      at(20, paris, lyon),
      ['radius in km', '- 10', '+ 20', '  around: Paris, "Lyon (old town)"'],
    ],
    [
      'are counted where they are many',
      at(10, ...Array.from({ length: 6 }, (_, index) => ({ ...bare, latitude: index }))),
      at(20, ...Array.from({ length: 6 }, (_, index) => ({ ...bare, latitude: index }))),
      ['radius in km', '- 10', '+ 20', '  around: 6 points of interest'],
    ],
    [
      'have their name and where they are',
      at(10, paris, bare),
      at(10, { ...paris, latitude: 48.9 }, bare),
      [
        'points of interest',
        '- Paris (48.85565 2.35854)',
        '+ Paris (48.9 2.35854)',
        '  stays: 1 -2',
      ],
    ],
    [
      'are shown once where both change',
      at(10, paris, lyon),
      at(20, lyon),
      [
        'points of interest',
        '- Paris (48.85565 2.35854)',
        '  stays: "Lyon (old town)"',
        'radius in km',
        '- 10',
        '+ 20',
      ],
    ],
  ])('%s', (_, before, after, lines) => {
    const { location: was } = before;
    const { location: will } = after;
    const ordered = ({ pointsOfInterest, radiusInKm }: typeof was) => ({
      location: { pointsOfInterest, radiusInKm },
    });
    expect(linesOf(ordered(was), ordered(will))).toEqual(lines);
  });
});

test('a conflict about a list shows all three sides whole', () => {
  const reasons: ChangeReason[] = [
    {
      ...{ code: 'attribute-changed', text: 's', origin: 'conflict' },
      ...JSON.parse('{"base":["a","b"]}'),
    },
  ];
  expect(linesOf({ s: ['a'] }, { s: ['a', 'b', 'c'] }, reasons).slice(1)).toEqual([
    '  a, b',
    '- a',
    '+ a, b, c',
  ]);
});

test('long lists are counted', () => {
  const ids = Array.from({ length: 40 }, (_, index) => String(index + 100));
  expect(linesOf({ ids: [] }, { ids })[1]).toMatch(/^\+ 100, 101, .*, 111, … 28 more$/u);
});

test.each([
  ['drift', 'description: edited in the UI, unchanged in git'],
  ['declared', 'description: changed here'],
  ['adopted', 'description: exists remotely, new in git'],
] as const)('whose change it is: %s', (origin, title) => {
  const reasons = [{ code: 'attribute-changed', text: 'description', origin }];
  expect(linesOf({ description: 'a' }, { description: 'b' }, reasons)).toEqual([
    title,
    '- a',
    '+ b',
  ]);
});

test('every attribute of every platform has a name in words', () => {
  const paths = platforms.flatMap(({ attributes, segmentTypes }) =>
    [...Object.values(attributes).flat(), ...segmentTypes.flatMap((type) => type.attributes)].map(
      ({ path }) => path,
    ),
  );
  const spelled = paths.filter((path) => /[a-z][A-Z]/u.test(attributeLabel(path)));
  expect(spelled).toEqual([]);
  expect(attributeLabel('dataProviderId')).toBe('data provider');
  expect(attributeLabel('contactList.remoteId')).toBe('remote ID');
  expect(attributeLabel('lookalike.seedSegment')).toBe('seed');
});
