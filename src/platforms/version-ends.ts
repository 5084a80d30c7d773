/** The versions of the API whose end is known, with the page that says so. */
import type { PlatformName } from '../model/entity.ts';
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

interface PlatformVersions {
  readonly ends: readonly VersionEnd[];
  /** What each key of the project file is best set to. */
  readonly instead: Readonly<Record<VersionKey, string>>;
  /** Where Criteo lists its versions. */
  readonly list: string;
}

const site = 'https://developers.criteo.com';
const policy = `${site}/criteo-apis/docs/versioning-policy`;

/** The name that `experimental` had before; the page is of retail media, the alias of both platforms. */
const preview: VersionEnd = {
  version: 'preview',
  end: '2026-12-31',
  source: `${site}/retail-media/experimental/docs/introduction-to-experimental`,
};

const july2026: VersionEnd = { version: '2026-07', end: '2027-07', source: policy };

/** `experimental` has no end; endpoints leave it one by one. */
export const versionEnds: Readonly<Record<PlatformName, PlatformVersions>> = {
  'retail-media': {
    ends: [
      { version: '2025-07', end: '2026-07-28', source: `${site}/retail-media/changelog` },
      { version: '2025-10', end: '2026-10-27', source: `${site}/retail-media/changelog` },
      { version: '2026-01', end: '2027-01-27', source: `${site}/retail-media/changelog` },
      july2026,
      preview,
    ],
    instead: {
      apiVersion: '2026-07',
      audienceApiVersion: 'experimental',
      segmentApiVersion: '2026-07',
    },
    list: `${site}/retail-media/changelog`,
  },
  'marketing-solutions': {
    ends: [
      { version: '2025-07', end: '2026-07-28', source: `${site}/marketing-solutions/changelog` },
      { version: '2025-10', end: '2026-10-27', source: `${site}/marketing-solutions/changelog` },
      {
        version: '2026-01',
        end: '2027-02-02',
        source: `${site}/marketing-solutions/changelog/version-202601-release-note`,
      },
      july2026,
      preview,
    ],
    instead: {
      apiVersion: '2026-07',
      audienceApiVersion: '2026-07',
      segmentApiVersion: '2026-07',
    },
    list: `${site}/marketing-solutions/changelog`,
  },
};
