import type { Variants } from './variants.ts';

/** What a variant is about, and what each of its values does. */
export interface VariantRow<Value extends string | number = string | number> {
  readonly about: string;
  readonly values: Readonly<Record<`${Value}`, string>>;
}

/** All that can be said about the variants: the page "The sandbox" and the checks of `--set` are made from it. */
export const variantTable: { readonly [Name in keyof Variants]: VariantRow<Variants[Name]> } = {
  description: {
    about: 'The description in answers.',
    values: {
      plain: 'a string',
      'wrapped-on-update': 'an object with the key value after updates',
      wrapped: 'an object with the key value everywhere',
    },
  },
  emptyArrays: {
    about: 'Empty lists in answers.',
    values: { empty: 'an empty list', null: 'null', omit: 'left out' },
  },
  nulls: {
    about: 'Attributes without a value.',
    values: { null: 'null', omit: 'left out' },
  },
  failures: {
    about: 'Where the problems of failed items stand.',
    values: { errors: 'in errors', warnings: 'in warnings', none: 'nowhere' },
  },
  allFailedStatus: {
    about: 'The status when every item of a request failed.',
    values: { '200': '200', '400': '400' },
  },
  instance: {
    about: 'How a problem points at its item.',
    values: {
      data: 'by position, such as @data/0',
      resource: 'by path and ID',
      empty: 'not at all',
    },
  },
  algebraOrder: {
    about: 'The order of operands in answers.',
    values: { kept: 'as sent', reversed: 'reversed' },
  },
  algebraNulls: {
    about: 'Operators that a node does not use.',
    values: { omit: 'left out', null: 'null' },
  },
  setOrder: {
    about: 'The order of sets, such as brandIds, in answers.',
    values: { kept: 'as sent', reversed: 'reversed' },
  },
  coordinates: {
    about: 'Coordinates as they are stored.',
    values: { rounded: 'rounded to 5 decimals', 'as-sent': 'as sent' },
  },
  attributes: {
    about: 'Attributes that the samples leave out of answers.',
    values: { full: 'there', partial: 'left out' },
  },
  isReadOnly: {
    about: 'The attribute isReadOnly of a contact list.',
    values: { boolean: 'true or false', string: 'the text "true" or "false"' },
  },
  timestamps: {
    about: 'Points in time.',
    values: { varied: 'with 2 to 7 digits of a fraction', unzoned: 'without a time zone' },
  },
  audienceDeleteStatus: {
    about: 'The answer to a deletion of audiences.',
    values: { '200': '200 with a body', '204': '204 without a body' },
  },
  clearStatus: {
    about: 'The answer to clearing a list in retail media.',
    values: { '204': '204', '201': '201', '200': '200' },
  },
  addRemoveShape: {
    about: 'The counters of a list in retail media.',
    values: { flat: 'directly in data', nested: 'in data.attributes' },
  },
  names: {
    about: 'Names with a blank at an end.',
    values: { 'as-sent': 'kept', trimmed: 'trimmed' },
  },
  updateEcho: {
    about: 'What the answer to an update shows.',
    values: { new: 'the new values', old: 'the values of before' },
  },
  emptyFilters: {
    about: 'What an empty list as a filter of a search matches.',
    values: { all: 'everything', none: 'nothing' },
  },
  meta: {
    about: 'The figures about pages in a search.',
    values: { full: 'all of them', 'no-total': 'no total', null: 'none' },
  },
  behavioralByAdvertiser: {
    about: 'Behavioral segments in a search by advertiser.',
    values: { shown: 'shown', hidden: 'hidden' },
  },
  emptyProspecting: {
    about: 'A new prospecting segment without a setting.',
    values: { accepted: 'accepted', refused: 'refused' },
  },
  registryType: {
    about: 'The attribute registryType of a location when it is read.',
    values: { PointOfInterest: 'PointOfInterest', Unknown: 'Unknown', omit: 'left out' },
  },
  statisticsFailure: {
    about: 'Statistics of a segment that is no contact list.',
    values: { 'error-entry': '200 with an error', 'not-found': '404' },
  },
  statistics: {
    about: 'When changes of members show in statistics.',
    values: {
      immediate: 'at once',
      'after-recomputation': 'after POST /_sandbox/recompute',
    },
  },
  servedImpressions: {
    about: 'The code of a deletion that fails because the segment has served impressions.',
    values: {
      'as-used': 'that of a segment in use, as in the sample of the API',
      'own-code': 'a code of its own, sandbox-segment-has-served-impressions',
    },
  },
  paging: {
    about: 'Whether a search has to give limit or offset.',
    values: { optional: 'no', required: 'yes, unless it names IDs' },
  },
};
