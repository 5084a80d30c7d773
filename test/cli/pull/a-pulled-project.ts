/** A project that was applied and whose base is kept, and a colleague who works in the UI. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RowEdit } from '../../../src/sandbox/entities/edit-row.ts';
import { projectFile } from '../../support/a-folder.ts';
import { type TestProject, withProject } from '../../support/a-project.ts';

const account = '625702934721171442';

export const projectText: string = `${projectFile}owns: { segments: { names: ["*"] }, audiences: { names: ["*"] } }
vars: { shelf: Shelf }
`;

export const segmentsText = `# Segments of the shop
defaults: { retailerId: "1234" }
segments:
  # From the CRM
  - name: Customers
    contactList: { identifierType: Email }   # hashed first

  - name: Complaints
    contactList: { identifierType: Email }
  - name: Viewers   # of anything
    description: "Looked at shoes"
    events: { shopperActivity: View, lookbackDays: Last30Days, categoryIds: ["1", "2"] }
  # On the \${var.shelf}
  - name: Shelf
    description: On the \${var.shelf}
    events: { shopperActivity: Buy, lookbackDays: Last30Days }
`;

export const audiencesText = `defaults: { retailerId: "1234" }
audiences:
  - name: Prospects
    description: 'Viewers, no customers'  # please keep
    algebra:
      and:
        - Viewers
        - not: Customers   # never
  # Last year's
  - name: Old
    algebra: Shelf
`;

type Attributes = NonNullable<RowEdit['attributes']>;
type RowKind = 'segment' | 'audience';

export interface PulledProject extends TestProject {
  /** Lays attributes over a row, as the UI would. */
  readonly edit: (kind: RowKind, name: string, attributes: Attributes) => void;
  readonly remove: (kind: RowKind, name: string) => void;
  readonly add: (kind: RowKind, attributes: Attributes) => void;
  readonly idOf: (kind: RowKind, name: string) => string;
  readonly read: (file: string) => Promise<string>;
}

export const baseOption = '--base .base';

export async function withPulled<Result>(
  use: (project: PulledProject) => Promise<Result>,
  more: Readonly<Record<string, string>> = {},
): Promise<Result> {
  const files = {
    'audiencectl.yaml': projectText,
    'segments.yaml': segmentsText,
    'audiences.yaml': audiencesText,
    ...more,
  };
  const base = Object.entries(files).map(([name, text]) => [`.base/${name}`, text]);
  return withProject({ files: { ...files, ...Object.fromEntries(base) } }, async (project) => {
    const { exitCode, stdout, stderr } = await project.run('apply --auto-approve --quiet');
    if (exitCode !== 0) throw new Error(stdout + stderr);
    const idOf = (kind: RowKind, name: string) => {
      const rows = project.sandbox.document()?.[`${kind}s`];
      const found = Array.isArray(rows)
        ? rows.find((row) => row.attributes.name === name)
        : undefined;
      if (typeof found?.id !== 'string') throw new Error(`no ${kind} "${name}"`);
      return found.id;
    };
    const platform = 'retail-media' as const;
    const at = (kind: RowKind, name: string) => ({ platform, kind, id: idOf(kind, name) });
    return use({
      ...project,
      idOf,
      edit: (kind, name, attributes) => {
        project.sandbox.edit({ ...at(kind, name), attributes });
      },
      remove: (kind, name) => {
        project.sandbox.edit({ ...at(kind, name), removed: true });
      },
      add: (kind, attributes) => {
        project.sandbox.edit({ platform, kind, scope: account, attributes });
      },
      read: (file) => readFile(join(project.folder, file), 'utf8'),
    });
  });
}
