/** Request bodies of the Commerce Grid endpoints, after the vendor's OpenAPI. */
import { id, type ObjectShape, object, plain, text, wrapper } from '../entities/shapes/shape.ts';

export const commerceGridIdentifierTypes = [
  'Email',
  'MadId',
  'UserIdentifier',
  'IdentityLink',
  'BidSwitchId',
  'FTrackId',
  'PanoramaId',
  'HadronId',
  'IpAddressV4',
  'PageUrl',
  'PageDomain',
  'AppId',
] as const;

export const commerceGridSegmentCreated: ObjectShape = object(
  {
    name: text,
    description: plain(text),
    dataProviderId: id,
    contactList: object({ remoteId: text }),
  },
  ['dataProviderId'],
);

export const commerceGridSegmentUpdated: ObjectShape = object({
  name: text,
  description: wrapper(text, 'both-ways'),
});
