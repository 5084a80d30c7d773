import type { Platform } from './platform.ts';

/** Marketing solutions: entities carry their advertiser, and audiences the ad sets that use them. */
export const marketingSolutions: Platform = {
  name: 'marketing-solutions',
  label: 'Marketing Solutions',
  scope: { attribute: 'advertiserId', label: 'advertiser' },
  ownerAttribute: 'advertiserId',
  accountInPath: false,
  pageSize: 100,
  tellsLiveUse: true,
  channels: [],
  endpoints: {
    segment: {
      path: 'audience-segments',
      itemType: { create: 'AudienceSegment', update: 'AudienceSegment', delete: 'AudienceSegment' },
    },
    audience: {
      path: 'audiences',
      itemType: { create: 'Audience', update: 'Audience', delete: 'Audience' },
    },
  },
  attributes: {
    segment: [
      { path: 'description', form: 'value', wrapped: true },
      { path: 'advertiserId', form: 'value', required: true, immutable: true },
    ],
    audience: [
      { path: 'description', form: 'value', wrapped: true },
      { path: 'advertiserId', form: 'value', required: true, immutable: true },
      { path: 'algebra', form: 'algebra', required: true },
    ],
  },
  segmentTypes: [
    { block: 'contactList', apiType: 'ContactList', declarable: true, attributes: [] },
    {
      block: 'inMarket',
      apiType: 'InMarket',
      declarable: true,
      estimable: true,
      attributes: [
        { path: 'inMarket.country', form: 'value', required: true },
        { path: 'inMarket.interestIds', form: 'set' },
        { path: 'inMarket.brandIds', form: 'set' },
        { path: 'inMarket.buyingPower', form: 'set' },
        { path: 'inMarket.gender', form: 'value', wrapped: true },
        { path: 'inMarket.priceRange', form: 'set' },
      ],
    },
    {
      block: 'location',
      apiType: 'Location',
      declarable: true,
      estimable: true,
      attributes: [
        { path: 'location.pointsOfInterest', form: 'points', required: true },
        { path: 'location.radiusInKm', form: 'value', required: true },
      ],
    },
    {
      block: 'prospecting',
      apiType: 'Prospecting',
      declarable: true,
      attributes: [
        { path: 'prospecting.usersType', form: 'value', required: true },
        { path: 'prospecting.daysSinceLastVisitMin', form: 'value', wrapped: true },
        { path: 'prospecting.daysSinceLastVisitMax', form: 'value', wrapped: true },
      ],
    },
    {
      block: 'lookalike',
      apiType: 'Lookalike',
      declarable: true,
      attributes: [
        {
          path: 'lookalike.seedSegmentId',
          form: 'segment-reference',
          required: true,
          immutable: true,
        },
        { path: 'lookalike.targetSize', form: 'value', serverChosen: true },
      ],
    },
    {
      block: 'retargeting',
      apiType: 'Retargeting',
      declarable: true,
      attributes: [
        { path: 'retargeting.visitorsType', form: 'value', required: true },
        { path: 'retargeting.daysSinceLastVisitMin', form: 'value', required: true },
        { path: 'retargeting.daysSinceLastVisitMax', form: 'value', required: true },
      ],
    },
    { block: 'behavioral', apiType: 'Behavioral', declarable: false, attributes: [] },
  ],
};
