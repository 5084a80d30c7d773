import {
  amendRetailMediaList,
  clearRetailMediaList,
  readListStatistics,
} from '../contact-lists/contact-list-endpoints.ts';
import { entityRoutes } from '../entities/entity-routes.ts';
import type { Route } from '../protocol/route.ts';
import {
  computeRetailMediaSizes,
  estimateAudience,
  estimateRetailMediaSegment,
} from '../sizes/size-endpoints.ts';
import { retailMediaAudience } from './retail-media-audience.ts';
import { retailMediaSegment } from './retail-media-segment.ts';

const account = '/{version}/retail-media/accounts/{account}';
/** These paths name no account. */
const list = '/{version}/retail-media/audience-segments/{segment}/contact-list';

/** Sizes need the permission to manage, although they change nothing. */
const size = {
  method: 'POST',
  permission: 'manage',
  isWrite: false,
  isUnstable: true,
} as const;

const amendment = {
  method: 'POST',
  permission: 'manage',
  isWrite: true,
  isUnstable: false,
} as const;

export const retailMediaRoutes: readonly Route[] = [
  ...entityRoutes(retailMediaSegment, `${account}/audience-segments`, 'stable'),
  ...entityRoutes(retailMediaAudience, `${account}/audiences`, 'unstable-writes'),
  {
    ...size,
    pattern: `${account}/audience-segments/compute-sizes`,
    run: (call) => computeRetailMediaSizes(retailMediaSegment, call),
  },
  {
    ...size,
    pattern: `${account}/audience-segments/estimate-size`,
    run: estimateRetailMediaSegment,
  },
  {
    ...size,
    pattern: `${account}/audiences/compute-sizes`,
    run: (call) => computeRetailMediaSizes(retailMediaAudience, call),
  },
  {
    ...size,
    pattern: `${account}/audiences/estimate-size`,
    run: (call) => estimateAudience(retailMediaAudience, call),
  },
  {
    method: 'GET',
    pattern: `${account}/audience-segments/{segment}/contact-list`,
    permission: 'read',
    isWrite: false,
    isUnstable: false,
    run: (call) => readListStatistics('retail-media', call),
  },
  { ...amendment, pattern: `${list}/add-remove`, run: amendRetailMediaList },
  { ...amendment, pattern: `${list}/clear`, run: clearRetailMediaList },
];
