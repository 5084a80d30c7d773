import type { Platform } from './platform.ts';

/** Retail media: entities belong to a retailer inside an account that stands in the path. */
export const retailMedia: Platform = {
  name: 'retail-media',
  label: 'Retail Media',
  scope: { attribute: 'accountId', label: 'account' },
  ownerAttribute: 'retailerId',
  accountInPath: true,
  pageSize: 500,
  tellsLiveUse: false,
  channels: ['Onsite', 'Offsite'],
  endpoints: {
    segment: {
      path: 'audience-segments',
      itemType: { create: 'AudienceSegment', update: 'AudienceSegment', delete: null },
    },
    audience: {
      path: 'audiences',
      itemType: { create: null, update: 'RetailMediaAudience', delete: 'RetailMediaAudience' },
    },
  },
  attributes: {
    segment: [
      { path: 'description', form: 'value', wrapped: true },
      { path: 'retailerId', form: 'value', required: true, immutable: true },
    ],
    audience: [
      { path: 'description', form: 'value', wrapped: true },
      { path: 'retailerId', form: 'value', required: true, immutable: true },
      { path: 'algebra', form: 'algebra', required: true },
    ],
  },
  segmentTypes: [
    {
      block: 'contactList',
      apiType: 'ContactList',
      declarable: true,
      attributes: [
        { path: 'contactList.identifierType', form: 'value', required: true, immutable: true },
      ],
    },
    {
      block: 'events',
      apiType: 'Events',
      declarable: true,
      estimable: true,
      attributes: [
        { path: 'events.shopperActivity', form: 'value', required: true },
        { path: 'events.lookbackDays', form: 'value', required: true },
        { path: 'events.categoryIds', form: 'set' },
        { path: 'events.brandIds', form: 'set' },
        { path: 'events.minPrice', form: 'value', wrapped: true },
        { path: 'events.maxPrice', form: 'value', wrapped: true },
      ],
    },
  ],
};
