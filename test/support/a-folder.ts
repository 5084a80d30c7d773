import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Files by their path in the folder. */
export type FolderFiles = Readonly<Record<string, string>>;

/** Gives `use` a temporary folder with these files, and removes it afterwards. */
export async function withFolder<Result>(
  files: FolderFiles,
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'audiencectl-test-'));
  try {
    await writeFiles(folder, files);
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export async function writeFiles(folder: string, files: FolderFiles): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

export const projectFile = `version: 1
name: acme-fr
platform: retail-media
accountId: "625702934721171442"
`;

/** A small retail-media project: one list, one event segment, one audience of both. */
export const smallProject: FolderFiles = {
  'audiencectl.yaml': projectFile,
  'manifest.yaml': `defaults: { retailerId: "1234" }
segments:
  - name: CRM Users 2025
    description: Segment made of CRM user emails
    contactList: { identifierType: Email }
  - name: Recent shoe viewers
    events: { shopperActivity: View, lookbackDays: Last30Days, categoryIds: ["3590922"] }
audiences:
  - name: Recent viewers not in CRM
    algebra:
      and:
        - Recent shoe viewers
        - not: CRM Users 2025
`,
};
