import type { Candidate, Family, Rule } from '../entities/family.ts';
import { formatInstant } from '../entities/format-instant.ts';
import {
  isReadOnlyList,
  type Resource,
  segmentBlock,
  segmentTypeOfBlock,
} from '../entities/resource.ts';
import {
  nameMustBeUnique,
  nameMustNotBeEmpty,
  nameMustNotBeTooLong,
} from '../entities/rules/name-rules.ts';
import { mustNotBeUsed } from '../entities/rules/usage-rules.ts';
import { isObject, type JsonObject, textOf } from '../json.ts';
import type { Call } from '../protocol/call.ts';
import { problem } from '../protocol/problem.ts';
import { accountMustBeInOrder, retailerMustBeInOrder } from './retail-media-account-rules.ts';
import { segmentCreated, segmentUpdated } from './retail-media-shapes.ts';

const blocks = ['contactList', 'events'] as const;

/** The user that the sandbox names as creator; the API shows a user even for entities made by an application. */
export const creatorId = '514277';

export const retailMediaSegment: Family = {
  platform: 'retail-media',
  kind: 'segment',
  notFoundCode: 'segment-not-found',
  malformedIdCode: null,
  resourceType: 'RetailMediaAudienceSegment',
  searchedType: 'AudienceSegment',
  acceptedTypes: null,
  maxPageSize: 500,
  filters: ['audienceSegmentIds', 'retailerIds', 'audienceSegmentTypes'],
  ownerAttribute: 'retailerId',
  shapes: { created: segmentCreated, updated: segmentUpdated },
  findStructureProblem: (sent, isCreate) => {
    const given = blocks.filter((block) => isObject(sent[block]));
    return isCreate && given.length !== 1
      ? problem('invalid', 'A segment has either "contactList" or "events".')
      : null;
  },
  scopeOf: (call) => call.params['account'] ?? '',
  complete,
  rules: [
    accountMustBeInOrder,
    retailerMustBeInOrder,
    nameMustNotBeEmpty,
    nameMustNotBeTooLong,
    nameMustBeUnique,
    typeMustBeTheSame,
    readOnlyListsAreFixed,
  ],
  deletionRules: [mustNotBeServed, mustNotBeUsed],
};

function complete(call: Call, taken: JsonObject, isCreate: boolean): JsonObject {
  const stamp = formatInstant(call.now, call.store.revision(), call.settings.variants.timestamps);
  if (!isCreate) return { ...taken, updatedAt: stamp };
  const block = blocks.find((each) => isObject(taken[each])) ?? 'contactList';
  const own = taken[block];
  return {
    name: taken['name'],
    description: taken['description'],
    accountId: call.params['account'],
    retailerId: taken['retailerId'],
    type: segmentTypeOfBlock(block),
    createdAt: stamp,
    updatedAt: stamp,
    createdById: creatorId,
    [block]:
      block === 'contactList' && isObject(own)
        ? { isReadOnly: false, ...own, sharingStatus: 'NotShared' }
        : own,
    channels: channelsOfBlock(block, own),
  };
}

/**
 * Where a segment can be used. Customer IDs are known on the retailer's own site only, the other
 * lists off it; events are seen by both.
 */
function channelsOfBlock(block: string, own: unknown): readonly string[] {
  if (block === 'events') return ['Onsite', 'Offsite'];
  const identifierType = isObject(own) ? textOf(own['identifierType']) : null;
  return identifierType === 'CustomerId' ? ['Onsite'] : ['Offsite'];
}

/** Channels of a stored segment; derived where a saved row leaves them out. */
export function channelsOf(segment: Resource): readonly string[] {
  const { channels } = segment.attributes;
  if (Array.isArray(channels)) return channels.filter((each) => each !== 'Unknown');
  const block = segmentBlock(segment.attributes) ?? 'events';
  return channelsOfBlock(block, segment.attributes[block]);
}

function typeMustBeTheSame({ before, sent }: Candidate): ReturnType<Rule> {
  if (before === null) return [];
  const own = segmentBlock(before.attributes);
  const other = blocks.find((block) => isObject(sent[block]) && block !== own);
  return other === undefined
    ? []
    : [problem('type-must-be-the-same', `The segment has no "${other}".`)];
}

function readOnlyListsAreFixed({ before }: Candidate): ReturnType<Rule> {
  return before !== null && isReadOnlyList(before.attributes)
    ? [problem('sandbox-segment-is-read-only', 'The segment was made elsewhere and is read-only.')]
    : [];
}

function mustNotBeServed(call: Call, segment: Resource): ReturnType<Rule> {
  if (!call.settings.servedSegmentIds.includes(segment.id)) return [];
  return call.settings.variants.servedImpressions === 'as-used'
    ? [problem('segment-must-not-be-used-in-audience', 'The segment has to leave all audiences.')]
    : [
        problem(
          'sandbox-segment-has-served-impressions',
          'A segment that has served impressions cannot be deleted.',
        ),
      ];
}
