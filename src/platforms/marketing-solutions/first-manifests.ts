import type { FirstManifests } from '../platform.ts';

export const marketingSolutionsFirstManifests: FirstManifests = {
  segments: `# A segment is a group of people. It has one type, such as contactList, inMarket or lookalike.
segments:
#  - name: Customers
#    contactList: {}
#
#  - name: Like our customers
#    lookalike: { seedSegment: Customers }
`,
  audiences: `# Audiences combine segments with and, or and not. Refer to segments by name.
audiences:
#  - name: Like our customers, but new
#    algebra:
#      and:
#        - Like our customers
#        - not: Customers
`,
};
