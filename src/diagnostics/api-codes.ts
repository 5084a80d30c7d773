/**
 * Every error code that the vendor's documents print for segments and audiences, with what it means
 * and who finds it before the API does. Sources: the error lists of the retail-media audience and
 * segment guides, of the marketing-solutions segment guide and of the API error reference.
 */

export interface ApiCode {
  readonly code: string;
  /** What is wrong, in one line. */
  readonly meaning: string;
  /**
   * Who finds it before anything is sent: `validate` from the manifests, `plan` from manifests and
   * snapshot; `nobody` for what only the API can know or only a defect of the client can cause.
   */
  readonly foundBy: 'validate' | 'plan' | 'nobody';
  /** Why nobody finds it. */
  readonly reason?: string;
}

const byClientOnly = 'audiencectl builds its requests so that it cannot happen.';
const byServerOnly = 'Only the API knows.';

export const apiCodes: readonly ApiCode[] = [
  // The structure of a request
  nobody('empty-data-object', 'A request holds no item.', byClientOnly),
  nobody('empty-attributes-object', 'An item has no attributes.', byClientOnly),
  found('non-parsable-id', 'An ID is not made of digits.', 'validate'),
  found('duplicate-id', 'Two declarations are bound to the same ID.', 'validate'),
  nobody('invalid-audience-type', 'An item has the wrong resource type.', byClientOnly),
  nobody('payload-too-big', 'A request holds more than ten items.', byClientOnly),
  found(
    'multiple-algebra-operators',
    'A node of an algebra has more than one operator.',
    'validate',
  ),
  found(
    'audience-algebra-cannot-be-null-or-empty',
    'An audience, or a node, has no algebra.',
    'validate',
  ),
  found('audience-algebra-too-deep', 'An algebra has more than ten levels.', 'validate'),
  found(
    'audience-algebra-has-too-many-segments',
    'An algebra names more than ten segments.',
    'validate',
  ),
  // Audiences
  found('duplicate-name', 'Two segments, or two audiences, have the same name.', 'validate'),
  found('name-must-not-be-empty', 'A name is missing or empty.', 'validate'),
  found('name-must-not-be-too-long', 'A name has more than 256 characters.', 'validate'),
  found('name-must-be-unique', 'The name is taken remotely.', 'plan'),
  found('audience-not-found', 'The audience does not exist.', 'plan'),
  nobody(
    'audiences-limit-reached',
    'The quota of audiences is used up.',
    'The quota is not published.',
  ),
  found(
    'audience-algebra-must-be-limited',
    'The audience would hold everyone but some segments.',
    'validate',
  ),
  found(
    'audience-algebra-and-or-nodes-must-include-more-than-one-node',
    'An and or an or has fewer than two nodes.',
    'validate',
  ),
  found('audience-channel-must-be-valid', 'The segments have no channel in common.', 'plan'),
  nobody(
    'audience-channel-must-match-line-item-channel',
    'The audience would lose the channel of a line item that uses it.',
    'The API does not tell which line items use an audience.',
  ),
  found(
    'audience-retailer-must-match-segment-retailers',
    'A segment belongs to another retailer.',
    'validate',
  ),
  found(
    'audience-must-contain-only-existing-segments',
    'A segment of the algebra does not exist.',
    'plan',
  ),
  nobody(
    'audience-must-not-be-used-in-line-item',
    'A line item still uses the audience.',
    'The API does not tell which line items use an audience.',
  ),
  // Account and retailer
  nobody(
    'account-must-exist',
    'The account does not exist.',
    'Accounts are looked up by doctor and init only.',
  ),
  nobody('account-must-be-active', 'The account is not active.', byServerOnly),
  nobody(
    'account-must-be-supply',
    'The account is not a supply account.',
    'Accounts are looked up by doctor and init only.',
  ),
  nobody(
    'retailer-must-be-authorized',
    'The account may not use the retailer.',
    'Retailers are looked up by doctor and init only.',
  ),
  nobody('retailer-must-be-live', 'The retailer is not live.', byServerOnly),
  nobody('pagination-is-required', 'A search has neither IDs nor pages.', byClientOnly),
  nobody('pagination-limit-cannot-be-zero', 'A page of a search has no rows.', byClientOnly),
  nobody('pagination-limit-invalid', 'A page of a search is too large.', byClientOnly),
  nobody(
    'pagination-offset-invalid',
    'A page of a search begins before the first row.',
    byClientOnly,
  ),
  // Segments
  found('segment-not-found', 'The segment does not exist.', 'plan'),
  nobody(
    'segment-has-not-been-found',
    'The segment does not exist.',
    'Another spelling: reported as segment-not-found.',
  ),
  found('segment-must-not-be-used-in-audience', 'An audience still uses the segment.', 'validate'),
  found('segment-must-have-valid-segment-id', "A segment's ID is not made of digits.", 'validate'),
  nobody(
    'type-must-be-the-same',
    'An update would change the type of a segment.',
    'A changed type is planned as a replacement, never as an update.',
  ),
  nobody('cannot-create-contact-list', 'The list could not be made.', byServerOnly),
  nobody(
    'contact-list-incompatible-with-file',
    'An uploaded file does not fit the list.',
    'Files are uploaded in the UI only.',
  ),
  nobody(
    'file-id-must-be-valid',
    'An uploaded file does not exist.',
    'Files are uploaded in the UI only.',
  ),
  nobody(
    'contact-list-statistics-not-supported',
    'Statistics were asked of a segment that is no contact list.',
    byClientOnly,
  ),
  // Segments in the market for something
  found('in-market-settings-must-be-defined', 'The inMarket block holds nothing.', 'validate'),
  found('country-code-is-required', 'The country is missing.', 'validate'),
  found('country-code-must-be-valid', 'The country is no ISO 3166-1 alpha-2 code.', 'validate'),
  nobody(
    'country-code-must-be-authorized',
    'The advertiser may not use the country.',
    byServerOnly,
  ),
  nobody(
    'brand-list-must-be-valid',
    'A brand does not exist for advertiser and country.',
    'Brands are looked up by catalog only.',
  ),
  nobody(
    'interests-list-must-be-valid',
    'An interest does not exist for advertiser and country.',
    'Interests are looked up by catalog only.',
  ),
  found('buying-power-must-be-valid', 'A level of buying power does not exist.', 'validate'),
  found('gender-must-be-valid', 'The gender is neither Male nor Female.', 'validate'),
  found('price-range-must-be-valid', 'A price range does not exist.', 'validate'),
  nobody(
    'advertiser-must-be-opt-in-for-data-sharing',
    'The advertiser has not agreed to share data.',
    byServerOnly,
  ),
  // Segments by place
  found('registry-type-must-be-valid', 'The registry of places does not exist.', 'validate'),
  found('poi-list-must-be-not-empty', 'There is no point of interest.', 'validate'),
  nobody(
    'poi-list-must-be-null-or-empty',
    'Points of interest are given for a registry that has its own.',
    'The public API has one registry only, and it needs them.',
  ),
  found('poi-radius-must-be-not-null', 'The radius is missing.', 'validate'),
  found(
    'poi-coordinates-must-be-valid',
    'A latitude or longitude is missing or out of range.',
    'validate',
  ),
  found('poi-coordinates-must-be-unique', 'Two points of interest are the same place.', 'validate'),
  nobody(
    'poi-surface-must-be-valid',
    'The places cover too large a surface.',
    'The bounds are not published.',
  ),
  found(
    'radius-must-be-in-range',
    'The radius is out of range; only its sign is checked here.',
    'validate',
  ),
  // Segments of visitors
  found(
    'retargeting-segment-days-since-last-visit-are-not-compatible',
    'The window of days ends before it begins.',
    'validate',
  ),
  found(
    'retargeting-segment-days-since-last-visit-are-not-in-acceptable-range',
    'A day of the window is not within 0 to 400.',
    'validate',
  ),
  nobody(
    'retargeting-segment-from-to-days-ago-are-not-compatible',
    'The window of days ends before it begins.',
    'Another spelling: reported as retargeting-segment-days-since-last-visit-are-not-compatible.',
  ),
  nobody(
    'retargeting-segment-from-to-days-ago-are-not-in-acceptable-range',
    'A day of the window is not within 0 to 400.',
    'Another spelling: reported as retargeting-segment-days-since-last-visit-are-not-in-acceptable-range.',
  ),
  found(
    'audience-with-retargeting-segment-must-be-correctly-specified',
    'A retargeting segment is not the only segment of its audience.',
    'validate',
  ),
  // What the public API does not reach
  ...['event-type-must-be-valid', 'days-must-be-in-range', 'percentile-must-be-in-range'].map(
    (code) =>
      nobody(
        code,
        'A setting of a segment type outside the public API is wrong.',
        'The public API has no such type.',
      ),
  ),
  ...['segment-size-not-available', 'segment-size-not-supported', 'segment-size-too-small'].map(
    (code) => nobody(code, 'The API can give no size.', byServerOnly),
  ),
];

function found(code: string, meaning: string, foundBy: 'validate' | 'plan'): ApiCode {
  return { code, meaning, foundBy };
}

function nobody(code: string, meaning: string, reason: string): ApiCode {
  return { code, meaning, foundBy: 'nobody', reason };
}
