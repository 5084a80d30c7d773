/** One row and more for each code of the API that validate or plan finds. */
import type { PlatformName } from '../../src/model/entity.ts';
import {
  createOf,
  deleteOf,
  leaf,
  type RefusedWorld,
  type Request,
  updateOf,
} from './refused-world.ts';

export interface RefusalCase {
  readonly code: string;
  readonly foundBy: 'validate' | 'plan';
  readonly platform: PlatformName;
  /** With ▶ where the finding is expected, and IDs as {{word}}. */
  readonly manifest: string;
  /** What would be sent, were it not found before. */
  readonly request: (world: RefusedWorld) => Request;
}

/** Marked as a whole, unless the words have a mark. */
const segment = (words: string) =>
  `segments:\n  - ${words.includes('▶') ? '' : '▶'}name: New\n    ${words}`;
const audience = (algebra: string) => `audiences:\n  - name: New\n    algebra: ${algebra}`;

const list = 'contactList: { identifierType: Email }';
const email = { contactList: { identifierType: 'Email' } };
const twoLists = `segments:\n  - { name: a, ${list} }\n  - { name: b, ${list} }\n`;
const nested = (levels: number): string =>
  levels === 0 ? 'Mails' : `{ not: ${nested(levels - 1)} }`;
const nestedNode = (levels: number, node: object): object =>
  levels === 0 ? node : { not: nestedNode(levels - 1, node) };
const eleven = <Item>(item: Item) => Array.from({ length: 11 }, () => item);
const long = 'x'.repeat(257);

type Row = readonly [
  code: string,
  foundBy: RefusalCase['foundBy'],
  manifest: string,
  request: RefusalCase['request'],
];

const retailMedia: readonly Row[] = [
  [
    'multiple-algebra-operators',
    'validate',
    audience('▶{ and: [Mails, Mails], not: Mails }'),
    createOf('audiences', ({ mails }) => ({
      algebra: { and: [leaf(mails), leaf(mails)], not: leaf(mails) },
    })),
  ],
  [
    'audience-algebra-cannot-be-null-or-empty',
    'validate',
    audience('▶{}'),
    createOf('audiences', { algebra: {} }),
  ],
  [
    'audience-algebra-cannot-be-null-or-empty',
    'validate',
    'audiences:\n  - ▶name: New',
    createOf('audiences', {}),
  ],
  [
    'audience-algebra-too-deep',
    'validate',
    audience(`▶${nested(10)}`),
    createOf('audiences', ({ mails }) => ({ algebra: nestedNode(10, leaf(mails)) })),
  ],
  [
    'audience-algebra-has-too-many-segments',
    'validate',
    audience(`▶{ or: [${eleven('Mails').join(', ')}] }`),
    createOf('audiences', ({ mails }) => ({ algebra: { or: eleven(leaf(mails)) } })),
  ],
  [
    'audience-algebra-must-be-limited',
    'validate',
    audience('▶{ not: Mails }'),
    createOf('audiences', ({ mails }) => ({ algebra: { not: leaf(mails) } })),
  ],
  [
    'audience-algebra-and-or-nodes-must-include-more-than-one-node',
    'validate',
    audience('{ and: ▶[Mails] }'),
    createOf('audiences', ({ mails }) => ({ algebra: { and: [leaf(mails)] } })),
  ],
  [
    'audience-retailer-must-match-segment-retailers',
    'validate',
    `segments:\n  - { name: Of another retailer, retailerId: 5678, ${list} }\n${audience('▶Of another retailer')}`,
    createOf('audiences', ({ other }) => ({ algebra: leaf(other) })),
  ],
  [
    'audience-retailer-must-match-segment-retailers',
    'plan',
    audience('{ or: [Mails, ▶Of another retailer] }'),
    createOf('audiences', ({ mails, other }) => ({ algebra: { or: [leaf(mails), leaf(other)] } })),
  ],
  [
    'audience-retailer-must-match-segment-retailers',
    'plan',
    // Declared by its name, referred to by the ID that it turns out to have.
    `segments:\n  - { name: Of another retailer, retailerId: 5678, ${list} }\n${audience('▶{ segmentId: {{other}} }')}`,
    createOf('audiences', ({ other }) => ({ algebra: leaf(other) })),
  ],
  [
    'duplicate-name',
    'validate',
    'audiences:\n  - { name: Twin, algebra: Mails }\n  - { name: ▶Twin, algebra: Mails }',
    createOf(
      'audiences',
      ({ mails }) => ({ name: 'Twin', algebra: leaf(mails) }),
      ({ mails }) => ({ name: 'Twin', algebra: leaf(mails) }),
    ),
  ],
  [
    'name-must-not-be-empty',
    'validate',
    `segments:\n  - { name: ▶"", ${list} }`,
    createOf('segments', { ...email, name: '' }),
  ],
  [
    'name-must-not-be-too-long',
    'validate',
    `segments:\n  - { name: ▶${long}, ${list} }`,
    createOf('segments', { ...email, name: long }),
  ],
  [
    'non-parsable-id',
    'validate',
    'audiences:\n  - { name: New, id: ▶12a, algebra: Mails }',
    updateOf('audiences', () => ({ id: '12a', attributes: {} })),
  ],
  [
    'duplicate-id',
    'validate',
    'audiences:\n  - { name: One, id: {{audience}}, algebra: Mails }\n  - { name: Two, id: ▶{{audience}}, algebra: Mails }',
    updateOf(
      'audiences',
      ({ audience: id }) => ({ id, attributes: { name: 'One' } }),
      ({ audience: id }) => ({ id, attributes: { name: 'Two' } }),
    ),
  ],
  [
    'segment-must-not-be-used-in-audience',
    'validate',
    `segments:\n  - ▶name: Mails\n    state: absent\naudiences:\n  - { name: Known, algebra: Mails }`,
    deleteOf('segments', ({ mails }) => mails),
  ],
  [
    'segment-must-not-be-used-in-audience',
    'plan',
    'segments:\n  - ▶name: Mails\n    state: absent',
    deleteOf('segments', ({ mails }) => mails),
  ],
  [
    'name-must-be-unique',
    'plan',
    `segments:\n  - { name: ▶Cards, id: {{mails}}, ${list} }`,
    updateOf('segments', ({ mails: id }) => ({ id, attributes: { name: 'Cards' } })),
  ],
  [
    'audience-not-found',
    'plan',
    'audiences:\n  - { name: Known, id: ▶12, algebra: Mails }',
    updateOf('audiences', () => ({ id: '12', attributes: { name: 'Known' } })),
  ],
  [
    'segment-not-found',
    'plan',
    `segments:\n  - { name: Mails, id: ▶12, ${list} }`,
    updateOf('segments', () => ({ id: '12', attributes: { name: 'Mails' } })),
  ],
  [
    'audience-must-contain-only-existing-segments',
    'plan',
    audience('{ or: [Mails, ▶{ segmentId: 12 }] }'),
    createOf('audiences', ({ mails }) => ({ algebra: { or: [leaf(mails), leaf('12')] } })),
  ],
  [
    'audience-channel-must-be-valid',
    'plan',
    audience('▶{ and: [Mails, { not: Cards }] }'),
    createOf('audiences', ({ mails, cards }) => ({
      algebra: { and: [leaf(mails), { not: leaf(cards) }] },
    })),
  ],
  [
    'audience-channel-must-be-valid',
    'plan',
    `${twoLists}audiences:\n  - name: Known\n    algebra: ▶{ or: [Mails, Cards] }`,
    updateOf('audiences', ({ audience: id, mails, cards }) => ({
      id,
      attributes: { algebra: { or: [leaf(mails), leaf(cards)] } },
    })),
  ],
];

const place = { latitude: 48.85, longitude: 2.35 };
const places = '{ latitude: 48.85, longitude: 2.35 }';
const location = (pointsOfInterest: readonly object[], radiusInKm: number | null = 5) => ({
  location: { pointsOfInterest, ...(radiusInKm === null ? {} : { radiusInKm }) },
});
const retargeting = (from: number, to: number) => ({
  retargeting: { visitorsType: 'All', daysSinceLastVisitMin: from, daysSinceLastVisitMax: to },
});
const days = (from: string, to: string) =>
  segment(
    `retargeting: { visitorsType: All, daysSinceLastVisitMin: ${from}, daysSinceLastVisitMax: ${to} }`,
  );
const inMarket = (key: string, value: unknown) => ({ inMarket: { country: 'FR', [key]: value } });
const market = (words: string) => segment(`inMarket: { country: FR, ${words} }`);

const marketingSolutions: readonly Row[] = [
  [
    'audience-with-retargeting-segment-must-be-correctly-specified',
    'validate',
    `segments:\n  - { name: Buyers, retargeting: { visitorsType: All, daysSinceLastVisitMin: 0, daysSinceLastVisitMax: 30 } }\n${audience('{ or: [List, ▶Buyers] }')}`,
    createOf('audiences', ({ list: id, buyers }) => ({
      algebra: { or: [leaf(id), leaf(buyers)] },
    })),
  ],
  [
    'audience-with-retargeting-segment-must-be-correctly-specified',
    'plan',
    audience('{ or: [List, ▶Buyers] }'),
    createOf('audiences', ({ list: id, buyers }) => ({
      algebra: { or: [leaf(id), leaf(buyers)] },
    })),
  ],
  [
    'segment-must-have-valid-segment-id',
    'validate',
    'segments:\n  - { name: List, id: ▶x12, contactList: {} }',
    updateOf('segments', () => ({ id: 'x12', attributes: {} })),
  ],
  [
    'segment-not-found',
    'plan',
    segment('lookalike: { seedSegmentId: ▶12 }'),
    createOf('segments', { lookalike: { seedSegmentId: '12' } }),
  ],
  [
    'name-must-be-unique',
    'plan',
    'segments:\n  - { name: ▶Buyers, id: {{list}}, contactList: {} }',
    updateOf('segments', ({ list: id }) => ({ id, attributes: { name: 'Buyers' } })),
  ],
  [
    'in-market-settings-must-be-defined',
    'validate',
    segment('▶inMarket:'),
    createOf('segments', { inMarket: null }),
  ],
  [
    'country-code-is-required',
    'validate',
    segment('inMarket: { gender: Male }'),
    createOf('segments', { inMarket: { gender: 'Male' } }),
  ],
  [
    'country-code-must-be-valid',
    'validate',
    segment('inMarket: { country: ▶UK }'),
    createOf('segments', { inMarket: { country: 'UK' } }),
  ],
  [
    'buying-power-must-be-valid',
    'validate',
    market('buyingPower: [▶Huge]'),
    createOf('segments', inMarket('buyingPower', ['Huge'])),
  ],
  [
    'gender-must-be-valid',
    'validate',
    market('gender: ▶male'),
    createOf('segments', inMarket('gender', 'male')),
  ],
  [
    'price-range-must-be-valid',
    'validate',
    market('priceRange: [▶VeryHigh]'),
    createOf('segments', inMarket('priceRange', ['VeryHigh'])),
  ],
  [
    'registry-type-must-be-valid',
    'validate',
    segment(`location: { registryType: ▶Shops, pointsOfInterest: [${places}], radiusInKm: 5 }`),
    updateOf('segments', ({ place: id }) => ({
      id,
      attributes: { location: { registryType: 'Shops' } },
    })),
  ],
  [
    'poi-list-must-be-not-empty',
    'validate',
    segment('location: { pointsOfInterest: ▶[], radiusInKm: 5 }'),
    createOf('segments', location([])),
  ],
  [
    'poi-radius-must-be-not-null',
    'validate',
    segment(`location: { pointsOfInterest: [${places}] }`),
    createOf('segments', location([place], null)),
  ],
  [
    'radius-must-be-in-range',
    'validate',
    segment(`location: { pointsOfInterest: [${places}], radiusInKm: ▶0 }`),
    createOf('segments', location([place], 0)),
  ],
  [
    'poi-coordinates-must-be-valid',
    'validate',
    segment('location: { pointsOfInterest: [{ latitude: ▶90.1, longitude: 2 }], radiusInKm: 5 }'),
    createOf('segments', location([{ latitude: 90.1, longitude: 2 }])),
  ],
  [
    'poi-coordinates-must-be-unique',
    'validate',
    segment(
      `location: { pointsOfInterest: [${places}, ▶{ latitude: 48.850001, longitude: 2.35 }], radiusInKm: 5 }`,
    ),
    createOf('segments', location([place, { latitude: 48.850001, longitude: 2.35 }])),
  ],
  [
    'retargeting-segment-days-since-last-visit-are-not-compatible',
    'validate',
    days('30', '▶7'),
    createOf('segments', retargeting(30, 7)),
  ],
  [
    'retargeting-segment-days-since-last-visit-are-not-in-acceptable-range',
    'validate',
    days('0', '▶401'),
    createOf('segments', retargeting(0, 401)),
  ],
];

const rowsOf = (platform: PlatformName, rows: readonly Row[]): readonly RefusalCase[] =>
  rows.map(([code, foundBy, manifest, request]) => ({
    code,
    foundBy,
    platform,
    manifest,
    request,
  }));

export const refusalCases: readonly RefusalCase[] = [
  ...rowsOf('retail-media', retailMedia),
  ...rowsOf('marketing-solutions', marketingSolutions),
];
