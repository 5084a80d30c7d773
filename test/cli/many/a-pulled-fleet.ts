/** A fleet that was applied, and a colleague who works in the UI. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FolderFiles } from '../../support/a-folder.ts';
import type { TestProject } from '../../support/a-project.ts';
import { everyProject, withFleet } from './a-fleet.ts';

export interface PulledFleet extends TestProject {
  /** Gives every segment of this name another description, as the UI would; only that of a client where one is given. */
  readonly describe: (name: string, description: string, client?: string) => void;
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
        describe: (name, description, client) => {
          const isOwn = (each: string) => client === undefined || each === client;
          const own = segments.filter((each) => each.name === name && isOwn(each.client));
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

interface RemoteSegment {
  readonly id: string;
  readonly name: string;
  readonly client: string;
}

interface SnapshotRow {
  readonly id: string;
  readonly attributes: { readonly name: string };
}

/** Of all accounts. */
async function readSegments(
  { run, folder }: TestProject,
  clients: readonly string[],
): Promise<readonly RemoteSegment[]> {
  await run(`snapshot --each ${everyProject} --out snapshots`);
  const read = clients.map(async (client) => {
    const file = join(folder, 'snapshots/clients', client, 'audiencectl.json');
    const segments: readonly SnapshotRow[] = JSON.parse(await readFile(file, 'utf8')).segments;
    return segments.map(({ id, attributes }) => ({ id, name: attributes.name, client }));
  });
  return (await Promise.all(read)).flat();
}
