import { describe, expect, test } from '@jest/globals';
import {
  describeFindings,
  expectedFindings,
  findIn,
  testProject,
  unmark,
} from './marked-manifest.ts';
import { marketingSolutionsCases } from './marketing-solutions-cases.ts';

describe('findings in marketing-solutions manifests', () => {
  test.each(marketingSolutionsCases.map(([name, marked, ...codes]) => ({ name, marked, codes })))(
    '$name',
    ({ marked, codes }) => {
      const { text, places } = unmark(marked);
      const found = describeFindings(findIn(text, testProject('marketing-solutions')));
      expect(found).toEqual(expectedFindings(marked, codes));
      expect(places.length).toBeLessThanOrEqual(codes.length);
    },
  );
});
