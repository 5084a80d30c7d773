import type { PlatformName } from '../entities/platform-traits.ts';
import { findRoute, type Route } from '../protocol/route.ts';
import { writeSpecification } from './write-specification.ts';

/** The names that services have in the addresses of their specifications. */
const services: readonly (readonly [string, PlatformName])[] = [
  ['retailmedia', 'retail-media'],
  ['marketingsolutions', 'marketing-solutions'],
  ['commercegrid', 'commerce-grid'],
];

/**
 * The specification of each version and platform, which needs no token.
 * @param described the endpoints that it describes.
 */
export function specificationRoutes(described: readonly Route[]): readonly Route[] {
  return services.map(([service, platform]) => ({
    method: 'GET',
    pattern: `/{version}/${service}/open-api-specifications.json`,
    permission: 'public',
    isWrite: false,
    isUnstable: false,
    run: ({ version }) => ({
      status: 200,
      body: writeSpecification(servedIn(version, described), platform, version),
    }),
  }));
}

function servedIn(version: string, routes: readonly Route[]): readonly Route[] {
  return routes.filter(
    (route) =>
      'route' in findRoute([route], route.method, route.pattern.replace('{version}', version)),
  );
}
