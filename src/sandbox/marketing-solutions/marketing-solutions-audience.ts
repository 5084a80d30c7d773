import type { Family, Rule } from '../entities/family.ts';
import { formatInstant } from '../entities/format-instant.ts';
import { type Resource, segmentBlock } from '../entities/resource.ts';
import { segmentIdsOf } from '../entities/rules/algebra.ts';
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
  nameMustBeUnique,
  nameMustNotBeEmpty,
  nameMustNotBeTooLong,
  namesMustDifferInRequest,
} from '../entities/rules/name-rules.ts';
import { type JsonObject, textOf, textsOf } from '../json.ts';
import type { Call } from '../protocol/call.ts';
import { problem } from '../protocol/problem.ts';
import { audienceCreated, audienceUpdated } from './marketing-solutions-shapes.ts';

const retargetingMustBeAlone: Rule = algebraRule((algebra, candidate) => {
  const hasRetargeting = segmentsOf(candidate, algebra).some(
    ({ attributes }) => segmentBlock(attributes) === 'retargeting',
  );
  return hasRetargeting && segmentIdsOf(algebra).length > 1
    ? problem(
        'audience-with-retargeting-segment-must-be-correctly-specified',
        'A retargeting segment must be the only one of its audience.',
      )
    : null;
});

export const marketingSolutionsAudience: Family = {
  platform: 'marketing-solutions',
  kind: 'audience',
  notFoundCode: 'audience-not-found',
  malformedIdCode: null,
  resourceType: 'Audience',
  searchedType: 'Audience',
  acceptedTypes: ['Audience'],
  maxPageSize: 100,
  filters: ['audienceIds', 'advertiserIds', 'adSetIds', 'audienceSegmentIds'],
  ownerAttribute: 'advertiserId',
  shapes: { created: audienceCreated, updated: audienceUpdated },
  findStructureProblem: findAlgebraFault,
  scopeOf: (_call, attributes) => textOf(attributes['advertiserId']) ?? '',
  complete,
  rules: [
    namesMustDifferInRequest,
    nameMustNotBeEmpty,
    nameMustNotBeTooLong,
    nameMustBeUnique,
    audiencesMustNotBeTooMany,
    branchesMustHaveTwoNodes,
    algebraMustBeLimited,
    segmentsMustExist((segment, audience) => ['', audience.scope].includes(segment.scope)),
    retargetingMustBeAlone,
  ],
  deletionRules: [mustNotBeInAdSets],
};

function complete(call: Call, taken: JsonObject, isCreate: boolean): JsonObject {
  const stamp = formatInstant(call.now, call.store.revision(), call.settings.variants.timestamps);
  if (!isCreate) return { ...taken, ...normaliseAlgebra(taken), updatedAt: stamp };
  return {
    name: taken['name'],
    description: taken['description'],
    createdAt: stamp,
    updatedAt: stamp,
    advertiserId: taken['advertiserId'],
    adSetIds: [],
    ...normaliseAlgebra(taken),
  };
}

/** Not documented; the audience of a running ad set is taken to be as fast as a used segment. */
function mustNotBeInAdSets(_call: Call, audience: Resource): ReturnType<Rule> {
  const adSets = textsOf(audience.attributes['adSetIds']);
  return adSets.length === 0
    ? []
    : [
        problem(
          'sandbox-audience-must-not-be-used-in-ad-set',
          `Ad sets that use the audience: ${adSets.join(', ')}.`,
        ),
      ];
}
