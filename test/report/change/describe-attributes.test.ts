import { expect, test } from '@jest/globals';
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
  ['members of a set', { s: ['1', '2'] }, { s: ['2', '3'] }, ['s', '- 1', '+ 3']],
  ['only new members', { s: ['1'] }, { s: ['1', '2'] }, ['s', '+ 2']],
  ['points', { p: [{ latitude: 1 }] }, { p: [] }, ['p', '- {"latitude":1}']],
  ['null and absent', { a: null }, {}, []],
  ['algebra has a part of its own', { algebra: 'A' }, { algebra: 'B' }, []],
  ['no difference', { a: { b: ['1'] } }, { a: { b: ['1'] } }, []],
])('%s', (_, before, after, lines) => {
  expect(linesOf(before, after)).toEqual(lines);
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
