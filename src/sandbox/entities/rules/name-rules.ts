/** Rules about names and descriptions, the same for every kind of both platforms. */

import { textOf } from '../../json.ts';
import { problem } from '../../protocol/problem.ts';
import type { Candidate, Rule } from '../family.ts';
import { nameOf } from '../resource.ts';

/** The retail-media guide documents 256 for audiences; no other length is published. */
const maxNameLength = 256;
const maxDescriptionLength = 500;

export const nameMustNotBeEmpty: Rule = ({ after }) =>
  nameOf(after).trim() === ''
    ? [problem('name-must-not-be-empty', 'The name holds no character.')]
    : [];

export const nameMustNotBeTooLong: Rule = ({ after }) =>
  nameOf(after).length > maxNameLength
    ? [problem('name-must-not-be-too-long', `A name has at most ${maxNameLength} characters.`)]
    : [];

export const nameMustBeUnique: Rule = ({ call, after }) => {
  const others = call.store
    .named(after.platform, after.kind, after.scope, nameOf(after))
    .filter(({ id }) => id !== after.id);
  return others.length > 0
    ? [problem('name-must-be-unique', `The name "${nameOf(after)}" is taken.`)]
    : [];
};

export const namesMustDifferInRequest: Rule = ({ sameNameInRequest, after }) =>
  sameNameInRequest > 1
    ? [problem('duplicate-name', `The request holds the name "${nameOf(after)}" more than once.`)]
    : [];

/** Stated for retail-media audiences only. */
export const descriptionMustNotBeTooLong: Rule = ({ after }: Candidate) =>
  (textOf(after.attributes['description']) ?? '').length > maxDescriptionLength
    ? [
        problem(
          'sandbox-description-must-not-be-too-long',
          `A description has at most ${maxDescriptionLength} characters.`,
        ),
      ]
    : [];
