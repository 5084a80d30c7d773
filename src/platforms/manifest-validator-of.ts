import type { PlatformName } from '../model/entity.ts';
import { isCommerceGridManifest } from '../schema/generated/is-commerce-grid-manifest.js';
import { isMarketingSolutionsManifest } from '../schema/generated/is-marketing-solutions-manifest.js';
import { isRetailMediaManifest } from '../schema/generated/is-retail-media-manifest.js';
import type { SchemaValidator } from '../schema/schema-validator.ts';

/** Apart from the platforms' own values, since it is large and few commands read manifests. */
const validators: Readonly<Record<PlatformName, SchemaValidator>> = {
  'retail-media': isRetailMediaManifest,
  'marketing-solutions': isMarketingSolutionsManifest,
  'commerce-grid': isCommerceGridManifest,
};

/** What a manifest of the platform may hold. */
export function manifestValidatorOf(platform: PlatformName): SchemaValidator {
  return validators[platform];
}
