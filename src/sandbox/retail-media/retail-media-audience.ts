import type { Family, Rule } from '../entities/family.ts';
import { formatInstant } from '../entities/format-instant.ts';
import type { Resource } from '../entities/resource.ts';
import { readAlgebra, segmentIdsOf } from '../entities/rules/algebra.ts';
import {
  algebraMustBeLimited,
  algebraRule,
  branchesMustHaveTwoNodes,
  findAlgebraFault,
  segmentsMustExist,
  segmentsOf,
} from '../entities/rules/algebra-rules.ts';
import { audiencesMustNotBeTooMany, normaliseAlgebra } from '../entities/rules/audience-rules.ts';
import {
  descriptionMustNotBeTooLong,
  nameMustBeUnique,
  nameMustNotBeEmpty,
  nameMustNotBeTooLong,
  namesMustDifferInRequest,
} from '../entities/rules/name-rules.ts';
import { type JsonObject, type JsonValue, textOf } from '../json.ts';
import type { Call } from '../protocol/call.ts';
import { problem } from '../protocol/problem.ts';
import { accountMustBeInOrder, retailerMustBeInOrder } from './retail-media-account-rules.ts';
import { channelsOf, creatorId } from './retail-media-segment.ts';
import { audienceCreated, audienceUpdated, channels } from './retail-media-shapes.ts';

/** The prose and samples use several names; the first is what answers carry. */
const types = ['RetailMediaAudience', 'Audience'];

const retailerMustMatch: Rule = algebraRule((algebra, candidate) => {
  const retailerId = textOf(candidate.after.attributes['retailerId']);
  const others = segmentsOf(candidate, algebra).filter(
    ({ attributes }) => (textOf(attributes['retailerId']) ?? retailerId) !== retailerId,
  );
  return others.length === 0
    ? null
    : problem(
        'audience-retailer-must-match-segment-retailers',
        `Segments of another retailer: ${others.map(({ id }) => id).join(', ')}.`,
      );
});

const channelsMustMeet: Rule = algebraRule((algebra, candidate) =>
  commonChannels(segmentsOf(candidate, algebra)).length > 0
    ? null
    : problem('audience-channel-must-be-valid', 'The segments have no channel in common.'),
);

/** In the samples an audience has the channels that all its segments share, excluded ones included. */
function commonChannels(segments: readonly Resource[]): readonly string[] {
  return channels.filter((channel) =>
    segments.every((segment) => channelsOf(segment).includes(channel)),
  );
}

export const retailMediaAudience: Family = {
  platform: 'retail-media',
  kind: 'audience',
  notFoundCode: 'audience-not-found',
  malformedIdCode: null,
  resourceType: 'RetailMediaAudience',
  searchedType: 'RetailMediaAudience',
  acceptedTypes: types,
  maxPageSize: 500,
  filters: ['audienceIds', 'retailerIds', 'audienceSegmentIds'],
  ownerAttribute: 'retailerId',
  shapes: { created: audienceCreated, updated: audienceUpdated },
  findStructureProblem: findAlgebraFault,
  scopeOf: (call) => call.params['account'] ?? '',
  complete,
  rules: [
    accountMustBeInOrder,
    retailerMustBeInOrder,
    namesMustDifferInRequest,
    nameMustNotBeEmpty,
    nameMustNotBeTooLong,
    nameMustBeUnique,
    descriptionMustNotBeTooLong,
    audiencesMustNotBeTooMany,
    branchesMustHaveTwoNodes,
    algebraMustBeLimited,
    segmentsMustExist((segment, audience) => ['', audience.scope].includes(segment.scope)),
    retailerMustMatch,
    channelsMustMeet,
  ],
  deletionRules: [mustNotBeTargeted],
};

function complete(call: Call, taken: JsonObject, isCreate: boolean): JsonObject {
  const stamp = formatInstant(call.now, call.store.revision(), call.settings.variants.timestamps);
  const computed = { ...normaliseAlgebra(taken), channels: channelsFor(call, taken['algebra']) };
  if (!isCreate) return { ...taken, ...computed, updatedAt: stamp };
  return {
    name: taken['name'],
    description: taken['description'],
    accountId: call.params['account'],
    retailerId: taken['retailerId'],
    createdById: creatorId,
    createdAt: stamp,
    updatedAt: stamp,
    ...computed,
  };
}

function channelsFor(call: Call, value: JsonValue | undefined): readonly string[] {
  const algebra = readAlgebra(value);
  if (typeof algebra === 'string') return [];
  const segments = segmentIdsOf(algebra)
    .map((id) => call.store.find('retail-media', 'segment', id))
    .filter((segment) => segment !== undefined);
  return commonChannels(segments);
}

function mustNotBeTargeted(call: Call, audience: Resource): ReturnType<Rule> {
  return call.settings.lineItemAudienceIds.includes(audience.id)
    ? [problem('audience-must-not-be-used-in-line-item', 'A line item targets the audience.')]
    : [];
}
