import { july2026, type PlatformVersions, preview, vendorSite } from '../version-end.ts';

/** The vendor lists its pages with those of Marketing Solutions. */
const changelog = `${vendorSite}/marketing-solutions/changelog`;

export const commerceGridVersions: PlatformVersions = {
  ends: [july2026, preview],
  instead: {
    apiVersion: '2026-07',
    audienceApiVersion: '2026-07',
    segmentApiVersion: '2026-07',
  },
  list: changelog,
  audienceDefault: null,
};
