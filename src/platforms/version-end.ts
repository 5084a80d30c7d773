/** The versions of the API whose end is known, with the page that says so. */
import type { VersionKey } from '../model/project.ts';

export interface VersionEnd {
  readonly version: string;
  /**
   * The last day of support, such as `2027-01-27`; the month alone, such as `2027-07`, where twelve
   * months after the release are promised and no day is published.
   */
  readonly end: string;
  readonly source: string;
}

/** The versions of one platform. `experimental` has no end; endpoints leave it one by one. */
export interface PlatformVersions {
  readonly ends: readonly VersionEnd[];
  /** What each key of the project file is best set to. */
  readonly instead: Readonly<Record<VersionKey, string>>;
  /** Where Criteo lists its versions. */
  readonly list: string;
  /** The default of `audienceApiVersion`; null where audiences are written with `apiVersion`. */
  readonly audienceDefault: string | null;
}

export const vendorSite = 'https://developers.criteo.com';

/** The name that `experimental` had before; the page is of retail media, the alias of all platforms. */
export const preview: VersionEnd = {
  version: 'preview',
  end: '2026-12-31',
  source: `${vendorSite}/retail-media/experimental/docs/introduction-to-experimental`,
};

/** Twelve months after its release, by the policy for all platforms. */
export const july2026: VersionEnd = {
  version: '2026-07',
  end: '2027-07',
  source: `${vendorSite}/criteo-apis/docs/versioning-policy`,
};
