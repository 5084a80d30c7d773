import type { Candidate, Family, Rule } from '../entities/family.ts';
import { formatInstant } from '../entities/format-instant.ts';
import { segmentBlock, segmentTypeOfBlock } from '../entities/resource.ts';
import {
  nameMustBeUnique,
  nameMustNotBeEmpty,
  nameMustNotBeTooLong,
} from '../entities/rules/name-rules.ts';
import { mustNotBeUsed } from '../entities/rules/usage-rules.ts';
import { isList, isObject, type JsonObject, type JsonValue, objectOf, textOf } from '../json.ts';
import type { Call } from '../protocol/call.ts';
import { type Problem, problem } from '../protocol/problem.ts';
import { findInMarketProblems } from './in-market-rules.ts';
import { findLocationProblems } from './location-rules.ts';
import { findLookalikeProblems } from './lookalike-rules.ts';
import { segmentCreated, segmentUpdated } from './marketing-solutions-shapes.ts';
import { findRetargetingProblems } from './retargeting-rules.ts';
import { roundCoordinate } from './round-coordinate.ts';

const blocks = [
  'contactList',
  'inMarket',
  'location',
  'prospecting',
  'lookalike',
  'retargeting',
] as const;

/** What the server takes when a lookalike names no size; the real figure is not published. */
const defaultTargetSize = 1_000_000;

export const marketingSolutionsSegment: Family = {
  platform: 'marketing-solutions',
  kind: 'segment',
  notFoundCode: 'segment-not-found',
  malformedIdCode: 'segment-must-have-valid-segment-id',
  resourceType: 'AudienceSegment',
  searchedType: 'AudienceSegment',
  acceptedTypes: null,
  maxPageSize: 100,
  filters: ['audienceSegmentIds', 'advertiserIds', 'audienceSegmentTypes'],
  ownerAttribute: 'advertiserId',
  shapes: { created: segmentCreated, updated: segmentUpdated },
  findStructureProblem: findBlockProblem,
  scopeOf: (_call, attributes) => textOf(attributes['advertiserId']) ?? '',
  complete,
  rules: [
    nameMustNotBeEmpty,
    nameMustNotBeTooLong,
    nameMustBeUnique,
    typeMustBeTheSame,
    usersTypeMustBeGiven,
    findInMarketProblems,
    findLocationProblems,
    findLookalikeProblems,
    findRetargetingProblems,
  ],
  deletionRules: [mustNotBeUsed],
};

function findBlockProblem(sent: JsonObject, isCreate: boolean): Problem | null {
  const given = blocks.filter((block) => isObject(sent[block]));
  if (!isCreate || given.length === 1) return null;
  return given.length === 0 && sent['inMarket'] === null
    ? problem('in-market-settings-must-be-defined', 'The settings of "inMarket" are missing.')
    : problem('invalid', `A segment has exactly one of ${blocks.join(', ')}.`);
}

function complete(call: Call, taken: JsonObject, isCreate: boolean): JsonObject {
  const stamp = formatInstant(call.now, call.store.revision(), call.settings.variants.timestamps);
  if (!isCreate) return { ...normalise(call, taken), updatedAt: stamp };
  const block = blocks.find((each) => isObject(taken[each])) ?? 'contactList';
  return normalise(call, {
    name: taken['name'],
    description: taken['description'],
    type: segmentTypeOfBlock(block),
    createdAt: stamp,
    updatedAt: stamp,
    advertiserId: taken['advertiserId'],
    [block]: taken[block],
  });
}

function normalise(call: Call, attributes: JsonObject): JsonObject {
  const { contactList, location, lookalike, prospecting } = attributes;
  return {
    ...attributes,
    ...(isObject(contactList) ? { contactList: { isReadOnly: false, ...contactList } } : {}),
    ...(isObject(location) ? { location: normaliseLocation(call, location) } : {}),
    ...(isObject(prospecting)
      ? { prospecting: { ...prospecting, usersType: prospecting['usersType'] ?? 'Prospects' } }
      : {}),
    ...(isObject(lookalike)
      ? { lookalike: { ...lookalike, targetSize: lookalike['targetSize'] ?? defaultTargetSize } }
      : {}),
  };
}

function normaliseLocation(call: Call, location: JsonObject): JsonObject {
  const points = location['pointsOfInterest'];
  const isRounded = call.settings.variants.coordinates === 'rounded';
  const pointsOfInterest =
    isList(points) && isRounded ? points.map((point) => roundPoint(objectOf(point))) : points;
  return { ...location, registryType: 'PointOfInterest', pointsOfInterest };
}

function roundPoint(point: JsonObject): JsonObject {
  const round = (value: JsonValue | undefined): JsonValue =>
    typeof value === 'number' ? roundCoordinate(value) : (value ?? null);
  return { ...point, latitude: round(point['latitude']), longitude: round(point['longitude']) };
}

function typeMustBeTheSame({ before, sent }: Candidate): ReturnType<Rule> {
  if (before === null) return [];
  const own = segmentBlock(before.attributes);
  const other = blocks.find((block) => isObject(sent[block]) && block !== own);
  return other === undefined
    ? []
    : [problem('type-must-be-the-same', `The segment has no "${other}".`)];
}

function usersTypeMustBeGiven({ call, before, sent }: Candidate): readonly Problem[] {
  const own = sent['prospecting'];
  const isMissing = before === null && isObject(own) && (own['usersType'] ?? null) === null;
  return isMissing && call.settings.variants.emptyProspecting === 'refused'
    ? [problem('required-field', 'The attribute "usersType" is required.')]
    : [];
}
