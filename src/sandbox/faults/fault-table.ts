import {
  anything,
  boolean,
  choice,
  count,
  counts,
  either,
  integer,
  mapOf,
  number,
  type ObjectShape,
  object,
  type Shape,
  text,
} from '../entities/shapes/shape.ts';
import { problemTypes } from '../protocol/problem.ts';
import type { Fault, FaultCondition, FaultEffect } from './fault.ts';

/** A field of a fault. */
export interface FaultField {
  readonly about: string;
  readonly shape: Shape;
  readonly required?: true;
}

type Kind = FaultEffect['kind'];
type FieldsOf<Name extends Kind> = Exclude<
  keyof Extract<FaultEffect, { readonly kind: Name }> & string,
  'kind'
>;

/** What a kind of fault does, with its fields. */
export interface FaultKind<Field extends string = string> {
  readonly about: string;
  readonly fields: Readonly<Record<Field, FaultField>>;
}

const whichRequests = either('a whole number or a list of them', count, counts);
const whichItems: FaultField = {
  about: 'Their positions, from 0, or all.',
  shape: either('a list of positions or "all"', choice(['all']), counts),
  required: true,
};
const moment: FaultField = {
  about: 'before: nothing is done. after: it is done, and the answer claims failure.',
  shape: choice(['before', 'after']),
};

const problemType = choice(problemTypes);

/** Which requests a fault strikes. */
export const conditionTable: Readonly<Record<keyof FaultCondition, FaultField>> = {
  on: { about: 'The kind of request.', shape: choice(['token', 'read', 'write']) },
  method: { about: 'The method, such as POST.', shape: text },
  path: { about: 'A part of the path.', shape: text },
  nth: { about: 'Which of the requests that match the rest, from 1.', shape: whichRequests },
  request: { about: 'Which of all requests, from 1.', shape: whichRequests },
  probability: { about: 'From 0 to 1, drawn from the seed.', shape: number },
};

/** Every kind of fault: the page "The sandbox" and the checks of a fault are made from it. */
export const faultTable: { readonly [Name in Kind]: FaultKind<FieldsOf<Name>> } = {
  status: {
    about: 'Answers with another status.',
    fields: {
      status: { about: 'The status, such as 503.', shape: integer, required: true },
      moment,
      body: { about: 'The form of the body.', shape: choice(['json', 'html', 'empty']) },
      resetSeconds: { about: 'The headers of a rate limit that ends then.', shape: number },
      headers: { about: 'Further headers, such as retry-after.', shape: mapOf(text) },
    },
  },
  reset: { about: 'Resets the connection.', fields: { moment } },
  body: {
    about: 'Does the work and breaks the body of the answer.',
    fields: {
      form: {
        about: 'How it is broken.',
        shape: choice(['cut-off', 'truncated', 'malformed', 'html', 'empty']),
        required: true,
      },
    },
  },
  slow: {
    about: 'Answers late.',
    fields: { milliseconds: { about: 'How late.', shape: count, required: true } },
  },
  'stale-reads': {
    about: 'Searches after the write answer as if it had not happened.',
    fields: {
      reads: { about: 'For how many searches.', shape: count },
      milliseconds: { about: 'For how long.', shape: count },
    },
  },
  'lose-items': {
    about:
      'Leaves items out of the answer. A contact list is item 0 of its requests, and its answer then has no data.',
    fields: {
      items: whichItems,
      carriedOut: { about: 'Whether the work is done.', shape: boolean, required: true },
    },
  },
  'refuse-items': {
    about: 'Refuses items with a problem of the API.',
    fields: {
      items: whichItems,
      type: { about: 'The type of the problem.', shape: problemType, required: true },
      code: { about: 'The code of the problem.', shape: text, required: true },
    },
  },
  item: {
    about:
      'Says something of items of a bulk request, or of a contact list, which is item 0 of its requests.',
    fields: {
      items: whichItems,
      code: { about: 'The code of the problem.', shape: text, required: true },
      type: { about: 'The type of the problem; validation by default.', shape: problemType },
      title: { about: 'Its title; made of the code by default.', shape: text },
      detail: { about: 'Its detail.', shape: text },
      carrier: { about: 'The list that holds it.', shape: choice(['errors', 'warnings']) },
      instance: {
        about: 'Where it points: text is free text, which points nowhere.',
        shape: choice(['index', 'none', 'empty', 'path', 'id', 'text']),
      },
      carriedOut: { about: 'Whether the work is done all the same.', shape: boolean },
      counts: {
        about: 'What the answer of a contact list counts where nothing is done.',
        shape: choice(['none', 'zero']),
      },
      status: {
        about: 'The status of the answer.',
        shape: { form: 'numbered', values: [200, 207, 400] },
      },
    },
  },
  'move-total': {
    about: 'A search gives another total.',
    fields: { by: { about: 'By how many.', shape: integer, required: true } },
  },
  'end-tokens': {
    about: 'Every token so far is refused from now on.',
    fields: {
      as: { about: 'Why.', shape: choice(['expired', 'revoked']), required: true },
    },
  },
};

export function isFaultKind(kind: string): kind is Kind {
  return Object.hasOwn(faultTable, kind);
}

/** A fault beside its kind. */
export const faultFields: Readonly<Record<keyof Fault, FaultField>> = {
  when: {
    about: 'The requests that it strikes; all of them by default.',
    shape: shapeOfFields(conditionTable),
  },
  times: { about: 'How often it strikes at most; always by default.', shape: count },
  effect: { about: 'What happens: a kind and its fields.', shape: anything, required: true },
};

export function shapeOfFields(fields: Readonly<Record<string, FaultField>>): ObjectShape {
  const entries = Object.entries(fields);
  return object(
    Object.fromEntries(entries.map(([name, { shape }]) => [name, shape])),
    entries.filter(([, { required }]) => required === true).map(([name]) => name),
  );
}
