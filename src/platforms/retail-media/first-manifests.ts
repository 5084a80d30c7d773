import type { FirstManifests } from '../platform.ts';

export const retailMediaFirstManifests: FirstManifests = {
  segments: `# A segment is a group of people, defined by what they did in the shop or by a list that you upload.
segments:
#  - name: Recent shoe viewers
#    retailerId: "1234"
#    events: { shopperActivity: View, lookbackDays: Last30Days, categoryIds: ["3590922"] }
#
#  - name: Customers
#    retailerId: "1234"
#    contactList: { identifierType: Email }
`,
  audiences: `# Audiences combine segments with and, or and not. Refer to segments by name.
audiences:
#  - name: Recent shoe viewers who are not customers
#    retailerId: "1234"
#    algebra:
#      and:
#        - Recent shoe viewers
#        - not: Customers
`,
};
