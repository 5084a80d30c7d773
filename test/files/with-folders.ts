/** Folders with a project each, and what is read in them. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { readProjectFiles } from '../../src/files/read-project-files.ts';

export const head = 'version: 1\nplatform: retail-media\naccountId: 1\n';
/** Call it once in a file of tests. What it returns writes the files of one test into a folder of its own. */
export function withFolders(): (
  files: Readonly<Record<string, string | Uint8Array>>,
) => Promise<string> {
  let root = '';
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'audiencectl-files-'));
  });
  afterAll(() => rm(root, { recursive: true, force: true }));
  return async (files) => {
    const folder = await mkdtemp(join(root, 'case-'));
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), content);
    }
    return folder;
  };
}

type ReadFolder = Awaited<ReturnType<typeof readProjectFiles>>['value'] & {
  readonly names: readonly string[];
  /** Each as its place, its severity and its code. */
  readonly findings: readonly string[];
};

export async function readIn(cwd: string, projectFile?: string): Promise<ReadFolder> {
  const { value, diagnostics } = await readProjectFiles({
    cwd,
    ...(projectFile === undefined ? {} : { projectFile }),
  });
  return {
    ...value,
    names: value.files.map(({ file }) => file),
    findings: diagnostics.map(
      ({ source, severity, code }) =>
        `${source?.file}:${source?.line}:${source?.column} ${severity} ${code}`,
    ),
  };
}
