import { describe, expect, test } from '@jest/globals';
import { apiCodes } from '../../src/diagnostics/api-codes.ts';
import { bindingCases } from '../manifest/binding-cases.ts';
import { marketingSolutionsCases } from '../manifest/marketing-solutions-cases.ts';
import { retailMediaCases } from '../manifest/retail-media-cases.ts';

const demonstrated = new Set(
  [...retailMediaCases, ...bindingCases, ...marketingSolutionsCases].flatMap(
    ([, , ...codes]) => codes,
  ),
);

describe('the codes of the API', () => {
  test('are listed once each', () => {
    const codes = apiCodes.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });

  test.each(apiCodes.filter(({ foundBy }) => foundBy === 'validate'))(
    '$code is found in a manifest',
    ({ code }) => {
      expect(demonstrated).toContain(code);
    },
  );

  test.each(apiCodes.filter(({ foundBy }) => foundBy === 'nobody'))(
    '$code has a reason why nobody finds it',
    ({ reason }) => {
      expect(reason).toMatch(/\.$/u);
    },
  );
});
