import { type AmendmentRules, amendList } from '../contact-lists/contact-list-amendment.ts';
import { findList, longListId } from '../contact-lists/contact-list-endpoints.ts';
import type { Answer, Call } from '../protocol/call.ts';
import { answerWithWord, refuse } from '../protocol/envelope.ts';
import { commerceGridIdentifierTypes } from './commerce-grid-shapes.ts';

const listRules: AmendmentRules = {
  // Capitalised here alone.
  operations: { add: 'Add', remove: 'Remove' },
  identifierTypes: commerceGridIdentifierTypes,
  defaultType: 'Email',
  fixedType: null,
  isTypeRequired: false,
  hasAttributes: false,
};

/** POST …/contact-list/add-remove. */
export function amendCommerceGridList(call: Call): Answer {
  const found = findList(call, 'commerce-grid');
  if ('answer' in found) return found.answer;
  const { id } = found.list;
  return answerWithWord(call, id, () => {
    const result = amendList(call, id, listRules);
    if ('refused' in result) return refuse(call, 400, result.refused);
    const attributes = { contactListId: `#${longListId(id)}`, ...result.attributes };
    const data = { type: 'AddRemoveContactlistResult', attributes };
    return { status: 200, body: { data, errors: [], warnings: [] } };
  });
}

/** POST …/contact-list/clear. */
export function clearCommerceGridList(call: Call): Answer {
  const found = findList(call, 'commerce-grid');
  if ('answer' in found) return found.answer;
  const { id } = found.list;
  return answerWithWord(call, id, () => {
    call.members.clear(id);
    return { status: 204, body: null };
  });
}
