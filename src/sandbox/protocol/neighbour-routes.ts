import type { Answer, Call } from './call.ts';
import {
  describeApplication,
  listAccounts,
  listAdvertisers,
  searchRetailers,
} from './neighbour-endpoints.ts';
import type { Route } from './route.ts';

export const neighbourRoutes: readonly Route[] = [
  lookUp('GET', '/{version}/retail-media/me', (call) => describeApplication('retail-media', call)),
  lookUp('GET', '/{version}/marketing-solutions/me', (call) =>
    describeApplication('marketing-solutions', call),
  ),
  lookUp('GET', '/{version}/advertisers/me', listAdvertisers),
  lookUp('GET', '/{version}/retail-media/accounts', listAccounts),
  lookUp('POST', '/{version}/retail-media/accounts/{account}/retailers/search', searchRetailers),
];

function lookUp(method: 'GET' | 'POST', pattern: string, run: (call: Call) => Answer): Route {
  return { method, pattern, permission: 'none', isWrite: false, isUnstable: false, run };
}
