import type { CommerceGridMembers } from '../../schema/generated/manifest.ts';
import type { IdentifierForm } from '../contact-list-endpoints.ts';
import type { Platform } from '../platform.ts';
import { contactList } from '../segment-types/contact-list.ts';
import { noCertainWords } from '../segment-types/words/entrants.ts';
import { commerceGridFirstManifests } from './first-manifests.ts';
import { commerceGridScope } from './scope.ts';
import { commerceGridVersions } from './versions.ts';

const itemType = 'CommerceGridAudienceSegment';

/** Commerce Grid: contact lists of data providers. It has no audiences and no sizes. */
export const commerceGrid: Platform = {
  name: 'commerce-grid',
  label: 'Commerce Grid',
  specification: 'commercegrid',
  versions: commerceGridVersions,
  scope: commerceGridScope,
  permissions: { read: 'CommerceGrid_Segment_Read', manage: 'CommerceGrid_Segment_Manage' },
  ownerAttribute: 'dataProviderId',
  ownerLabel: 'data provider',
  pageSize: 100,
  tellsLiveUse: false,
  channels: [],
  endpoints: {
    segment: {
      path: 'audience-segments',
      itemType: { create: itemType, update: itemType, delete: itemType },
      emptyDelete: true,
    },
    audience: null,
  },
  contactLists: {
    amend: { method: 'POST', below: '/add-remove' },
    clear: { method: 'POST', below: '/clear' },
    statistics: { below: '/statistics' },
    hasLegacyEndpoints: false,
    tellsReadOnly: false,
    itemType: 'AddRemoveContactlist',
    operations: { add: 'Add', remove: 'Remove' },
    identifierTypes: {
      Email: 'email',
      MadId: 'madid',
      UserIdentifier: 'opaque',
      IdentityLink: 'opaque',
      BidSwitchId: 'opaque',
      FTrackId: 'opaque',
      PanoramaId: 'opaque',
      HadronId: 'opaque',
      IpAddressV4: 'opaque',
      PageUrl: 'opaque',
      PageDomain: 'opaque',
      AppId: 'opaque',
    } satisfies Readonly<Record<CommerceGridMembers['identifierType'], IdentifierForm>>,
  },
  sizes: null,
  // No document has a list of data providers, nor one that names the application.
  scopeLookUp: null,
  namesApplication: false,
  catalogues: [],
  attributes: {
    segment: [
      { path: 'description', form: 'text', immutable: false, wrapped: true },
      { path: 'dataProviderId', form: 'value', required: true, immutable: true },
    ],
    audience: [],
  },
  segmentTypes: [
    {
      ...contactList,
      attributes: [
        {
          path: 'contactList.remoteId',
          label: 'remote ID',
          readPath: 'remoteId',
          form: 'text',
          immutable: true,
          serverChosen: true,
          entrants: noCertainWords,
        },
      ],
    },
  ],
  firstManifests: commerceGridFirstManifests,
  statesDescriptionLimit: [],
  invalidSegmentIdCode: null,
};
