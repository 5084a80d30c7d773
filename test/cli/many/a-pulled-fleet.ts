/** A fleet that was applied, and a colleague who works in the UI. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FolderFiles } from '../../support/a-folder.ts';
import type { TestProject } from '../../support/a-project.ts';
import { everyProject, withFleet } from './a-fleet.ts';

export interface PulledFleet extends TestProject {
  /** Gives every segment of this name another description, as the UI would. */
  readonly describe: (name: string, description: string) => void;
  readonly read: (file: string) => Promise<string>;
}

export const listOfClient = (client: string): string => `Customers of ${client}`;

export function withPulledFleet(
  clients: readonly string[],
  use: (fleet: PulledFleet) => Promise<void>,
  files: FolderFiles = {},
): Promise<void> {
  return withFleet(
    clients,
    async (project) => {
      const { exitCode, stdout, stderr } = await project.run(
        `apply --each ${everyProject} --auto-approve`,
      );
      if (exitCode !== 0) throw new Error(stdout + stderr);
      const segments = await readSegments(project, clients);
      await use({
        ...project,
        describe: (name, description) => {
          const own = segments.filter((each) => each.name === name);
          if (own.length === 0) throw new Error(`no segment "${name}"`);
          for (const { id } of own) {
            const attributes = { description };
            project.sandbox.edit({ platform: 'retail-media', kind: 'segment', id, attributes });
          }
        },
        read: (file) => readFile(join(project.folder, file), 'utf8'),
      });
    },
    { files },
  );
}

/** Of all accounts. */
async function readSegments(
  { run, folder }: TestProject,
  clients: readonly string[],
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  await run(`snapshot --each ${everyProject} --out snapshots`);
  const read = clients.map(async (client) => {
    const file = join(folder, 'snapshots/clients', client, 'audiencectl.json');
    return JSON.parse(await readFile(file, 'utf8')).segments;
  });
  return (await Promise.all(read))
    .flat()
    .map(({ id, attributes }) => ({ id, name: attributes.name }));
}
