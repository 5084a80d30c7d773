import type { FirstManifests } from '../platform.ts';

export const marketingSolutionsFirstManifests: FirstManifests = {
  segments: `# Segments are groups of people. Each has one type, such as contactList, inMarket or lookalike.
segments: []
#  - name: Customers
#    contactList: {}
#
#  - name: Like our customers
#    lookalike: { seedSegment: Customers }
`,
  audiences: `# Audiences combine segments with and, or and not. Segments are named, never numbered.
audiences: []
#  - name: Like our customers, but new
#    algebra:
#      and:
#        - Like our customers
#        - not: Customers
`,
};
