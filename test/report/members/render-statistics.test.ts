import { expect, test } from '@jest/globals';
import { renderStatistics } from '../../../src/report/members/render-statistics.ts';

test.each<[number | null, number | null, number | null, string]>([
  [200, 90, 0.5, '200 identifiers, 90 matched, match rate 50 %, as of'],
  [200, null, 0.5, '200 identifiers, match rate 50 %, as of'],
  [200, 90, null, '200 identifiers, 90 matched, as of'],
  [3, 1, 1 / 3, '3 identifiers, 1 matched, match rate 33.3 %, as of'],
  [3, 3, 1, 'match rate 100 %'],
  [0, 0, 0, '0 identifiers, 0 matched, match rate 0 %'],
  [null, null, 0.5, 'the API gives no numbers yet'],
  // No ratio: what it means is not known.
  [3, 3, 45, '3 identifiers, 3 matched, as of'],
  [3, 3, -1, '3 identifiers, 3 matched, as of'],
])('%p identifiers, %p matches, a rate of %p', (identifiers, matches, matchRate, text) => {
  const statistics = { numberOfIdentifiers: identifiers, numberOfMatches: matches, matchRate };
  const told = { address: 'segment/A', statistics, warnings: [], ledgers: [], refusals: [] };
  expect(renderStatistics(told)).toContain(text);
});
