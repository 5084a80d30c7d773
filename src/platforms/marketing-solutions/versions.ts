import { july2026, type PlatformVersions, preview, vendorSite } from '../version-end.ts';

const changelog = `${vendorSite}/marketing-solutions/changelog`;

export const marketingSolutionsVersions: PlatformVersions = {
  ends: [
    { version: '2025-07', end: '2026-07-28', source: changelog },
    { version: '2025-10', end: '2026-10-27', source: changelog },
    {
      version: '2026-01',
      end: '2027-02-02',
      source: `${changelog}/version-202601-release-note`,
    },
    july2026,
    preview,
  ],
  instead: {
    apiVersion: '2026-07',
    audienceApiVersion: '2026-07',
    segmentApiVersion: '2026-07',
  },
  list: changelog,
  audienceDefault: null,
};
