/** Contact lists of retail media and marketing solutions, and the older endpoints that marketing solutions once had. */

import type { PlatformName } from '../entities/platform-traits.ts';
import { isReadOnlyList, type Resource, segmentBlock } from '../entities/resource.ts';
import { objectOf, textOf } from '../json.ts';
import type { Answer, Call } from '../protocol/call.ts';
import { answerOne, answerWithWord, refuse } from '../protocol/envelope.ts';
import { type Problem, problem } from '../protocol/problem.ts';
import { retailMediaIdentifierTypes } from '../retail-media/retail-media-shapes.ts';
import { countMatches } from '../sizes/population-share.ts';
import { type AmendmentRules, amendList } from './contact-list-amendment.ts';

export const marketingSolutionsTypes: readonly string[] = [
  'email',
  'madid',
  'identityLink',
  'gum',
  'phoneNumber',
];
const lowerCaseOperations = { add: 'add', remove: 'remove' };
const legacyTypes = ['email', 'madid', 'identityLink', 'gum', 'customerid'];

/** A contact list that may be changed, or the refusal. */
type FoundList = { readonly list: Resource } | { readonly answer: Answer };

export function findList(call: Call, platform: PlatformName): FoundList {
  const id = call.params['segment'] ?? '';
  if (!/^\d+$/.test(id)) {
    return { answer: refuse(call, 400, [problem('non-parsable-id', 'The ID is not a number.')]) };
  }
  const list = call.store.find(platform, 'segment', id);
  if (list === undefined) return { answer: refuse(call, 404, [notFound(id)]) };
  if (segmentBlock(list.attributes) !== 'contactList') {
    const detail = `Segment ${id} is no contact list.`;
    return { answer: refuse(call, 400, [problem('sandbox-segment-is-not-a-list', detail)]) };
  }
  if (isReadOnlyList(list.attributes)) {
    const detail = `The contact list ${id} was made in the UI and can only be changed there.`;
    const refused = problem('sandbox-segment-is-read-only', detail, 'access-control');
    return { answer: refuse(call, 403, [refused]) };
  }
  return { list };
}

function notFound(id: string): Problem {
  return problem('segment-not-found', `There is no segment ${id}.`);
}

/** POST …/contact-list/add-remove, retail media. The OpenAPI has the attributes in `data` itself. */
export function amendRetailMediaList(call: Call): Answer {
  const found = findList(call, 'retail-media');
  if ('answer' in found) return found.answer;
  return answerWithWord(call, found.list.id, () => amendFoundList(call, found.list));
}

function amendFoundList(call: Call, { id, attributes }: Resource): Answer {
  const ownType = textOf(objectOf(attributes['contactList'])['identifierType']);
  const result = amendList(call, id, {
    operations: lowerCaseOperations,
    identifierTypes: retailMediaIdentifierTypes,
    defaultType: ownType ?? 'Email',
    fixedType: ownType === 'Unknown' ? null : ownType,
    isTypeRequired: false,
    hasAttributes: false,
  });
  if ('refused' in result) return refuse(call, 400, result.refused);
  const data = { contactListId: `#${longListId(id)}`, ...result.attributes };
  const type = 'AddRemoveContactlistResult';
  const isFlat = call.settings.variants.addRemoveShape === 'flat';
  const body = isFlat ? { type, data } : { data: { type, attributes: data } };
  return { status: 200, body: { ...body, errors: [], warnings: [] } };
}

/** Beyond 2^53, and not the segment's own ID. */
export function longListId(segmentId: string): string {
  return String(523_103_620_165_619_711n + (BigInt(segmentId) % 1_000_003n) * 2n);
}

export function clearRetailMediaList(call: Call): Answer {
  const found = findList(call, 'retail-media');
  if ('answer' in found) return found.answer;
  const { id } = found.list;
  return answerWithWord(call, id, () => {
    call.members.clear(id);
    return { status: call.settings.variants.clearStatus, body: null };
  });
}

/** PATCH …/contact-list, marketing solutions. */
export function amendMarketingSolutionsList(call: Call): Answer {
  const found = findList(call, 'marketing-solutions');
  if ('answer' in found) return found.answer;
  const { id } = found.list;
  return answerWithWord(call, id, () => amendNumberedList(call, id, listRules));
}

/** PATCH …/contactlist-attributes: as above, each identifier with attributes of its own. Preview only. */
export function amendListWithAttributes(call: Call): Answer {
  const found = findList(call, 'marketing-solutions');
  if ('answer' in found) return found.answer;
  const attributes = objectOf(objectOf(objectOf(call.body)['data'])['attributes']);
  if (textOf(attributes['identifierType']) === null) {
    return refuse(call, 400, [problem('required-field', 'The "identifierType" is required.')]);
  }
  const { id } = found.list;
  const rules = { ...listRules, hasAttributes: true };
  return answerWithWord(call, id, () => amendNumberedList(call, id, rules));
}

const listRules: AmendmentRules = {
  operations: lowerCaseOperations,
  identifierTypes: marketingSolutionsTypes,
  defaultType: 'email',
  fixedType: null,
  isTypeRequired: true,
  hasAttributes: false,
};

function amendNumberedList(call: Call, id: string, rules: AmendmentRules): Answer {
  const result = amendList(call, id, rules);
  if ('refused' in result) return refuse(call, 400, result.refused);
  const attributes = { contactListId: `#${Number(id) + 1_000_003}`, ...result.attributes };
  const data = { type: 'ContactlistAmendment', attributes };
  return { status: 200, body: { data, errors: [], warnings: [] } };
}

export function clearMarketingSolutionsList(call: Call): Answer {
  const found = findList(call, 'marketing-solutions');
  if ('answer' in found) return found.answer;
  const { id } = found.list;
  return answerWithWord(call, id, () => {
    call.members.clear(id);
    return answerCleared('ContactListAudienceSegment', id);
  });
}

function answerCleared(type: string, id: string): Answer {
  return { status: 200, body: { data: { type, id }, errors: [], warnings: [] } };
}

/** GET …/contact-list (retail media) and …/contact-list/statistics (the others). */
export function readListStatistics(platform: PlatformName, call: Call): Answer {
  const id = call.params['segment'] ?? '';
  const list = call.store.find(platform, 'segment', id);
  if (list === undefined) return refuse(call, 404, [notFound(id)]);
  if (segmentBlock(list.attributes) !== 'contactList') {
    const refused = problem('contact-list-statistics-not-supported', `${id} is no contact list.`);
    return call.settings.variants.statisticsFailure === 'not-found'
      ? refuse(call, 404, [refused])
      : answerOne(call, null, [refused]);
  }
  const isCurrent = call.settings.variants.statistics === 'immediate';
  const count = isCurrent ? call.members.count(id) : call.members.recomputedCount(id);
  const numberOfMatches = countMatches(count);
  return answerOne(call, {
    id,
    type: 'ContactListStatistics',
    attributes: {
      numberOfIdentifiers: count,
      numberOfMatches,
      matchRate: count === 0 ? 0 : numberOfMatches / count,
    },
  });
}

/** The older endpoints take any number: such audiences cannot be created any more, so none is known. */
export function amendLegacyList(call: Call): Answer {
  const id = call.params['audience'] ?? '';
  const refused = findLegacyProblem(call, id);
  if (refused !== null) return refused;
  const rules = { ...listRules, identifierTypes: legacyTypes, isTypeRequired: false };
  const result = amendList(call, legacyListId(call, id), rules);
  if ('refused' in result) return refuse(call, 400, result.refused);
  const attributes = { contactListId: id, ...result.attributes };
  const data = { type: 'ContactlistAmendment', attributes };
  return { status: 200, body: { data, errors: [], warnings: [] } };
}

export function clearLegacyList(call: Call): Answer {
  const id = call.params['audience'] ?? '';
  const refused = findLegacyProblem(call, id);
  if (refused !== null) return refused;
  call.members.clear(legacyListId(call, id));
  return answerCleared('Audience', id);
}

function findLegacyProblem(call: Call, id: string): Answer | null {
  const isKnown = call.store.find('marketing-solutions', 'segment', id) !== undefined;
  const isTaken = isKnown || call.settings.legacyAudiences === 'any';
  if (/^\d+$/.test(id) && isTaken) return null;
  return refuse(call, 404, [problem('audience-invalid', `There is no audience ${id}.`)]);
}

/** A contact-list segment of that ID is the same list. */
function legacyListId(call: Call, id: string): string {
  return call.store.find('marketing-solutions', 'segment', id) === undefined ? `legacy-${id}` : id;
}
