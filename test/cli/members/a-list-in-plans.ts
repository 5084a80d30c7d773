/** A project with a list that is filled by plans, and an audience that excludes by it. */
import { type FolderFiles, projectFile } from '../../support/a-folder.ts';
import type { TestProject } from '../../support/a-project.ts';

export const person = (number: number): string => `Secret.Person${number}@Example.com`;
export const people = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, each) => person(from + each)).join('\n');

export const manifest = `defaults: { retailerId: "1234" }
segments:
  - name: CRM
    contactList:
      identifierType: Email
      members: { source: data/crm.txt }
  - name: Shoes
    events: { shopperActivity: View, lookbackDays: Last30Days }
audiences:
  - name: Newcomers
    algebra: { and: [Shoes, { not: CRM }] }
  - name: Shoppers
    algebra: Shoes
`;
export const files: FolderFiles = {
  'audiencectl.yaml': projectFile,
  'manifest.yaml': manifest,
  'data/crm.txt': people(0, 40),
};

export const isUpload = ({ path }: { readonly path: string }): boolean =>
  path.endsWith('/add-remove');
export const membersOf = ({ sandbox }: TestProject): number[] =>
  Object.values(sandbox.members()).map(({ count }) => count);
/** The writes in their order, in a word each. */
export const steps = ({ writes }: TestProject): readonly string[] =>
  writes()
    .filter(({ method, path }) => method !== 'GET' || isUpload({ path }))
    .map(({ path }) => path.split('/').slice(-2).join('/'));
