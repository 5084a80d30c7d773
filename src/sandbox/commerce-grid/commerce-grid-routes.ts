import { readListStatistics } from '../contact-lists/contact-list-endpoints.ts';
import { entityRoutes } from '../entities/entity-routes.ts';
import type { Route } from '../protocol/route.ts';
import { amendCommerceGridList, clearCommerceGridList } from './commerce-grid-list.ts';
import { commerceGridSegment } from './commerce-grid-segment.ts';

const segments = '/{version}/commerce-grid/audience-segments';
const list = `${segments}/{segment}/contact-list`;

const amendment = {
  method: 'POST',
  permission: 'manage',
  isWrite: true,
  isUnstable: false,
} as const;

export const commerceGridRoutes: readonly Route[] = [
  ...entityRoutes(commerceGridSegment, segments, 'stable'),
  {
    method: 'GET',
    pattern: `${list}/statistics`,
    permission: 'read',
    isWrite: false,
    isUnstable: false,
    run: (call) => readListStatistics('commerce-grid', call),
  },
  { ...amendment, pattern: `${list}/add-remove`, run: amendCommerceGridList },
  { ...amendment, pattern: `${list}/clear`, run: clearCommerceGridList },
];
