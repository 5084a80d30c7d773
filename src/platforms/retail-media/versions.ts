import { july2026, type PlatformVersions, preview, vendorSite } from '../version-end.ts';

const changelog = `${vendorSite}/retail-media/changelog`;

/** No dated version had writes of audiences in August 2026. */
const audienceVersion = 'experimental';

export const retailMediaVersions: PlatformVersions = {
  ends: [
    { version: '2025-07', end: '2026-07-28', source: changelog },
    { version: '2025-10', end: '2026-10-27', source: changelog },
    { version: '2026-01', end: '2027-01-27', source: changelog },
    july2026,
    preview,
  ],
  instead: {
    apiVersion: '2026-07',
    audienceApiVersion: audienceVersion,
    segmentApiVersion: '2026-07',
  },
  list: changelog,
  audienceDefault: audienceVersion,
};
