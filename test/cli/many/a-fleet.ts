import type { SettingsInput } from '../../../src/sandbox/settings.ts';
import type { FolderFiles } from '../../support/a-folder.ts';
import { type TestProject, withProject } from '../../support/a-project.ts';

/** Every project file of a fleet. */
export const everyProject = 'clients/*/audiencectl.yaml';

/** An account of its own for each client. */
function accountOf(client: string): string {
  const code = [...client].reduce((sum, each) => sum * 31 + (each.codePointAt(0) ?? 0), 7);
  return `${6_000_000_000 + (code % 1_000_000)}`;
}

/** A project file and one list. `more` is further lines of the project file. */
export function aClient(client: string, more = ''): FolderFiles {
  return {
    [`clients/${client}/audiencectl.yaml`]: `version: 1
name: acme-${client}
platform: retail-media
accountId: "${accountOf(client)}"
${more}`,
    [`clients/${client}/lists.yaml`]: `segments:
  - { name: Customers of ${client}, retailerId: "1234", contactList: { identifierType: Email } }
`,
  };
}

export function withFleet<Result>(
  clients: readonly string[],
  use: (project: TestProject) => Promise<Result>,
  {
    files = {},
    settings = {},
  }: { readonly files?: FolderFiles; readonly settings?: SettingsInput } = {},
): Promise<Result> {
  const all = clients.map((client) => aClient(client));
  return withProject({ files: Object.assign({ '.git/HEAD': '' }, ...all, files), settings }, use);
}

/** What the JSON says of each project, in its order. */
export function statesIn(stdout: string): Readonly<Record<string, string>> {
  const { projects } = JSON.parse(stdout);
  return Object.fromEntries(
    projects.map(({ file, exitCode, state }: Record<string, unknown>) => [
      `${file}`.split('/')[1],
      `${exitCode} ${state}`,
    ]),
  );
}
