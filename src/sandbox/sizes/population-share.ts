/**
 * How large a part of all people an entity reaches, from 0 to 1. Invented, but steady: the same
 * definition has the same size, and what is defined more widely is never smaller.
 */

import type { PlatformName } from '../entities/platform-traits.ts';
import { type Resource, segmentBlock } from '../entities/resource.ts';
import { type Algebra, readAlgebra } from '../entities/rules/algebra.ts';
import { drawFrom } from '../hash.ts';
import { isList, type JsonObject, type JsonValue, objectOf, textOf, textsOf } from '../json.ts';
import type { Call } from '../protocol/call.ts';
import { type Problem, problem } from '../protocol/problem.ts';

/** People known to a platform; sizes are shares of it. */
export const populations: Readonly<Record<PlatformName, number>> = {
  'retail-media': 8_000_000,
  'marketing-solutions': 45_000_000,
  // It has no sizes.
  'commerce-grid': 45_000_000,
};

export function shareOfSegment(call: Call, segment: Resource): number | Problem {
  const block = segmentBlock(segment.attributes);
  const own = objectOf(block === null ? null : segment.attributes[block]);
  switch (block) {
    case 'contactList': {
      const matches = countMatches(call.members.count(segment.id));
      return matches === 0
        ? problem('segment-size-not-available', 'The contact list has no members yet.')
        : Math.min(1, matches / populations[segment.platform]);
    }
    case 'lookalike':
      return Math.min(1, Number(own['targetSize'] ?? 0) / populations[segment.platform]);
    case 'behavioral':
      return 0.01 + 0.09 * drawFrom(`behavioral/${segment.id}`);
    default:
      return shareOfBlock(block, own);
  }
}

/** The share of settings that need no entity: what can be estimated before anything exists. */
export function shareOfBlock(block: string | null, own: JsonObject): number | Problem {
  switch (block) {
    case 'events':
      return shareOfEvents(own);
    case 'inMarket':
      return shareOfInMarket(own);
    case 'location':
      return shareOfArea(own);
    case 'retargeting':
      return (
        (0.08 * (Number(own['daysSinceLastVisitMax']) - Number(own['daysSinceLastVisitMin']))) / 400
      );
    default:
      return problem('segment-size-not-supported', 'Segments of this type have no size.');
  }
}

/** Segments are taken to be independent of each other. */
export function shareOfAlgebra(
  call: Call,
  platform: PlatformName,
  value: JsonValue | undefined,
): number | Problem {
  const algebra = readAlgebra(value);
  if (typeof algebra === 'string') return problem(algebra, 'The algebra cannot be read.');
  return shareOfTree(call, platform, algebra);
}

function shareOfTree(call: Call, platform: PlatformName, algebra: Algebra): number | Problem {
  switch (algebra.operator) {
    case 'segment': {
      const segment = call.store.find(platform, 'segment', algebra.id);
      return segment === undefined
        ? problem('audience-must-contain-only-existing-segments', `No segment ${algebra.id}.`)
        : shareOfSegment(call, segment);
    }
    case 'not': {
      const share = shareOfTree(call, platform, algebra.child);
      return typeof share === 'number' ? 1 - share : share;
    }
    default: {
      const shares: number[] = [];
      for (const child of algebra.children) {
        const share = shareOfTree(call, platform, child);
        if (typeof share !== 'number') return share;
        shares.push(share);
      }
      return algebra.operator === 'and'
        ? shares.reduce((product, share) => product * share, 1)
        : 1 - shares.reduce((product, share) => product * (1 - share), 1);
    }
  }
}

/** About half of the identifiers of a list are known. */
export function countMatches(identifiers: number): number {
  return Math.floor(identifiers / 2);
}

const activityShares: Readonly<Record<string, number>> = { View: 0.4, AddToCart: 0.15, Buy: 0.08 };

function shareOfEvents(events: JsonObject): number {
  const activity = activityShares[textOf(events['shopperActivity']) ?? ''] ?? 0.1;
  const days = Number(/\d+/.exec(textOf(events['lookbackDays']) ?? '')?.[0] ?? 30);
  const hasPrice = [events['minPrice'], events['maxPrice']].some((each) => (each ?? null) !== null);
  return (
    activity *
    Math.sqrt(days / 180) *
    shareOfIds(events['categoryIds'], 0.12) *
    shareOfIds(events['brandIds'], 0.08) *
    (hasPrice ? 0.5 : 1)
  );
}

function shareOfInMarket(settings: JsonObject): number {
  const chosen = textsOf(settings['interestIds']).length + textsOf(settings['brandIds']).length;
  const interested = chosen === 0 ? 0.35 : Math.min(0.35, 0.02 * chosen);
  return (
    interested *
    ((settings['gender'] ?? null) === null ? 1 : 0.48) *
    shareOfIds(settings['buyingPower'], 1 / 4) *
    shareOfIds(settings['priceRange'], 1 / 3)
  );
}

function shareOfArea(location: JsonObject): number {
  const points = location['pointsOfInterest'];
  const count = isList(points) ? points.length : 0;
  return Math.min(0.9, count * Number(location['radiusInKm'] ?? 0) ** 2 * 4e-5);
}

/** An empty filter lets everyone through. */
function shareOfIds(value: JsonValue | undefined, shareOfOne: number): number {
  const { length } = textsOf(value);
  return length === 0 ? 1 : Math.min(1, length * shareOfOne);
}
