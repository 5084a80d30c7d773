import type { RetailMediaContactList } from '../../schema/generated/manifest.ts';
import type { IdentifierForm } from '../contact-list-endpoints.ts';
import type { Platform } from '../platform.ts';
import { contactList } from '../segment-types/contact-list.ts';
import { events } from '../segment-types/events.ts';
import { noCertainWords } from '../segment-types/words/entrants.ts';
import { retailMediaFirstManifests } from './first-manifests.ts';
import { retailMediaScope } from './scope.ts';
import { retailMediaVersions } from './versions.ts';

/** Retail media: entities belong to a retailer inside an account, whose ID is in the path. */
export const retailMedia: Platform = {
  name: 'retail-media',
  label: 'Retail Media',
  specification: 'retailmedia',
  versions: retailMediaVersions,
  scope: retailMediaScope,
  ownerAttribute: 'retailerId',
  ownerLabel: 'retailer',
  permissions: { read: 'Audiences Read', manage: 'Audiences Manage' },
  pageSize: 500,
  tellsLiveUse: false,
  channels: ['Onsite', 'Offsite'],
  endpoints: {
    segment: {
      path: 'audience-segments',
      itemType: { create: 'AudienceSegment', update: 'AudienceSegment', delete: null },
      emptyDelete: false,
    },
    audience: {
      path: 'audiences',
      itemType: { create: null, update: 'RetailMediaAudience', delete: 'RetailMediaAudience' },
      emptyDelete: true,
    },
  },
  contactLists: {
    amend: { method: 'POST', below: '/add-remove' },
    clear: { method: 'POST', below: '/clear' },
    statistics: { below: '' },
    hasLegacyEndpoints: true,
    tellsReadOnly: true,
    itemType: 'AddRemoveContactlist',
    operations: { add: 'add', remove: 'remove' },
    identifierTypes: {
      Email: 'email',
      UserIdentifier: 'opaque',
      IdentityLink: 'opaque',
      CustomerId: 'opaque',
      PhoneNumber: 'phone',
    } satisfies Readonly<Record<RetailMediaContactList['identifierType'], IdentifierForm>>,
  },
  // Sizes are computed where audiences are written, and not at a dated version.
  sizes: { versionKey: 'audienceApiVersion', ids: 'in-one-object' },
  scopeLookUp: {
    path: 'retail-media/accounts',
    isPaged: true,
    nameAttribute: 'name',
    typeAttribute: 'type',
  },
  namesApplication: true,
  catalogues: ['retailers'],
  attributes: {
    segment: [
      { path: 'description', form: 'text', immutable: false, wrapped: true },
      {
        path: 'retailerId',
        namedBy: 'retailerIds',
        form: 'value',
        required: true,
        immutable: true,
      },
    ],
    audience: [
      { path: 'description', form: 'text', immutable: false, wrapped: true },
      {
        path: 'retailerId',
        namedBy: 'retailerIds',
        form: 'value',
        required: true,
        immutable: true,
      },
      { path: 'algebra', form: 'algebra', immutable: false, required: true },
    ],
  },
  segmentTypes: [
    {
      ...contactList,
      attributes: [
        {
          path: 'contactList.identifierType',
          label: 'identifier type',
          form: 'value',
          required: true,
          immutable: true,
          words: 'the identifier type of a list',
          entrants: noCertainWords,
        },
      ],
    },
    events,
  ],
  firstManifests: retailMediaFirstManifests,
  statesDescriptionLimit: ['audience'],
  invalidSegmentIdCode: null,
};
