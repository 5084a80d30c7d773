/** The files of a new, empty project. */

import type { PlatformName } from '../../../model/entity.ts';
import { projectFileName } from '../../../model/project-file-name.ts';

export interface NewFile {
  /** Relative to the project folder, with `/` between its parts. */
  readonly path: string;
  readonly text: string;
}

/** What a project is bound to. */
export interface ProjectTarget {
  readonly platform: PlatformName;
  readonly scopeId: string;
}

export function projectTemplate(target: ProjectTarget): readonly NewFile[] {
  const isRetailMedia = target.platform === 'retail-media';
  return [
    { path: projectFileName, text: projectFile(target) },
    { path: 'segments/segments.yaml', text: isRetailMedia ? retailSegments : advertiserSegments },
    {
      path: 'audiences/audiences.yaml',
      text: isRetailMedia ? retailAudiences : advertiserAudiences,
    },
  ];
}

function projectFile({ platform, scopeId }: ProjectTarget): string {
  const scope = platform === 'retail-media' ? 'accountId' : 'advertiserId';
  return `version: 1
platform: ${platform}
${scope}: "${scopeId}"
manifests: ["segments/**/*.yaml", "audiences/**/*.yaml"]
`;
}

const retailSegments = `# Segments are groups of people: by what they did in the shop, or by a list that you upload.
segments: []
#  - name: Recent shoe viewers
#    retailerId: "1234"
#    events: { shopperActivity: View, lookbackDays: Last30Days, categoryIds: ["3590922"] }
#
#  - name: Customers
#    retailerId: "1234"
#    contactList: { identifierType: Email }
`;

const retailAudiences = `# Audiences combine segments with and, or and not. Segments are named, never numbered.
audiences: []
#  - name: Recent shoe viewers who are not customers
#    retailerId: "1234"
#    algebra:
#      and:
#        - Recent shoe viewers
#        - not: Customers
`;

const advertiserSegments = `# Segments are groups of people. Each has one type, such as contactList, inMarket or lookalike.
segments: []
#  - name: Customers
#    contactList: {}
#
#  - name: Like our customers
#    lookalike: { seedSegment: Customers }
`;

const advertiserAudiences = `# Audiences combine segments with and, or and not. Segments are named, never numbered.
audiences: []
#  - name: Like our customers, but new
#    algebra:
#      and:
#        - Like our customers
#        - not: Customers
`;
