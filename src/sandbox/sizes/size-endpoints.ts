/** Sizes of what exists (compute) and of what might (estimate). The two platforms ask differently. */

import type { Family } from '../entities/family.ts';
import type { PlatformName } from '../entities/platform-traits.ts';
import type { Resource } from '../entities/resource.ts';
import { findAlgebraFault } from '../entities/rules/algebra-rules.ts';
import { checkShape } from '../entities/shapes/check-shape.ts';
import { algebra, choice, id, type ObjectShape, object, setOf } from '../entities/shapes/shape.ts';
import { isList, isObject, type JsonObject, objectOf, textOf, textsOf } from '../json.ts';
import { findAreaProblems } from '../marketing-solutions/location-rules.ts';
import {
  inMarketCreated,
  locationEstimated,
} from '../marketing-solutions/marketing-solutions-shapes.ts';
import type { Answer, Call } from '../protocol/call.ts';
import { answerList, answerOne, type ItemProblem, refuse } from '../protocol/envelope.ts';
import { type Problem, problem } from '../protocol/problem.ts';
import { channelsOf } from '../retail-media/retail-media-segment.ts';
import { channels, eventsCreated } from '../retail-media/retail-media-shapes.ts';
import { populations, shareOfAlgebra, shareOfBlock, shareOfSegment } from './population-share.ts';

/** Smaller counts are withheld. */
const smallestSize = 1_000;

const channel = choice(channels);

export const sizesComputed: ObjectShape = object({ channel, ids: setOf(null) }, ['channel', 'ids']);

export const retailMediaSegmentEstimated: ObjectShape = object(
  { channel, retailerId: id, events: eventsCreated },
  ['channel', 'retailerId', 'events'],
);

export const marketingSolutionsSegmentEstimated: ObjectShape = object(
  { advertiserId: id, inMarket: inMarketCreated, location: locationEstimated },
  ['advertiserId'],
);

export function audienceEstimated({ platform, ownerAttribute: own }: Family): ObjectShape {
  const isRetailMedia = platform === 'retail-media';
  return object(
    { ...(isRetailMedia ? { channel } : {}), [own]: id, algebra },
    isRetailMedia ? ['channel', own] : [own],
  );
}

/** Retail media: one object that holds a channel and a list of IDs. */
export function computeRetailMediaSizes(family: Family, call: Call): Answer {
  const { data } = objectOf(call.body);
  const attributes = objectOf(objectOf(data)['attributes']);
  const refused = findWrongTypes(attributes, sizesComputed, call);
  if (refused.length > 0) return refuse(call, 400, refused);
  return computeSizes(family, call, textsOf(attributes['ids']), textOf(attributes['channel']));
}

/** Marketing solutions: a list of resources. */
export function computeMarketingSolutionsSizes(family: Family, call: Call): Answer {
  const { data } = objectOf(call.body);
  if (!isList(data) || data.length === 0) {
    return refuse(call, 400, [problem('empty-data-object', 'The request holds no item.')]);
  }
  const ids = data.map((item) => textOf(objectOf(item)['id']) ?? '');
  if (ids.some((each) => !/^\d+$/.test(each))) {
    return refuse(call, 400, [problem('non-parsable-id', 'An ID is not a number.')]);
  }
  return computeSizes(family, call, ids, null);
}

function computeSizes(
  family: Family,
  call: Call,
  ids: readonly string[],
  wantedChannel: string | null,
): Answer {
  const data: JsonObject[] = [];
  const problems: ItemProblem[] = [];
  ids.forEach((each, index) => {
    const found = call.store.find(family.platform, family.kind, each);
    const share =
      found === undefined
        ? problem(family.notFoundCode, `There is no ${family.kind} ${each}.`)
        : shareOf(call, found, wantedChannel);
    const size = typeof share === 'number' ? writeSize(family.platform, share) : share;
    if ('code' in size) problems.push({ index, problem: size, resource: `/${each}` });
    else data.push({ id: each, type: `${family.resourceType}Size`, attributes: size.attributes });
  });
  return answerList(call, data, problems);
}

function shareOf(call: Call, found: Resource, wantedChannel: string | null): number | Problem {
  if (wantedChannel !== null && !channelsOf(found).includes(wantedChannel)) {
    return problem('segment-size-not-supported', `Not on the channel ${wantedChannel}.`);
  }
  return found.kind === 'segment'
    ? shareOfSegment(call, found)
    : shareOfAlgebra(call, found.platform, found.attributes['algebra']);
}

/** Retail media also gives the share itself. */
function writeSize(
  platform: PlatformName,
  share: number,
): { readonly attributes: JsonObject } | Problem {
  const size = Math.round(share * populations[platform]);
  if (size < smallestSize) return problem('segment-size-too-small', 'Too few people to be told.');
  const relativeSize = Math.round(share * 1e6) / 1e6;
  return { attributes: platform === 'retail-media' ? { size, relativeSize } : { size } };
}

export function estimateRetailMediaSegment(call: Call): Answer {
  const shape = retailMediaSegmentEstimated;
  return estimate(call, 'retail-media', shape, 'RetailMediaAudienceSegmentSize', (attributes) =>
    shareOfBlock('events', objectOf(attributes['events'])),
  );
}

export function estimateMarketingSolutionsSegment(call: Call): Answer {
  const shape = marketingSolutionsSegmentEstimated;
  return estimate(call, 'marketing-solutions', shape, 'AudienceSegmentSize', (attributes) => {
    const { location, inMarket } = attributes;
    if (isObject(location)) {
      const [wrong] = findAreaProblems(location, call.settings.maxRadiusInKm);
      return wrong ?? shareOfBlock('location', location);
    }
    return shareOfBlock(isObject(inMarket) ? 'inMarket' : null, objectOf(inMarket));
  });
}

export function estimateAudience(family: Family, call: Call): Answer {
  const shape = audienceEstimated(family);
  return estimate(call, family.platform, shape, `${family.resourceType}Size`, (attributes) =>
    shareOfAlgebra(call, family.platform, attributes['algebra']),
  );
}

function estimate(
  call: Call,
  platform: PlatformName,
  shape: ObjectShape,
  type: string,
  shareOfAttributes: (attributes: JsonObject) => number | Problem,
): Answer {
  const attributes = objectOf(objectOf(objectOf(call.body)['data'])['attributes']);
  const fault = 'algebra' in shape.fields ? findAlgebraFault(attributes, true) : null;
  const refused = [...findWrongTypes(attributes, shape, call), ...(fault === null ? [] : [fault])];
  if (refused.length > 0) return refuse(call, 400, refused);
  const share = shareOfAttributes(attributes);
  const size = typeof share === 'number' ? writeSize(platform, share) : share;
  return 'code' in size
    ? answerOne(call, null, [size])
    : answerOne(call, { type, attributes: size.attributes });
}

function findWrongTypes(
  attributes: JsonObject,
  shape: ObjectShape,
  call: Call,
): readonly Problem[] {
  return checkShape(attributes, shape, '/attributes', call.settings.strict).map((each) =>
    problem(each.code, each.detail),
  );
}
