import type { Route } from '../protocol/route.ts';
import { runBulk } from './bulk.ts';
import type { Family } from './family.ts';
import { runSearch } from './search.ts';

/**
 * Create, update, delete and search of one kind.
 * @param base path of the collection
 * @param stability `unstable-writes`: only search exists in stable versions
 */
export function entityRoutes(
  family: Family,
  base: string,
  stability: 'stable' | 'unstable-writes',
): readonly Route[] {
  const write = {
    permission: 'manage',
    isWrite: true,
    isUnstable: stability === 'unstable-writes',
  } as const;
  return [
    {
      ...write,
      method: 'POST',
      pattern: `${base}/create`,
      run: (call) => runBulk(family, 'create', call),
    },
    { ...write, method: 'PATCH', pattern: base, run: (call) => runBulk(family, 'update', call) },
    {
      ...write,
      method: 'POST',
      pattern: `${base}/delete`,
      run: (call) => runBulk(family, 'delete', call),
    },
    {
      method: 'POST',
      pattern: `${base}/search`,
      permission: 'read',
      isWrite: false,
      isUnstable: false,
      run: (call) => runSearch(family, call),
    },
  ];
}
