import type { Family } from '../entities/family.ts';
import { formatInstant } from '../entities/format-instant.ts';
import {
  nameMustBeUnique,
  nameMustNotBeEmpty,
  nameMustNotBeTooLong,
} from '../entities/rules/name-rules.ts';
import { type JsonObject, objectOf, textOf } from '../json.ts';
import type { Call } from '../protocol/call.ts';
import { commerceGridSegmentCreated, commerceGridSegmentUpdated } from './commerce-grid-shapes.ts';

/** Contact lists only, and no audiences that could use them. */
export const commerceGridSegment: Family = {
  platform: 'commerce-grid',
  kind: 'segment',
  notFoundCode: 'segment-not-found',
  malformedIdCode: null,
  resourceType: 'CommerceGridAudienceSegment',
  searchedType: 'CommerceGridAudienceSegment',
  acceptedTypes: null,
  maxPageSize: 100,
  filters: ['audienceSegmentIds', 'audienceSegmentTypes', 'dataProviderIds', 'remoteIds'],
  ownerAttribute: 'dataProviderId',
  shapes: { created: commerceGridSegmentCreated, updated: commerceGridSegmentUpdated },
  findStructureProblem: () => null,
  scopeOf: (_call, attributes) => textOf(attributes['dataProviderId']) ?? '',
  complete,
  rules: [nameMustNotBeEmpty, nameMustNotBeTooLong, nameMustBeUnique],
  deletionRules: [],
};

/** What is created in the block of the list is read beside it, and the block is empty. */
function complete(call: Call, taken: JsonObject, isCreate: boolean): JsonObject {
  const stamp = formatInstant(call.now, call.store.revision(), call.settings.variants.timestamps);
  if (!isCreate) return { ...taken, updatedAt: stamp };
  return {
    name: taken['name'],
    description: taken['description'],
    type: 'ContactList',
    createdAt: stamp,
    updatedAt: stamp,
    dataProviderId: taken['dataProviderId'],
    remoteId: textOf(objectOf(taken['contactList'])['remoteId']),
    contactList: {},
  };
}
