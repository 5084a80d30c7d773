import { commerceGridRoutes } from '../commerce-grid/commerce-grid-routes.ts';
import { legacyRoutes } from '../contact-lists/legacy-routes.ts';
import { marketingSolutionsRoutes } from '../marketing-solutions/marketing-solutions-routes.ts';
import { retailMediaRoutes } from '../retail-media/retail-media-routes.ts';
import { specificationRoutes } from '../specification/specification-routes.ts';
import { neighbourRoutes } from './neighbour-routes.ts';
import type { Route } from './route.ts';

const described: readonly Route[] = [
  ...retailMediaRoutes,
  ...marketingSolutionsRoutes,
  ...commerceGridRoutes,
  ...neighbourRoutes,
];

/** Every endpoint of the API that the sandbox serves, but for the token's. */
export const routes: readonly Route[] = [
  ...described,
  // In no specification any more.
  ...legacyRoutes,
  ...specificationRoutes(described),
];
