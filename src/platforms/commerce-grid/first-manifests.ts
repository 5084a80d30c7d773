import type { FirstManifests } from '../platform.ts';

export const commerceGridFirstManifests: FirstManifests = {
  segments: `# Segments are contact lists: groups of people by a list that you upload.
segments:
#  - name: Newsletter readers
#    contactList:
#      members: { source: ../people/newsletter.csv, column: email, identifierType: Email }
`,
  audiences: null,
};
