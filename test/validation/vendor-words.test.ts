/** What the vendor's pages, guides and UI lead people to write, and what is said about it. */
import { describe, expect, test } from '@jest/globals';
import type { PlatformName } from '../../src/model/entity.ts';
import { findIn, testProject } from '../manifest/marked-manifest.ts';

const found = (platform: PlatformName, text: string) => findIn(text, testProject(platform));
const inMarketing = (text: string) => found('marketing-solutions', text);

const aSegment = (block: string) => `segments:\n  - name: A\n    ${block}\n`;
const anAudience = (algebra: string) => `audiences:\n  - name: A\n    algebra: ${algebra}\n`;

describe('a country', () => {
  test.each([
    ['UK', 'Write GB'],
    ['uk', 'Write GB'],
    ['EN', 'Write GB'],
    ['EL', 'Write GR'],
    ['FRA', 'Did you mean FR?'],
    ['fr', 'Did you mean FR?'],
  ])('%s: %s', (country, hint) => {
    const [finding, ...more] = inMarketing(
      aSegment(`inMarket: { country: ${country}, interestIds: ["1"] }`),
    );
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      code: 'country-code-must-be-valid',
      hint: expect.stringContaining(hint),
    });
  });
});

describe('an in-market segment', () => {
  test.each([
    'inMarket: { country: FR }',
    'inMarket: { country: FR, gender: Male }',
    'inMarket: { country: FR, interestIds: [], brandIds: [] }',
  ])('without interests and brands is doubted: %s', (block) => {
    expect(inMarketing(aSegment(block))).toMatchObject([
      {
        severity: 'warning',
        code: 'in-market-without-interests',
        hint: expect.stringContaining('audiencectl catalog interests --country FR'),
      },
    ]);
  });

  test.each(['interestIds: ["1"]', 'brandIds: ["2"]', 'interestIds: ["1"], brandIds: []'])(
    'with %s is not',
    (ids) => {
      expect(inMarketing(aSegment(`inMarket: { country: FR, ${ids} }`))).toEqual([]);
    },
  );
});

describe('the key of the API for a segment', () => {
  test.each([
    '{ audienceSegmentId: "12" }',
    '{ audienceSegmentId: 12 }',
    '{ and: [{ audienceSegmentId: "12" }, { segmentId: "13" }] }',
    '{ and: [{ segmentId: "13" }, { not: { audienceSegmentId: "12" } }] }',
    '{ or: [{ audienceSegmentId: "12", not: null }, { segmentId: "13" }] }',
  ])('%s is answered with segmentId', (algebra) => {
    for (const platform of ['retail-media', 'marketing-solutions'] as const) {
      expect(found(platform, anAudience(algebra))).toContainEqual(
        expect.objectContaining({
          code: 'unknown-key',
          hint: expect.stringMatching(/\bsegmentId: "12"/u),
        }),
      );
    }
  });
});

describe('a window that holds no day', () => {
  test.each([
    [30, 30, 'daysSinceLastVisitMin: 29, daysSinceLastVisitMax: 30'],
    [0, 0, 'daysSinceLastVisitMin: 0, daysSinceLastVisitMax: 1'],
    [400, 400, 'daysSinceLastVisitMin: 399, daysSinceLastVisitMax: 400'],
    [30, 7, 'daysSinceLastVisitMin: 7, daysSinceLastVisitMax: 30'],
  ])('from %i to %i: the hint is a window that holds one', (from, to, hint) => {
    const window = (days: string) => aSegment(`retargeting: { visitorsType: All, ${days} }`);
    const findings = inMarketing(
      window(`daysSinceLastVisitMin: ${from}, daysSinceLastVisitMax: ${to}`),
    );
    expect(findings).toMatchObject([
      {
        code: 'retargeting-segment-days-since-last-visit-are-not-compatible',
        hint: expect.stringContaining(hint),
      },
    ]);
    expect(inMarketing(window(hint))).toEqual([]);
  });
});

describe('a radius', () => {
  const point = 'pointsOfInterest: [{ name: a, latitude: 1, longitude: 2 }]';

  test.each([0, -1, 2_147_483_648, 99_999_999_999])(
    '%i is out of range, with what to write',
    (km) => {
      expect(inMarketing(aSegment(`location: { radiusInKm: ${km}, ${point} }`))).toMatchObject([
        { severity: 'error', code: 'radius-must-be-in-range', hint: expect.stringMatching(/\.$/u) },
      ]);
    },
  );

  // No place on earth is farther away: half of its circumference.
  test.each([
    [20_015, []],
    [20_016, ['radius-must-be-in-range']],
    [2_147_483_647, ['radius-must-be-in-range']],
  ])('of %i km', (km, codes) => {
    const findings = inMarketing(aSegment(`location: { radiusInKm: ${km}, ${point} }`));
    expect(findings.map(({ severity, code }) => `${severity} ${code}`)).toEqual(
      codes.map((code) => `warning ${code}`),
    );
  });
});

describe('a description of 501 characters', () => {
  const texts = { letters: 'x'.repeat(501), emoji: '😀'.repeat(251) };
  const aList = {
    'retail-media': 'contactList: { identifierType: Email }',
    'marketing-solutions': 'contactList: {}',
    'commerce-grid': 'contactList: {}',
  };
  const segment = (platform: PlatformName, text: string) =>
    aSegment(`description: ${text}\n    ${aList[platform]}`);
  const audience = (text: string) => anAudience(`{ segmentId: "1" }\n    description: ${text}`);
  const defaults = (text: string, rest: string) => `defaults: { description: ${text} }\n${rest}`;

  // Only the guide of retail-media audiences states the limit.
  describe.each(Object.entries(texts))('of %s', (_, text) => {
    test.each([
      ['retail-media', 'an audience', 'error', audience(text)],
      ['retail-media', 'a segment', 'warning', segment('retail-media', text)],
      ['marketing-solutions', 'an audience', 'warning', audience(text)],
      ['marketing-solutions', 'a segment', 'warning', segment('marketing-solutions', text)],
      ['retail-media', 'an audience, by default', 'error', defaults(text, anAudience('"1"'))],
      [
        'retail-media',
        'a segment, by default',
        'warning',
        defaults(text, aSegment(aList['retail-media'])),
      ],
    ] as const)('%s: %s is an %s', (platform, _what, severity, manifest) => {
      const findings = found(platform, manifest).filter(({ code }) => code.startsWith('desc'));
      expect(findings).toMatchObject([{ severity, code: 'description-must-not-be-too-long' }]);
    });
  });

  test('by a default of the project counts for what takes it', () => {
    const project = testProject('retail-media', { description: texts.letters });
    const list = aSegment(aList['retail-media']);
    const own = list.replace('name: A', 'name: B\n    description: short');
    expect(findIn(list, project)).toMatchObject([{ severity: 'warning' }]);
    expect(findIn(own, project)).toEqual([]);
  });
});
