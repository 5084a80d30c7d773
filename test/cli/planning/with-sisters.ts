/** Projects of one account in one repository. */
import { expect } from '@jest/globals';
import type { RemoteRow } from '../../../src/model/remote/snapshot.ts';
import type { FolderFiles } from '../../support/a-folder.ts';
import { type TestProject, withProject } from '../../support/a-project.ts';

export const account = '"625702934721171442"';
export function project(name: string, more = ''): string {
  return `version: 1\nname: ${name}\nplatform: retail-media\naccountId: ${account}\ndefaults: { retailerId: "1234" }\n${more}`;
}
export const list = 'contactList: { identifierType: Email }';
export const crm: string = `segments:\n  - name: CRM\n    ${list}\n`;

export const mine: string = `segments:\n  - { name: Mine, description: Mine, ${list} }\n`;
const git: FolderFiles = { '.git/HEAD': 'ref: refs/heads/main\n' };

/** While it is there. */
export function idOfCrm({ sandbox }: TestProject): string | undefined {
  const { segments } = JSON.parse(JSON.stringify(sandbox.document()));
  return segments.find((row: RemoteRow) => row.attributes['name'] === 'CRM')?.id;
}

/** The project `fr` in a repository with others, after CRM and Other have been made by hand. */
export async function withSisters(
  files: FolderFiles,
  use: (project: TestProject) => Promise<void>,
): Promise<void> {
  const start = {
    'start/audiencectl.yaml': project('start'),
    'start/a.yaml': `${crm}  - { name: Other, ${list} }\n`,
  };
  await withProject({ files: { ...start } }, async (all) => {
    expect(await all.run('apply -C start --auto-approve')).toMatchObject({ exitCode: 0 });
    // Not there any more when the repository comes to be.
    await all.write({ 'start/audiencectl.yaml': 'x-done: true\n', ...git, ...files });
    await use(all);
    expect(idOfCrm(all)).toBeDefined();
  });
}
