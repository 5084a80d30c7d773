/**
 * What each attribute of a segment does to the people in it, type by type. A verdict is given only
 * where the API's own description of the attribute makes it certain; all else is `unknown`.
 */

import type { JsonObject } from '../../model/text/json.ts';
import { lookUp } from '../../model/text/look-up.ts';
import type { Verdict } from '../verdict.ts';
import { judgeInterval } from './judge-interval.ts';
import { judgeLocation } from './judge-location.ts';
import { judgeProspecting } from './judge-prospecting.ts';
import { judgeFilter, judgeFilterPair, judgeSets } from './judge-sets.ts';
import { membersAt, numberAt, type SegmentRule, textAt } from './segment-rule.ts';

/** The rules for attributes that segments of every type have. */
export const commonSegmentRules: readonly SegmentRule[] = [
  always('same', 'name', 'a name says nothing about who is in a segment'),
  always('same', 'description', 'a description says nothing about who is in a segment'),
  always('unknown', 'retailerId', "another retailer's shoppers are other people"),
  always('unknown', 'advertiserId', "another advertiser's users are other people"),
];

/** The rules for the attributes of each type block. */
export const segmentRules: Readonly<Record<string, readonly SegmentRule[]>> = {
  contactList: [
    always(
      'unknown',
      'contactList.identifierType',
      'a list of other identifiers is another list, with members of its own',
    ),
  ],
  events: [
    always(
      'unknown',
      'events.shopperActivity',
      'it is not documented whether one activity counts as another, such as buying as viewing',
    ),
    {
      paths: ['events.lookbackDays'],
      judge: judgeLookback,
      reason: 'the longer of two periods up to today includes the shorter one',
    },
    pair('events.categoryIds', 'events.brandIds'),
    interval(
      'events.minPrice',
      'events.maxPrice',
      'a price range that holds another one holds its people; no bound, no limit',
    ),
  ],
  inMarket: [
    always('different', 'inMarket.country', 'the people of another country are other people'),
    pair('inMarket.interestIds', 'inMarket.brandIds'),
    filter('inMarket.buyingPower', 'people of any listed level are in; an empty list is no filter'),
    filter('inMarket.priceRange', 'people of any listed range are in; an empty list is no filter'),
    filter('inMarket.gender', 'products of the one gender alone count; without it, all of them'),
  ],
  location: [
    {
      paths: ['location.pointsOfInterest', 'location.radiusInKm'],
      judge: judgeLocation,
      reason: 'people near any of the points are in: points and kilometres can only add to them',
    },
  ],
  prospecting: [
    {
      paths: [
        'prospecting.usersType',
        'prospecting.daysSinceLastVisitMin',
        'prospecting.daysSinceLastVisitMax',
      ],
      judge: judgeProspecting,
      reason: 'non-buyers come on top of prospects, and only their last visit is asked for',
    },
  ],
  lookalike: [
    always('unknown', 'lookalike.seedSegment', 'Criteo computes who is alike'),
    always('unknown', 'lookalike.seedSegmentId', 'Criteo computes who is alike'),
    {
      paths: ['lookalike.targetSize'],
      // Left out, the size that the server chose or was told stays.
      judge: (_, after) => (numberAt(after, 'lookalike.targetSize') === null ? 'same' : 'unknown'),
      reason: 'Criteo computes who is alike, and does not say that a larger segment keeps everyone',
    },
  ],
  retargeting: [
    {
      paths: ['retargeting.visitorsType'],
      judge: judgeVisitors,
      reason: 'every visitor is a buyer or a non-buyer, and All is both',
    },
    interval(
      'retargeting.daysSinceLastVisitMin',
      'retargeting.daysSinceLastVisitMax',
      'a visitor has one last visit: a window that holds another one holds its people',
    ),
  ],
};

function always(verdict: Verdict, path: string, reason: string): SegmentRule {
  return { paths: [path], judge: () => verdict, reason };
}

function filter(path: string, reason: string): SegmentRule {
  return {
    paths: [path],
    judge: (before, after) => judgeFilter(membersAt(before, path), membersAt(after, path)),
    reason,
  };
}

function pair(first: string, second: string): SegmentRule {
  const read = (attributes: JsonObject) => ({
    first: membersAt(attributes, first),
    second: membersAt(attributes, second),
  });
  return {
    paths: [first, second],
    judge: (before, after) => judgeFilterPair(read(before), read(after)),
    reason:
      'people of any listed ID are in, and an empty list is no filter; it is not documented whether both lists must match or one of them',
  };
}

function interval(min: string, max: string, reason: string): SegmentRule {
  const read = (attributes: JsonObject) => ({
    min: numberAt(attributes, min),
    max: numberAt(attributes, max),
  });
  return {
    paths: [min, max],
    judge: (before, after) => judgeInterval(read(before), read(after)),
    reason,
  };
}

function judgeLookback(before: JsonObject, after: JsonObject): Verdict {
  const [old, fresh] = [lookbackDays(before), lookbackDays(after)];
  if (old === null || fresh === null) return 'unknown';
  return judgeInterval({ min: null, max: old }, { min: null, max: fresh });
}

/** The API's values are `Last7Days` to `Last180Days`. */
function lookbackDays(attributes: JsonObject): number | null {
  const days = /^Last(\d+)Days$/u.exec(textAt(attributes, 'events.lookbackDays') ?? '')?.[1];
  return days === undefined ? null : Number(days);
}

const visitors: Readonly<Record<string, readonly string[]>> = {
  All: ['buyers', 'non-buyers'],
  Buyers: ['buyers'],
  NonBuyers: ['non-buyers'],
};

function judgeVisitors(before: JsonObject, after: JsonObject): Verdict {
  const [old, fresh] = [before, after].map((attributes) =>
    lookUp(visitors, textAt(attributes, 'retargeting.visitorsType') ?? ''),
  );
  return old && fresh ? judgeSets(new Set(old), new Set(fresh)) : 'unknown';
}
