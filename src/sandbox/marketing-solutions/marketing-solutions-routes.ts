import {
  amendListWithAttributes,
  amendMarketingSolutionsList,
  clearMarketingSolutionsList,
  readListStatistics,
} from '../contact-lists/contact-list-endpoints.ts';
import { entityRoutes } from '../entities/entity-routes.ts';
import type { Route } from '../protocol/route.ts';
import {
  computeMarketingSolutionsSizes,
  estimateAudience,
  estimateMarketingSolutionsSegment,
} from '../sizes/size-endpoints.ts';
import { listBrands, listInterests } from './catalogue-endpoints.ts';
import { marketingSolutionsAudience } from './marketing-solutions-audience.ts';
import { marketingSolutionsSegment } from './marketing-solutions-segment.ts';

const base = '/{version}/marketing-solutions';
const segments = `${base}/audience-segments`;
const list = `${segments}/{segment}/contact-list`;

/** Sizes need the permission to manage, although they change nothing. */
const size = {
  method: 'POST',
  permission: 'manage',
  isWrite: false,
  isUnstable: false,
} as const;

const look = { method: 'GET', permission: 'read', isWrite: false, isUnstable: false } as const;

const amendment = { permission: 'manage', isWrite: true, isUnstable: false } as const;

export const marketingSolutionsRoutes: readonly Route[] = [
  ...entityRoutes(marketingSolutionsSegment, segments, 'stable'),
  ...entityRoutes(marketingSolutionsAudience, `${base}/audiences`, 'stable'),
  {
    ...size,
    pattern: `${segments}/compute-sizes`,
    run: (call) => computeMarketingSolutionsSizes(marketingSolutionsSegment, call),
  },
  { ...size, pattern: `${segments}/estimate-size`, run: estimateMarketingSolutionsSegment },
  {
    ...size,
    pattern: `${base}/audiences/compute-sizes`,
    run: (call) => computeMarketingSolutionsSizes(marketingSolutionsAudience, call),
  },
  {
    ...size,
    pattern: `${base}/audiences/estimate-size`,
    run: (call) => estimateAudience(marketingSolutionsAudience, call),
  },
  { ...look, pattern: `${segments}/in-market-interests`, run: listInterests },
  { ...look, pattern: `${segments}/in-market-brands`, run: listBrands },
  {
    ...look,
    pattern: `${list}/statistics`,
    run: (call) => readListStatistics('marketing-solutions', call),
  },
  { ...amendment, method: 'PATCH', pattern: list, run: amendMarketingSolutionsList },
  { ...amendment, method: 'DELETE', pattern: list, run: clearMarketingSolutionsList },
  {
    ...amendment,
    method: 'PATCH',
    isUnstable: true,
    pattern: `${base}/audiences/{segment}/contactlist-attributes`,
    run: amendListWithAttributes,
  },
];
