/** For codes that a manifest alone can cause: a few lines that do. Tests see to it that they do. */

export interface CodeExample {
  readonly platform: 'retail-media' | 'marketing-solutions';
  /** A whole manifest. */
  readonly manifest: string;
}

const entity = (list: 'segments' | 'audiences') => (words: string) =>
  `${list}:\n  - name: Example\n    ${words}\n`;
const segment = entity('segments');
const audience = entity('audiences');

const retailMedia: Readonly<Record<string, string>> = {
  'multiple-algebra-operators': audience('algebra: { and: [A, B], or: [C, D] }'),
  'audience-algebra-cannot-be-null-or-empty': audience('algebra: {}'),
  'audience-algebra-must-be-limited': audience('algebra: { not: Customers }'),
  'audience-algebra-and-or-nodes-must-include-more-than-one-node': audience(
    'algebra: { and: [Customers] }',
  ),
  'name-must-not-be-empty': 'audiences:\n  - name: ""\n    algebra: Customers\n',
  'non-parsable-id': segment('id: 12a\n    contactList: { identifierType: Email }'),
  'unknown-key': segment('contactlist: { identifierType: Email }'),
  'unknown-value': segment('contactList: { identifierType: Mail }'),
  'wrong-type': segment('contactList: Email'),
  'comment-in-name': audience('algebra:\n      or:\n        - Viewers\n        - Promo #1'),
  'segment-needs-one-type': segment('description: No block says what it is made of'),
  'name-must-be-trimmed': 'audiences:\n  - name: "Example "\n    algebra: Customers\n',
  'text-not-unicode': segment(
    'description: "Shoes \\uD83D"\n    contactList: { identifierType: Email }',
  ),
  'names-look-alike':
    'audiences:\n  - name: Shoe buyers\n    algebra: Buyers\n  - name: "Shoe\\u00A0buyers"\n    algebra: Viewers\n',
  'reference-renamed':
    'segments:\n  - name: New\n    renamedFrom: Old\n    contactList: { identifierType: Email }\naudiences:\n  - name: Example\n    algebra: Old\n',
  'reference-not-declared': audience('algebra: Costumers'),
  'audience-holds-nobody': audience('algebra: { and: [Buyers, { not: Buyers }] }'),
  'operand-holds-nobody': audience(
    'algebra: { or: [Viewers, { and: [Buyers, { not: Buyers }] }] }',
  ),
  'operand-holds-everyone': audience(
    'algebra: { and: [Viewers, { or: [Buyers, { not: Buyers }] }] }',
  ),
  'operand-without-effect': audience('algebra: { or: [Viewers, { and: [Viewers, Buyers] }] }'),
  'duplicate-operand': audience('algebra: { and: [Viewers, Buyers, Viewers] }'),
  'audiences-equal':
    'audiences:\n  - name: One\n    algebra: { and: [Viewers, Buyers] }\n  - name: Two\n    algebra: { and: [Buyers, Viewers] }\n',
  'segment-unused':
    'segments:\n  - name: Forgotten\n    contactList: { identifierType: Email }\naudiences:\n  - name: Example\n    algebra: Buyers\n',
  'duplicate-name':
    'audiences:\n  - name: Example\n    algebra: Buyers\n  - name: example\n    algebra: Viewers\n',
  'rename-cycle':
    'audiences:\n  - name: One\n    renamedFrom: Two\n    algebra: Buyers\n  - name: Two\n    renamedFrom: One\n    algebra: Viewers\n',
  'impossible-window': segment(
    'events: { shopperActivity: View, lookbackDays: Last30Days, minPrice: 50, maxPrice: 20 }',
  ),
};

const marketingSolutions: Readonly<Record<string, string>> = {
  'in-market-settings-must-be-defined': segment('inMarket:'),
  'country-code-is-required': segment('inMarket: { gender: Female }'),
  'country-code-must-be-valid': segment('inMarket: { country: UK }'),
  'buying-power-must-be-valid': segment('inMarket: { country: FR, buyingPower: [Highest] }'),
  'gender-must-be-valid': segment('inMarket: { country: FR, gender: F }'),
  'price-range-must-be-valid': segment('inMarket: { country: FR, priceRange: High }'),
  'poi-list-must-be-not-empty': segment('location: { radiusInKm: 5, pointsOfInterest: [] }'),
  'poi-radius-must-be-not-null': segment(
    'location: { pointsOfInterest: [{ latitude: 48.85, longitude: 2.35 }] }',
  ),
  'poi-coordinates-must-be-valid': segment(
    'location: { radiusInKm: 5, pointsOfInterest: [{ latitude: 148.85, longitude: 2.35 }] }',
  ),
  'poi-coordinates-must-be-unique': segment(
    'location: { radiusInKm: 5, pointsOfInterest: [{ latitude: 1, longitude: 2 }, { latitude: 1.000001, longitude: 2 }] }',
  ),
  'radius-must-be-in-range': segment(
    'location: { radiusInKm: 0, pointsOfInterest: [{ latitude: 48.85, longitude: 2.35 }] }',
  ),
  'retargeting-segment-days-since-last-visit-are-not-compatible': segment(
    'retargeting: { visitorsType: All, daysSinceLastVisitMin: 30, daysSinceLastVisitMax: 7 }',
  ),
  'retargeting-segment-days-since-last-visit-are-not-in-acceptable-range': segment(
    'retargeting: { visitorsType: All, daysSinceLastVisitMin: 0, daysSinceLastVisitMax: 500 }',
  ),
  'lookalike-needs-one-seed': segment('lookalike: { targetSize: 100000 }'),
  'segment-must-have-valid-segment-id': segment('lookalike: { seedSegmentId: CRM }'),
};

/** An example of a code; undefined where it takes more than a manifest. */
export function exampleOf(code: string): CodeExample | undefined {
  const retail = retailMedia[code];
  if (retail !== undefined) return { platform: 'retail-media', manifest: retail };
  const marketing = marketingSolutions[code];
  return marketing === undefined
    ? undefined
    : { platform: 'marketing-solutions', manifest: marketing };
}
