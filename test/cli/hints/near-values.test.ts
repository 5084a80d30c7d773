/** Hints are followed to the letter: none may lead to another period, country or audience. */
import { describe, expect, test } from '@jest/globals';
import { findIn, testProject } from '../../manifest/marked-manifest.ts';

const hintsIn = (text: string, platform: 'retail-media' | 'marketing-solutions') =>
  findIn(text, testProject(platform)).map(({ hint }) => hint);

describe('another number is never suggested', () => {
  const lookBack = (value: string) =>
    hintsIn(
      `segments:\n  - name: A\n    events: { shopperActivity: View, lookbackDays: ${value} }\n`,
      'retail-media',
    );
  const list =
    'Use one of Last7Days, Last14Days, Last30Days, Last45Days, Last60Days, Last90Days, Last120Days, Last150Days, Last180Days.';

  test.each([1, 10, 28, 31, 61, 100, 365])('for Last%dDays', (days) => {
    expect(lookBack(`Last${days}Days`)).toEqual([list]);
  });

  test.each(['last30days', 'Last30Day', 'Lst30Days', 'Last_30_Days'])('but for %s', (written) => {
    expect(lookBack(written)).toEqual([expect.stringMatching(/^Did you mean Last30Days\?/u)]);
  });
});

describe('a country that is not its code', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['+33', 'Write FR, the ISO 3166-1 code of France.'],
    ['"+33"', 'Write FR, the ISO 3166-1 code of France.'],
    ['"0049"', 'Write DE, the ISO 3166-1 code of Germany.'],
    ['France', 'Write FR, the ISO 3166-1 code of France.'],
    ['GERMANY', 'Write DE, the ISO 3166-1 code of Germany.'],
    ['Deutschland', 'Write DE, the ISO 3166-1 code of Germany.'],
    ['España', 'Write ES, the ISO 3166-1 code of Spain.'],
    ['+1', 'Write US for the United States or CA for Canada.'],
  ];

  test.each([...cases, ['fr', 'Write FR.'] as const])('of phone numbers: %s', (written, hint) => {
    const list = `segments:\n  - name: A\n    contactList:\n      identifierType: PhoneNumber\n      members: { source: a.csv, country: ${written} }\n`;
    expect(hintsIn(list, 'retail-media')).toEqual([hint]);
  });

  test.each(cases)('of an in-market segment: %s', (written, hint) => {
    const segment = `segments:\n  - name: A\n    inMarket: { country: ${written}, interestIds: ["1"] }\n`;
    expect(hintsIn(segment, 'marketing-solutions')).toEqual([hint]);
  });
});

describe('operators beside each other', () => {
  const treesOf = (node: string) => [
    ...new Set(hintsIn(`audiences:\n  - name: X\n    algebra: ${node}\n`, 'retail-media')),
  ];
  const isUnknown = 'Correct the name, unless the segment exists remotely. plan checks this.';

  test.each([
    ['{ and: [A], not: B }', 'Write and: [A, { not: B }].'],
    ['{ and: [A, C], not: B }', 'Write and: [A, C, { not: B }].'],
    ['{ or: [A], not: B }', 'Write and: [A, { not: B }].'],
    ['{ or: [A, C], not: B }', 'Write and: [{ or: [A, C] }, { not: B }].'],
    ['{ not: { or: [A, C] }, segment: B }', 'Write and: [B, { not: { or: [A, C] } }].'],
    ['{ segmentId: "7", not: B }', 'Write and: [{ segmentId: "7" }, { not: B }].'],
    [
      '{ and: [A, B], or: [C, D] }',
      'For people who meet both, write and: [A, B, { or: [C, D] }]. For people who meet either, write or: [{ and: [A, B] }, C, D].',
    ],
  ])('%s', (node, hint) => {
    expect(treesOf(node).filter((each) => each !== isUnknown)).toEqual([hint]);
  });

  test.each([
    '{ not: { segment: A, not: B } }',
    '{ and: [A, B], or: [C, D], not: E }',
    '{ and: [A, B], not: [C, D] }',
  ])('%s may mean several things', (node) => {
    expect(treesOf(node).join(' ')).not.toMatch(/\bWrite and:/u);
  });
});
