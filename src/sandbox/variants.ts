/** Where the vendor's guides, samples and OpenAPI disagree, both ways can be had. The first of each is the default. */
export interface Variants {
  /** `description` in answers: a string, or `{"value": …}` after updates or everywhere. */
  readonly description: 'plain' | 'wrapped-on-update' | 'wrapped';
  /** Empty lists in answers, of attributes and of the envelope. */
  readonly emptyArrays: 'empty' | 'null' | 'omit';
  /** Attributes without a value. */
  readonly nulls: 'null' | 'omit';
  /** Where the problems of items stand. */
  readonly failures: 'errors' | 'warnings' | 'none';
  /** The status when every item of a bulk request failed. */
  readonly allFailedStatus: 200 | 400;
  /** How a problem points at its item. */
  readonly instance: 'data' | 'resource' | 'empty';
  /** Children of `and` and `or` in answers. */
  readonly algebraOrder: 'kept' | 'reversed';
  /** Unused operators of an algebra node. */
  readonly algebraNulls: 'omit' | 'null';
  /** Sets (`brandIds`, `priceRange`, points of interest, …) in answers. */
  readonly setOrder: 'kept' | 'reversed';
  /** Coordinates as stored. */
  readonly coordinates: 'rounded' | 'as-sent';
  /** Attributes that samples leave out of search and update answers. */
  readonly attributes: 'full' | 'partial';
  readonly isReadOnly: 'boolean' | 'string';
  /** Fraction digits of timestamps vary; `unzoned` also drops the zone, as one sample does. */
  readonly timestamps: 'varied' | 'unzoned';
  /** Answer to a delete of audiences. */
  readonly audienceDeleteStatus: 200 | 204;
  /** Answer to a retail-media clear of a contact list. */
  readonly clearStatus: 204 | 201 | 200;
  /** Retail-media add-remove: `data` itself is the attributes (OpenAPI), or `data.attributes` (guide). */
  readonly addRemoveShape: 'flat' | 'nested';
  /** Names with outer blanks. */
  readonly names: 'as-sent' | 'trimmed';
  /** What an update answers with; one sample shows the values of before. */
  readonly updateEcho: 'new' | 'old';
  /** What an empty filter list matches. */
  readonly emptyFilters: 'all' | 'none';
  /** Paging figures of a search. */
  readonly meta: 'full' | 'no-total' | 'null';
  /** Whether a search by advertiser also finds behavioral segments. */
  readonly behavioralByAdvertiser: 'shown' | 'hidden';
  /** `prospecting: {}` on create. */
  readonly emptyProspecting: 'accepted' | 'refused';
  /** `registryType` of a location when read. */
  readonly registryType: 'PointOfInterest' | 'Unknown' | 'omit';
  /** Statistics asked of a segment that is no contact list. */
  readonly statisticsFailure: 'error-entry' | 'not-found';
  /** When changes of members show in statistics. */
  readonly statistics: 'immediate' | 'after-recomputation';
  /**
   * The code of a deletion that fails because the segment has served impressions: the vendor's sample has that of
   * a segment in use, and no other code is documented.
   */
  readonly servedImpressions: 'as-used' | 'own-code';
  /** Whether a search without IDs must carry `limit` or `offset`. */
  readonly paging: 'optional' | 'required';
}

export const defaultVariants: Variants = {
  description: 'plain',
  emptyArrays: 'empty',
  nulls: 'null',
  failures: 'errors',
  allFailedStatus: 200,
  instance: 'data',
  algebraOrder: 'kept',
  algebraNulls: 'omit',
  setOrder: 'kept',
  coordinates: 'rounded',
  attributes: 'full',
  isReadOnly: 'boolean',
  timestamps: 'varied',
  audienceDeleteStatus: 200,
  clearStatus: 204,
  addRemoveShape: 'flat',
  names: 'as-sent',
  updateEcho: 'new',
  emptyFilters: 'all',
  meta: 'full',
  behavioralByAdvertiser: 'shown',
  emptyProspecting: 'accepted',
  registryType: 'PointOfInterest',
  statisticsFailure: 'error-entry',
  statistics: 'immediate',
  servedImpressions: 'as-used',
  paging: 'optional',
};
