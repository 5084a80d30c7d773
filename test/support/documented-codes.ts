/** The codes that the vendor's documents print for bulk requests, and where each may come up. */
import type { Kind, PlatformName, Verb } from '../../src/model/entity.ts';

export interface DocumentedCode {
  readonly code: string;
  readonly platform: PlatformName;
  readonly kind: Kind;
  readonly verbs: readonly Verb[];
}

const writes: readonly Verb[] = ['create', 'update'];
const all: readonly Verb[] = ['create', 'update', 'delete'];
const known: readonly Verb[] = ['update', 'delete'];

function of(
  platform: PlatformName,
  kind: Kind,
  codes: Readonly<Record<string, readonly Verb[]>>,
): readonly DocumentedCode[] {
  return Object.entries(codes).map(([code, verbs]) => ({ code, platform, kind, verbs }));
}

/** Retail media: the lists of its audience page and its segment page. */
const retailMedia: readonly DocumentedCode[] = [
  ...of('retail-media', 'audience', {
    'duplicate-name': writes,
    'name-must-not-be-empty': writes,
    'name-must-not-be-too-long': writes,
    'name-must-be-unique': writes,
    'audience-not-found': known,
    'audiences-limit-reached': ['create'],
    'audience-algebra-must-be-limited': writes,
    'audience-algebra-and-or-nodes-must-include-more-than-one-node': writes,
    'audience-channel-must-be-valid': writes,
    'audience-channel-must-match-line-item-channel': ['update'],
    'audience-retailer-must-match-segment-retailers': writes,
    'audience-must-contain-only-existing-segments': writes,
    'audience-must-not-be-used-in-line-item': ['delete'],
    'account-must-exist': all,
    'account-must-be-active': all,
    'account-must-be-supply': all,
    'retailer-must-be-authorized': ['create'],
    'retailer-must-be-live': ['create'],
    'empty-data-object': all,
    'empty-attributes-object': writes,
    'non-parsable-id': known,
    'duplicate-id': known,
    'invalid-audience-type': all,
    'payload-too-big': all,
    'multiple-algebra-operators': writes,
    'audience-algebra-cannot-be-null-or-empty': writes,
    'audience-algebra-too-deep': writes,
    'audience-algebra-has-too-many-segments': writes,
  }),
  ...of('retail-media', 'segment', {
    'segment-not-found': known,
    'name-must-be-unique': writes,
    'name-must-not-be-empty': writes,
    'segment-must-not-be-used-in-audience': ['delete'],
  }),
];

/** Marketing solutions: the list at the end of its segment page. */
const marketingSolutions: readonly DocumentedCode[] = [
  ...of('marketing-solutions', 'segment', {
    'name-must-be-unique': writes,
    'name-must-not-be-empty': writes,
    'name-must-not-be-too-long': writes,
    'type-must-be-the-same': ['update'],
    'segment-not-found': known,
    'segment-has-not-been-found': known,
    'segment-must-have-valid-segment-id': known,
    'segment-must-not-be-used-in-audience': ['delete'],
    'cannot-create-contact-list': ['create'],
    'contact-list-incompatible-with-file': ['create'],
    'file-id-must-be-valid': ['create'],
    'in-market-settings-must-be-defined': ['create'],
    'country-code-is-required': writes,
    'country-code-must-be-valid': writes,
    'country-code-must-be-authorized': writes,
    'brand-list-must-be-valid': writes,
    'interests-list-must-be-valid': writes,
    'buying-power-must-be-valid': writes,
    'gender-must-be-valid': writes,
    'price-range-must-be-valid': writes,
    'advertiser-must-be-opt-in-for-data-sharing': ['create'],
    'registry-type-must-be-valid': writes,
    'poi-list-must-be-not-empty': writes,
    'poi-list-must-be-null-or-empty': writes,
    'poi-radius-must-be-not-null': writes,
    'poi-coordinates-must-be-valid': writes,
    'poi-coordinates-must-be-unique': writes,
    'poi-surface-must-be-valid': writes,
    'radius-must-be-in-range': writes,
    'retargeting-segment-days-since-last-visit-are-not-compatible': writes,
    'retargeting-segment-from-to-days-ago-are-not-compatible': writes,
    'retargeting-segment-days-since-last-visit-are-not-in-acceptable-range': writes,
    'retargeting-segment-from-to-days-ago-are-not-in-acceptable-range': writes,
    'event-type-must-be-valid': writes,
    'days-must-be-in-range': writes,
    'percentile-must-be-in-range': writes,
  }),
  ...of('marketing-solutions', 'audience', {
    'audience-with-retargeting-segment-must-be-correctly-specified': writes,
  }),
];

/** Of every endpoint: the pages of codes and types. */
const platformWide: readonly DocumentedCode[] = of('retail-media', 'segment', {
  'insufficient-advertiser-permissions': all,
  'required-field': writes,
  invalid: all,
  'invalid-range': writes,
  'invalid-date-format': writes,
});

export const documentedCodes: readonly DocumentedCode[] = [
  ...retailMedia,
  ...marketingSolutions,
  ...platformWide,
];
