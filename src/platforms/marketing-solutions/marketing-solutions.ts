import type { Platform } from '../platform.ts';
import { marketingSolutionsFirstManifests } from './first-manifests.ts';
import { marketingSolutionsVersions } from './versions.ts';

/** Marketing solutions: entities carry their advertiser, and audiences the ad sets that use them. */
export const marketingSolutions: Platform = {
  name: 'marketing-solutions',
  label: 'Marketing Solutions',
  specification: 'marketingsolutions',
  versions: marketingSolutionsVersions,
  scope: {
    attribute: 'advertiserId',
    label: 'advertiser',
    option: 'advertiser-id',
    pathPrefix: null,
    searchFilter: 'advertiserIds',
    otherOwnerCode: 'advertiser-must-match-project',
  },
  ownerAttribute: 'advertiserId',
  ownerLabel: 'advertiser',
  permissions: { read: 'Audiences Read', manage: 'Audiences Manage' },
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
  contactLists: {
    amend: { method: 'PATCH', below: '' },
    clear: { method: 'DELETE', below: '' },
    statistics: { below: '/statistics' },
    tellsReadOnly: true,
    itemType: 'ContactlistAmendment',
    operations: { add: 'add', remove: 'remove' },
    identifierTypes: {
      email: 'email',
      madid: 'madid',
      identityLink: 'opaque',
      gum: 'opaque',
      phoneNumber: 'phone',
    },
  },
  sizes: { versionKey: 'apiVersion', ids: 'as-resources' },
  scopeLookUp: {
    path: 'advertisers/me',
    isPaged: false,
    nameAttribute: 'advertiserName',
    typeAttribute: null,
  },
  namesApplication: true,
  listsRetailers: false,
  catalogues: ['interests', 'brands', 'behavioral'],
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
  firstManifests: marketingSolutionsFirstManifests,
  statesDescriptionLimit: [],
  invalidSegmentIdCode: 'segment-must-have-valid-segment-id',
};
