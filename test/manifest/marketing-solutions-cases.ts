import type { FindingCase } from './marked-manifest.ts';

const segment = (block: string) => `segments:\n  - name: a\n    ${block}`;
const inMarket = (rest: string) => segment(`inMarket: { country: FR, brandIds: ["7"], ${rest} }`);
const place = '{ latitude: 48.85, longitude: 2.35 }';
const days = (from: string, to: string) =>
  segment(
    `retargeting: { visitorsType: All, daysSinceLastVisitMin: ${from}, daysSinceLastVisitMax: ${to} }`,
  );
const rangeCode = 'retargeting-segment-days-since-last-visit-are-not-in-acceptable-range';
const windowCode = 'retargeting-segment-days-since-last-visit-are-not-compatible';
const retargeting = `segments:
  - { name: r, retargeting: { visitorsType: All, daysSinceLastVisitMin: 0, daysSinceLastVisitMax: 30 } }
  - { name: l, contactList: {} }
`;
const alone = 'audience-with-retargeting-segment-must-be-correctly-specified';

/** Each mark is where the finding of the same position is expected. */
export const marketingSolutionsCases: readonly FindingCase[] = [
  ['contact list with nothing to set', segment('contactList:')],
  ['contact list, empty', segment('contactList: {}')],
  [
    'identifier type of the other platform',
    segment('contactList: { ▶identifierType: Email }'),
    'unknown-key',
  ],
  [
    'members with a caller, which is a number',
    segment(
      'contactList: { members: { source: a.txt, identifierType: gum, gumCallerId: 7, mode: append } }',
    ),
  ],
  ['the advertiser of the project', segment('contactList:\n    advertiserId: 77')],
  [
    'another advertiser',
    segment('contactList:\n    advertiserId: ▶78'),
    'advertiser-must-match-project',
  ],
  [
    'another advertiser as default',
    `defaults: { advertiserId: ▶78 }\n${segment('contactList:')}`,
    'advertiser-must-match-project',
  ],
  ['retailer', segment('contactList:\n    ▶retailerId: 78'), 'unknown-key'],
  [
    'behavioral',
    'segments:\n  - ▶name: a\n    ▶behavioral: { country: FR }',
    'segment-needs-one-type',
    'unknown-key',
  ],

  [
    'in-market settings',
    inMarket('interestIds: [1, 2], buyingPower: [Low], gender: Male, priceRange: [High]'),
  ],
  ['in-market settings missing', segment('▶inMarket:'), 'in-market-settings-must-be-defined'],
  [
    'country missing',
    'segments:\n  - ▶name: a\n    inMarket: { gender: Male }',
    'country-code-is-required',
  ],
  ['country null', segment('inMarket: { country: ▶null }'), 'country-code-is-required'],
  ['country empty', segment('inMarket: { country: ▶"" }'), 'country-code-is-required'],
  [
    'country in small letters',
    segment('inMarket: { country: ▶fr, brandIds: ["7"] }'),
    'country-code-must-be-valid',
  ],
  [
    'country that there is not',
    segment('inMarket: { country: ▶UK, brandIds: ["7"] }'),
    'country-code-must-be-valid',
  ],
  ['Norway without quotes', segment('inMarket: { country: NO, brandIds: ["7"] }')],
  ['gender', inMarket('gender: ▶male'), 'gender-must-be-valid'],
  ['gender taken away', inMarket('gender: null')],
  ['buying power', inMarket('buyingPower: [Low, ▶Highest]'), 'buying-power-must-be-valid'],
  ['buying power twice', inMarket('buyingPower: [Low, ▶Low]'), 'duplicate-item'],
  ['price range', inMarket('priceRange: [▶VeryHigh]'), 'price-range-must-be-valid'],
  ['price range no list', inMarket('priceRange: ▶High'), 'price-range-must-be-valid'],

  ['places', segment(`location: { pointsOfInterest: [${place}], radiusInKm: 5 }`)],
  [
    'registry',
    segment(
      `location: { registryType: PointsOfInterest, pointsOfInterest: [${place}], radiusInKm: 5 }`,
    ),
  ],
  [
    'registry that there is not',
    segment(`location: { registryType: ▶Shops, pointsOfInterest: [${place}], radiusInKm: 5 }`),
    'registry-type-must-be-valid',
  ],
  [
    'no place',
    segment('location: { pointsOfInterest: ▶[], radiusInKm: 5 }'),
    'poi-list-must-be-not-empty',
  ],
  [
    'places missing',
    'segments:\n  - ▶name: a\n    location: { radiusInKm: 5 }',
    'poi-list-must-be-not-empty',
  ],
  [
    'radius missing',
    `segments:\n  - ▶name: a\n    location: { pointsOfInterest: [${place}] }`,
    'poi-radius-must-be-not-null',
  ],
  [
    'radius null',
    segment(`location: { pointsOfInterest: [${place}], radiusInKm: ▶null }`),
    'poi-radius-must-be-not-null',
  ],
  [
    'radius zero',
    segment(`location: { pointsOfInterest: [${place}], radiusInKm: ▶0 }`),
    'radius-must-be-in-range',
  ],
  [
    'radius a fraction',
    segment(`location: { pointsOfInterest: [${place}], radiusInKm: ▶1.5 }`),
    'wrong-type',
  ],
  [
    'latitude out of range',
    segment('location: { pointsOfInterest: [{ latitude: ▶90.1, longitude: 0 }], radiusInKm: 5 }'),
    'poi-coordinates-must-be-valid',
  ],
  [
    'longitude missing',
    segment('location: { pointsOfInterest: [{ ▶latitude: 90 }], radiusInKm: 5 }'),
    'poi-coordinates-must-be-valid',
  ],
  [
    'longitude as text',
    segment('location: { pointsOfInterest: [{ latitude: 90, longitude: ▶"2" }], radiusInKm: 5 }'),
    'poi-coordinates-must-be-valid',
  ],
  [
    'two places that round to one',
    segment(
      `location: { pointsOfInterest: [${place}, ▶{ name: b, latitude: 48.850004, longitude: 2.35 }], radiusInKm: 5 }`,
    ),
    'poi-coordinates-must-be-unique',
  ],
  [
    'two places that do not',
    segment(
      `location: { pointsOfInterest: [${place}, { latitude: 48.850006, longitude: 2.35 }], radiusInKm: 5 }`,
    ),
  ],

  [
    'prospecting',
    segment(
      'prospecting: { usersType: ProspectsOrNonBuyers, daysSinceLastVisitMin: 1, daysSinceLastVisitMax: 30 }',
    ),
  ],
  ['prospecting without users', 'segments:\n  - ▶name: a\n    prospecting: {}', 'missing-key'],
  [
    'prospecting window that ends before it begins',
    segment(
      'prospecting: { usersType: Prospects, daysSinceLastVisitMax: 1, daysSinceLastVisitMin: ▶2 }',
    ),
    'impossible-window',
  ],

  [
    'lookalike',
    `segments:\n  - { name: s, contactList: }\n  - { name: a, lookalike: { seedSegment: s, targetSize: 1000 } }`,
  ],
  ['lookalike of an ID', segment('lookalike: { seedSegmentId: 0012 }')],
  [
    'lookalike of no ID',
    segment('lookalike: { seedSegmentId: ▶x12 }'),
    'segment-must-have-valid-segment-id',
  ],
  [
    'lookalike without seed',
    'segments:\n  - ▶name: a\n    lookalike: {}',
    'lookalike-needs-one-seed',
  ],
  [
    'lookalike of two seeds',
    'segments:\n  - ▶name: a\n    lookalike: { seedSegment: ▶s, seedSegmentId: 1 }',
    'lookalike-needs-one-seed',
    'reference-not-declared',
  ],
  [
    'lookalike of a seed not declared',
    segment('lookalike: { seedSegment: ▶s }'),
    'reference-not-declared',
  ],
  [
    'lookalike of a wrong seed',
    `${inMarket('gender: Male')}\n  - { name: b, lookalike: { seedSegment: ▶a } }`,
    'seed-segment-type',
  ],
  ['lookalike of itself', segment('lookalike: { seedSegment: ▶a }'), 'seed-segment-type'],
  [
    'lookalike of a seed that is to go',
    `segments:\n  - ▶name: s\n    state: absent\n  - { name: b, lookalike: { seedSegment: s } }`,
    'segment-must-not-be-used-as-seed',
  ],
  [
    'lookalike of a seed that is let go',
    'segments:\n  - { name: s, state: released }\n  - { name: b, lookalike: { seedSegment: s } }',
  ],

  ['retargeting window', days('0', '400')],
  ['retargeting window too long', days('0', '▶401'), rangeCode],
  ['retargeting window before today', days('▶-1', '3'), rangeCode],
  ['retargeting window empty', days('3', '▶3'), windowCode],
  ['retargeting window that ends before it begins', days('4', '▶3'), windowCode],
  [
    'retargeting window missing',
    'segments:\n  - ▶name: a\n    retargeting: { visitorsType: All, daysSinceLastVisitMin: 1 }',
    'missing-key',
  ],
  ['retargeting alone', `${retargeting}audiences:\n  - { name: x, algebra: r }`],
  [
    'retargeting not alone',
    `${retargeting}audiences:\n  - { name: x, algebra: { and: [l, ▶r] } }`,
    alone,
  ],
];
