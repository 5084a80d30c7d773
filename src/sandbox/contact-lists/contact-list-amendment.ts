/** Adding people to and removing them from a contact list; the same for every family of endpoints. */

import { formatInstant } from '../entities/format-instant.ts';
import { checkShape } from '../entities/shapes/check-shape.ts';
import { anything, choice, object } from '../entities/shapes/shape.ts';
import { isList, isObject, type JsonObject, type JsonValue, objectOf, textOf } from '../json.ts';
import type { Call } from '../protocol/call.ts';
import { type Problem, problem } from '../protocol/problem.ts';
import { digestIdentifier } from './identifiers.ts';

/** How a family of endpoints spells an amendment. */
export interface AmendmentRules {
  /** The words for adding and removing, in its own case. */
  readonly operations: { readonly add: string; readonly remove: string };
  readonly identifierTypes: readonly string[];
  /** The type that counts when none is named. */
  readonly defaultType: string;
  /** Types that only this list takes; null for all. */
  readonly fixedType: string | null;
  readonly isTypeRequired: boolean;
  /** Identifiers are objects that hold the identifier and further attributes. */
  readonly hasAttributes: boolean;
}

/** Counts and echoes of an amendment that was carried out. */
export type AmendmentResult =
  | { readonly attributes: JsonObject }
  | { readonly refused: readonly Problem[] };

/** The API's sample of what was wrong; its size is not documented. */
const maxSamples = 10;

/** @param listId the key under which the members are kept. */
export function amendList(call: Call, listId: string, rules: AmendmentRules): AmendmentResult {
  const data = objectOf(objectOf(call.body)['data']);
  const attributes = objectOf(data['attributes']);
  const operation = choice(Object.values(rules.operations));
  const shape = object({ operation, identifiers: anything }, ['operation', 'identifiers']);
  const wrong = checkShape(attributes, shape, '/attributes', false).map(({ code, detail }) =>
    problem(code, detail),
  );
  const identifiers = readIdentifiers(attributes['identifiers'], rules.hasAttributes);
  const refused = [
    ...wrong,
    ...(rules.isTypeRequired && textOf(data['type']) === null
      ? [problem('required-field', 'The member "type" is required.')]
      : []),
    ...findTypeProblems(attributes, rules, call.settings.strict),
    ...findIdentifierProblems(identifiers, call.settings.maxIdentifiers),
  ];
  if (refused.length > 0 || identifiers === null) return { refused };
  return { attributes: amendMembers(call, listId, attributes, identifiers, rules) };
}

function amendMembers(
  call: Call,
  listId: string,
  attributes: JsonObject,
  identifiers: readonly string[],
  rules: AmendmentRules,
): JsonObject {
  const type = textOf(attributes['identifierType']) ?? rules.defaultType;
  const digests: string[] = [];
  const invalid: string[] = [];
  for (const identifier of identifiers) {
    const digest = digestIdentifier(type.toLowerCase(), identifier);
    if (digest === null) invalid.push(identifier);
    else digests.push(digest);
  }
  if (attributes['operation'] === rules.operations.add) call.members.add(listId, digests);
  else call.members.remove(listId, digests);
  return {
    operation: attributes['operation'],
    requestDate: formatInstant(call.now, call.requestNumber, call.settings.variants.timestamps),
    identifierType: type,
    nbValidIdentifiers: digests.length,
    nbInvalidIdentifiers: invalid.length,
    sampleInvalidIdentifiers: invalid.slice(0, maxSamples),
  };
}

function readIdentifiers(
  value: JsonValue | undefined,
  hasAttributes: boolean,
): readonly string[] | null {
  if (!isList(value)) return null;
  const texts = value.map((member) =>
    hasAttributes && isObject(member) ? member['identifier'] : member,
  );
  const strings = texts.filter((text) => typeof text === 'string');
  return strings.length === texts.length ? strings : null;
}

function findIdentifierProblems(
  identifiers: readonly string[] | null,
  max: number,
): readonly Problem[] {
  if (identifiers === null) {
    return [problem('invalid', 'The member "identifiers" must be a list of strings.')];
  }
  return identifiers.length > max
    ? [problem('payload-too-big', `A request holds at most ${max} identifiers.`)]
    : [];
}

function findTypeProblems(
  attributes: JsonObject,
  rules: AmendmentRules,
  strict: boolean,
): readonly Problem[] {
  const given = attributes['identifierType'] ?? null;
  if (given === null) return [];
  const fold = (text: string): string => (strict ? text : text.toLowerCase());
  const known = rules.identifierTypes.some(
    (type) => typeof given === 'string' && fold(type) === fold(given),
  );
  if (!known || typeof given !== 'string') {
    return [problem('invalid', 'The "identifierType" is not one of this endpoint.')];
  }
  if (rules.fixedType !== null && rules.fixedType.toLowerCase() !== given.toLowerCase()) {
    return [problem('invalid', `The list takes identifiers of type ${rules.fixedType} only.`)];
  }
  const needsCaller = given.toLowerCase() === 'gum';
  return needsCaller && (attributes['gumCallerId'] ?? null) === null
    ? [problem('required-field', 'Identifiers of type gum need a "gumCallerId".')]
    : [];
}
