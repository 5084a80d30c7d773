import type { Route } from '../protocol/route.ts';
import { amendLegacyList, clearLegacyList } from './contact-list-endpoints.ts';

const pattern = '/{version}/audiences/{audience}/contactlist';
const amendment = { pattern, permission: 'manage', isWrite: true, isUnstable: false } as const;

/** Contact lists as they were amended before segments existed. */
export const legacyRoutes: readonly Route[] = [
  { ...amendment, method: 'PATCH', run: amendLegacyList },
  { ...amendment, method: 'DELETE', run: clearLegacyList },
];
