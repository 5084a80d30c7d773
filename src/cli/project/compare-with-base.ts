/** Files that the base reads and this project does not, or the other way round. */
import { resolve } from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { lstat } from '../../disk/local-files.ts';
import { notRead } from '../../files/diagnose-passed-over.ts';
import { listProjectFiles, type ProjectFilesOptions } from '../../files/read-project-files.ts';
import type { Project } from '../../model/project.ts';

/**
 * Edge: `manifest-not-read` for what one of the two passes over. A manifest of the base that is still
 * here and not read would look as if it had been deleted; one that only the base passes over, as if all
 * in it were new.
 *
 * @param base the folder of `--base`. If it cannot be read, its own reader reports that.
 * @param here the project folder, and the files in it that are reported as not read.
 */
export async function compareWithBase(
  base: string,
  project: Project,
  here: Required<Pick<ProjectFilesOptions, 'cwd' | 'vars'>> & {
    readonly notRead: ReadonlySet<string>;
  },
): Promise<readonly Diagnostic[]> {
  const options = { projectFile: project.file, environment: project.environment, vars: here.vars };
  const [ours, theirs] = await Promise.all([
    listProjectFiles({ ...options, cwd: here.cwd }),
    listProjectFiles({ ...options, cwd: base, base }),
  ]);
  const { root, found } = ours.value;
  const { found: before } = theirs.value;
  if (found === null || before === null) return [];
  const read = new Set(found.files);
  const lost = before.files.filter(
    (file) => !read.has(file) && !here.notRead.has(file) && !found.leftOut.has(file),
  );
  const diagnostics: Diagnostic[] = [];
  for (const file of lost) {
    if (await isFile(resolve(root, file))) diagnostics.push(notRead(file, 'only-in-base', project));
  }
  const passedOver = before.passedOver.filter(
    ({ file, isBeside = false }) => read.has(file) && !isBeside,
  );
  return [...diagnostics, ...passedOver.map(({ file }) => notReadThere(file, base))];
}

async function isFile(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => null);
  return found !== null && !found.isDirectory();
}

function notReadThere(file: string, base: string): Diagnostic {
  return {
    severity: 'warning',
    code: 'manifest-not-read',
    message: `this file is read here, but not in --base "${base}", so its entities count as new`,
    source: { file, line: 1, column: 1 },
    hint: 'Check each change of this file in the plan. The plan cannot distinguish edits in the UI from yours.',
  };
}
