import type { Fault } from './faults/fault.ts';
import { defaultVariants, type Variants } from './variants.ts';

/** How a sandbox behaves. Everything has a default; tests and the inspection routes change parts of it. */
export interface Settings {
  readonly variants: Variants;
  readonly faults: readonly Fault[];
  /** Draws the faults that have a probability, and the trace IDs. */
  readonly seed: number;
  /** Refuse what the OpenAPI does not know: other attributes, other spellings. */
  readonly strict: boolean;
  readonly tokenLifetimeSeconds: number;
  /** Requests per window and client; null for no limit and no headers. */
  readonly rateLimit: RateLimit | null;
  /** Version segments that answer 410. */
  readonly retiredVersions: readonly string[];
  /** Version segments that answer with deprecation headers and a warning. */
  readonly deprecatedVersions: readonly string[];
  /** Client IDs that may only read. */
  readonly readOnlyClients: readonly string[];
  /** Retail-media accounts that are not in order; all others are taken as they come. */
  readonly accounts: Readonly<Record<string, 'missing' | 'inactive' | 'demand'>>;
  readonly retailers: Readonly<Record<string, 'unauthorized' | 'not-live'>>;
  /** Audiences that one account or advertiser may have; null for no limit. */
  readonly audienceLimit: number | null;
  /** Segments that cannot be deleted because they have served impressions. */
  readonly servedSegmentIds: readonly string[];
  /** Retail-media audiences that line items target. */
  readonly lineItemAudienceIds: readonly string[];
  /** Whether the older contact-list endpoints know any number, or contact-list segments alone. */
  readonly legacyAudiences: 'any' | 'existing';
  /** Countries that an advertiser may not use in in-market segments. */
  readonly unauthorizedCountries: readonly string[];
  readonly lookalikeTargetSizes: { readonly min: number; readonly max: number };
  readonly maxRadiusInKm: number;
  /** The largest page of a search; null for what the specification says: 500, or 100 in marketing solutions. */
  readonly maxPageSize: number | null;
  readonly maxBodyBytes: number;
  readonly maxIdentifiers: number;
  /** Entries kept in the request log. */
  readonly maxLoggedRequests: number;
  /** How long a write takes to be seen by searches. */
  readonly searchLagMs: number;
}

export interface RateLimit {
  readonly requests: number;
  readonly windowMs: number;
  readonly headers: 'always' | 'never';
}

export const defaultSettings: Settings = {
  variants: defaultVariants,
  faults: [],
  seed: 1,
  strict: false,
  tokenLifetimeSeconds: 900,
  rateLimit: null,
  retiredVersions: [],
  deprecatedVersions: [],
  readOnlyClients: [],
  accounts: {},
  retailers: {},
  audienceLimit: null,
  servedSegmentIds: [],
  lineItemAudienceIds: [],
  legacyAudiences: 'any',
  unauthorizedCountries: [],
  lookalikeTargetSizes: { min: 10_000, max: 50_000_000 },
  maxRadiusInKm: 50,
  maxPageSize: null,
  maxBodyBytes: 10_000_000,
  maxIdentifiers: 50_000,
  maxLoggedRequests: 20_000,
  searchLagMs: 0,
};

/** Settings as a caller writes them: any part of them, the variants also in parts. */
export type SettingsInput = Partial<Omit<Settings, 'variants'>> & {
  readonly variants?: Partial<Variants>;
};

export function completeSettings(input: SettingsInput, base: Settings = defaultSettings): Settings {
  return { ...base, ...input, variants: { ...base.variants, ...input.variants } };
}
