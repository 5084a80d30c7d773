import { describe, expect, test } from '@jest/globals';
import {
  describeFindings,
  expectedFindings,
  findIn,
  testProject,
  unmark,
} from './marked-manifest.ts';
import { retailMediaCases } from './retail-media-cases.ts';

const list = 'contactList: { identifierType: Email }';

describe('findings in retail-media manifests', () => {
  test.each(retailMediaCases.map(([name, marked, ...codes]) => ({ name, marked, codes })))(
    '$name',
    ({ marked, codes }) => {
      const { text, places } = unmark(marked);
      const found = describeFindings(findIn(text, testProject('retail-media')));
      expect(found).toEqual(expectedFindings(marked, codes));
      expect(places.length).toBeLessThanOrEqual(codes.length);
    },
  );

  test('a retailer is needed unless a default gives it', () => {
    const text = `segments:\n  - name: a\n    ${list}\n  - { name: b, state: absent }`;
    const project = { ...testProject('retail-media'), defaults: {} };
    expect(describeFindings(findIn(text, project))).toEqual(['2:5 missing-key']);
    expect(findIn(`defaults: { retailerId: 1 }\n${text}`, project)).toEqual([]);
  });

  test('a default that only one kind has is refused', () => {
    const text = 'defaults:\n  events: { shopperActivity: Buy }\nsegments: []';
    const [finding] = findIn(text, testProject('retail-media'));
    expect(finding).toMatchObject({ code: 'unknown-key', source: { line: 2, column: 3 } });
    expect(finding?.hint).toContain('retailerId, description');
  });
});
