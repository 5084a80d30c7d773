import type { PlatformName } from '../model/entity.ts';
import { commerceGridScope } from './commerce-grid/scope.ts';
import { marketingSolutionsScope } from './marketing-solutions/scope.ts';
import { retailMediaScope } from './retail-media/scope.ts';
import type { Scope } from './scope.ts';

/** Apart from the platforms' own values, since every start of the command line reads them. */
export const platformScopes: Readonly<Record<PlatformName, Scope>> = {
  'retail-media': retailMediaScope,
  'marketing-solutions': marketingSolutionsScope,
  'commerce-grid': commerceGridScope,
};
