/** Audiences of the same people, over segments that their definitions relate. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readManifests } from '../../src/manifest/read-manifests.ts';
import type { Algebra } from '../../src/model/algebra.ts';
import type { PlatformName } from '../../src/model/entity.ts';
import { validateDeclarations } from '../../src/validation/validate-declarations.ts';
import { and, everyPerson, holds, not, or, s } from '../algebra/brute-force.ts';
import { testProject } from '../manifest/marked-manifest.ts';

/** The groups that are found of audiences, by their numbers. */
function groupsOf(
  platform: PlatformName,
  segments: readonly string[],
  trees: readonly string[],
): readonly (readonly number[])[] {
  const named = segments.map((segment, index) => `  - { name: ${'ABCDE'[index]}, ${segment} }\n`);
  const head = `segments:\n${named.join('')}audiences:\n`;
  const text = head + trees.map((tree, n) => `  - { name: x${n}, algebra: ${tree} }\n`).join('');
  const project = testProject(platform);
  const { value } = readManifests([{ file: 'm.yaml', text }], project);
  const audienceAt = (line = 0) => line - head.split('\n').length;
  return validateDeclarations(value, project)
    .filter(({ code }) => code === 'audiences-equal')
    .map(({ source, related = [] }) =>
      [source, ...related.map((each) => each.source)]
        .map((place) => audienceAt(place?.line))
        .toSorted((a, b) => a - b),
    );
}

const events = (more = '') => `events: { shopperActivity: View, lookbackDays: Last30Days${more} }`;
const prospecting = (type: string, more = '') => `prospecting: { usersType: ${type}${more} }`;
const near = (...points: readonly string[]) =>
  `location: { radiusInKm: 2, pointsOfInterest: [${points.join(', ')}] }`;
const point = (latitude: number, longitude: number, name: string) =>
  `{ name: ${name}, latitude: ${latitude}, longitude: ${longitude} }`;
const [window, longer] = ['Min', 'Max'].map(
  (end, index) => `, daysSinceLastVisit${end}: ${index * 10}`,
);

describe('segments of the same people in other words', () => {
  test.each<readonly [string, PlatformName, string, string, boolean]>([
    ['a price of nothing or more', 'retail-media', events(', minPrice: 0'), events(), true],
    [
      'the same above',
      'retail-media',
      events(', minPrice: 0, maxPrice: 9'),
      events(', maxPrice: 9'),
      true,
    ],
    ['a price of something', 'retail-media', events(', minPrice: 1'), events(), false],
    [
      'lists in another order',
      'retail-media',
      events(', brandIds: ["1", "2"]'),
      events(', brandIds: ["2", "1"]'),
      true,
    ],
    [
      'prospects, whom Criteo computes',
      'marketing-solutions',
      prospecting('Prospects', `${window}${longer}`),
      prospecting('Prospects'),
      false,
    ],
    [
      'a window that does',
      'marketing-solutions',
      prospecting('ProspectsOrNonBuyers', `${window}${longer}`),
      prospecting('ProspectsOrNonBuyers'),
      false,
    ],
    [
      'their windows',
      'marketing-solutions',
      prospecting('ProspectsOrNonBuyers', `${window}`),
      prospecting('ProspectsOrNonBuyers'),
      false,
    ],
    [
      'places with other names',
      'marketing-solutions',
      near(point(48, 2, 'Paris'), point(45, 4, 'Lyon')),
      near(point(45, 4, 'South'), point(48, 2, 'North')),
      true,
    ],
    [
      'other places of the same names',
      'marketing-solutions',
      near(point(48, 2, 'Paris'), point(45, 4, 'Lyon')),
      near(point(48, 4, 'Paris'), point(45, 2, 'Lyon')),
      false,
    ],
    [
      'another owner',
      'retail-media',
      `retailerId: "1", ${events()}`,
      `retailerId: "2", ${events()}`,
      false,
    ],
  ])('%s', (_, platform, one, other, equal) => {
    expect(groupsOf(platform, [one, other], ['A', 'B'])).toEqual(equal ? [[0, 1]] : []);
  });
});

const bound = (...some: readonly number[]) => fc.constantFrom(null, ...some);
const range = fc.record({ min: bound(0, 1, 2), max: bound(2, 3) });
const leaf = fc.constantFrom(...'ABCD');
const tree: fc.Arbitrary<Algebra<string>> = fc.oneof(
  leaf.map(s),
  fc.tuple(leaf, leaf, leaf).map((some) => and(...some)),
  fc.tuple(leaf, leaf, leaf).map((some) => or(...some)),
  fc.tuple(leaf, leaf).map(([a, b]) => and(a, not(b))),
  fc.tuple(leaf, leaf, leaf).map(([a, b, c]) => or(a, and(b, c))),
);

test('the groups are the audiences that hold the same of all people that there can be', () => {
  const fewRanges = fc.array(range, { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(fewRanges, fc.array(tree, { maxLength: 8 }), (ranges, trees) => {
      const isWithin = (a = ranges[0], b = ranges[0]) =>
        (a?.min ?? 0) >= (b?.min ?? 0) &&
        (a?.max ?? Number.POSITIVE_INFINITY) <= (b?.max ?? Number.POSITIVE_INFINITY);
      const rangeOf = (key: string) => ranges['ABCD'.indexOf(key)];
      const possible = everyPerson('ABCD').filter((person) =>
        [...person].every((key) =>
          [...'ABCD'].every((o) => person.has(o) || !isWithin(rangeOf(key), rangeOf(o))),
        ),
      );
      const held = trees.map((each) =>
        possible.map((person) => Number(holds(each, person))).join(''),
      );
      const classes = [...new Set(held)]
        .filter((each) => each.includes('1'))
        .map((each) => held.flatMap((other, key) => (other === each ? [key] : [])))
        .filter(({ length }) => length > 1);
      const segments = ranges.map(({ min, max }) =>
        events(`, minPrice: ${min}, maxPrice: ${max}`.replaceAll(/, \w+: null/gu, '')),
      );
      const found = groupsOf('retail-media', segments, trees.map(write));
      expect(found.toSorted(([a = 0], [b = 0]) => a - b)).toEqual(classes);
    }),
    { numRuns: 200 },
  );
});

function write(algebra: Algebra<string>): string {
  if ('segment' in algebra) return algebra.segment;
  return JSON.stringify(algebra).replaceAll(/\{"segment":("\w")\}/gu, '$1');
}
