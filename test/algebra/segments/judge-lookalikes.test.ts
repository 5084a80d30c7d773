import { expect, test } from '@jest/globals';
import { judgeLookalikes } from '../../../src/algebra/segments/judge-lookalikes.ts';

test('a lookalike is unknown once its seed changes', () => {
  const verdicts = judgeLookalikes(
    new Map([
      ['CRM', 'wider'],
      ['Events', 'same'],
      ['Like Leads', 'same'],
    ] as const),
    new Map([
      ['Like CRM', 'CRM'],
      ['Like Events', 'Events'],
      ['Like Leads', 'Leads'],
    ]),
  );
  expect(Object.fromEntries(verdicts)).toEqual({
    CRM: 'wider',
    Events: 'same',
    'Like CRM': 'unknown',
    'Like Leads': 'same',
  });
});
