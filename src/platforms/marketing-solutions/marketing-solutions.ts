import type { MarketingSolutionsMembers } from '../../schema/generated/manifest.ts';
import type { IdentifierForm } from '../contact-list-endpoints.ts';
import type { Platform } from '../platform.ts';
import { behavioral } from '../segment-types/behavioral.ts';
import { contactList } from '../segment-types/contact-list.ts';
import { inMarket } from '../segment-types/in-market.ts';
import { location } from '../segment-types/location.ts';
import { lookalike } from '../segment-types/lookalike.ts';
import { prospecting } from '../segment-types/prospecting.ts';
import { retargeting } from '../segment-types/retargeting.ts';
import { marketingSolutionsFirstManifests } from './first-manifests.ts';
import { marketingSolutionsScope } from './scope.ts';
import { marketingSolutionsVersions } from './versions.ts';

/** Marketing solutions: entities carry their advertiser, and audiences the ad sets that use them. */
export const marketingSolutions: Platform = {
  name: 'marketing-solutions',
  label: 'Marketing Solutions',
  specification: 'marketingsolutions',
  versions: marketingSolutionsVersions,
  scope: marketingSolutionsScope,
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
      emptyDelete: false,
    },
    audience: {
      path: 'audiences',
      itemType: { create: 'Audience', update: 'Audience', delete: 'Audience' },
      emptyDelete: false,
    },
  },
  contactLists: {
    amend: { method: 'PATCH', below: '' },
    clear: { method: 'DELETE', below: '' },
    statistics: { below: '/statistics' },
    hasLegacyEndpoints: true,
    tellsReadOnly: true,
    itemType: 'ContactlistAmendment',
    operations: { add: 'add', remove: 'remove' },
    identifierTypes: {
      email: 'email',
      madid: 'madid',
      identityLink: 'opaque',
      gum: 'opaque',
      phoneNumber: 'phone',
    } satisfies Readonly<Record<MarketingSolutionsMembers['identifierType'], IdentifierForm>>,
  },
  sizes: { versionKey: 'apiVersion', ids: 'as-resources' },
  scopeLookUp: {
    path: 'advertisers/me',
    isPaged: false,
    nameAttribute: 'advertiserName',
    typeAttribute: null,
  },
  namesApplication: true,
  catalogues: ['interests', 'brands', 'behavioral'],
  attributes: {
    segment: [
      { path: 'description', form: 'text', immutable: false, wrapped: true },
      { path: 'advertiserId', form: 'value', required: true, immutable: true },
    ],
    audience: [
      { path: 'description', form: 'text', immutable: false, wrapped: true },
      { path: 'advertiserId', form: 'value', required: true, immutable: true },
      { path: 'algebra', form: 'algebra', immutable: false, required: true },
    ],
  },
  segmentTypes: [contactList, inMarket, location, prospecting, lookalike, retargeting, behavioral],
  firstManifests: marketingSolutionsFirstManifests,
  statesDescriptionLimit: [],
  invalidSegmentIdCode: 'segment-must-have-valid-segment-id',
};
