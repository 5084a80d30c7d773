/** The projects of a run: by a glob of their files, or by a folder of their plans. */
import { readdir, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { compareText, DiagnosticError } from '../../../diagnostics/diagnostic.ts';
import { objectToPath } from '../../../disk/object-to-path.ts';
import { createFileGuard } from '../../../files/create-file-guard.ts';
import { isInside } from '../../../files/find-repository.ts';
import { type GlobProblem, placeGlobs } from '../../../files/place-globs.ts';
import { walkFolder } from '../../../files/walk-folder.ts';
import { eachIndexName } from '../../../model/project-file-name.ts';
import { usageError } from '../../arguments/usage-error.ts';
import { projectPathOf } from './mirrored-paths.ts';

/** One project of a run. */
export interface ManyTarget {
  /** The project file, relative to the working directory, with `/`. */
  readonly file: string;
  /** The plan to apply; null where one is made. */
  readonly planFile: string | null;
}

/**
 * Edge: the files that match, sorted. Hidden folders and `node_modules` are left out, and nothing leads out of the
 * repository, as for manifests.
 *
 * @param skip folders whose projects are none of this run, such as those of an earlier commit; absolute.
 * @throws DiagnosticError where nothing matches.
 */
export async function findProjects(
  glob: string,
  skip: readonly string[],
): Promise<readonly ManyTarget[]> {
  const cwd = process.cwd();
  const guard = await createFileGuard(cwd, null);
  const placed = await placeGlobs(cwd, [glob], guard);
  const [problem] = placed.problems;
  if (problem !== undefined) throw objection(glob, problem.problem);
  const files = new Set(placed.files.keys());
  for (const { folder, matches, findsHidden } of placed.globs) {
    const walk = { showHidden: findsHidden, showAside: false };
    const walked = await walkFolder(folder, guard, walk).catch((cause: unknown) => {
      const code = cause instanceof Error && 'code' in cause ? ` (${cause.code})` : '';
      const message = `a folder that --each "${glob}" leads into cannot be read${code}`;
      throw new DiagnosticError([usageError('file-not-readable', message)], { cause });
    });
    for (const file of walked.files) {
      const path = resolve(folder, file);
      if (!matches(file.split('/')) || skip.some((each) => isInside(each, path))) continue;
      files.add(fromHere(path));
    }
  }
  if (files.size === 0) throw objection(glob, 'matches-nothing');
  return [...files].sort(compareText).map((file) => ({ file, planFile: null }));
}

/**
 * Edge: every plan below a folder, with the project that has the same path here.
 *
 * @throws DiagnosticError where there is no plan.
 */
export async function findPlans(folder: string): Promise<readonly ManyTarget[]> {
  const problem = await objectToPath(folder);
  if (problem !== null) throw new DiagnosticError([{ severity: 'error', ...problem }]);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const hasIndex = entries.some(
    ({ name, parentPath }) => join(parentPath, name) === join(folder, eachIndexName),
  );
  const plans = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => path !== eachIndexName)
    .sort(compareText);
  // An empty list is an answer, too: nothing had changed.
  if (plans.length === 0 && !hasIndex) {
    const message = `there is no plan file in the folder "${folder}"`;
    const hint = 'Save plans there with audiencectl plan --each GLOB --out DIR.';
    throw new DiagnosticError([usageError('projects-not-found', message, hint)]);
  }
  return Promise.all(
    plans.map(async (path) => ({
      file: await projectPathOf(path),
      planFile: join(folder, path),
    })),
  );
}

/** Whether the value of `--each` is a folder. */
export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}

function fromHere(path: string): string {
  return relative(process.cwd(), path).split(sep).join('/');
}

function objection(glob: string, problem: GlobProblem['problem']): DiagnosticError {
  return new DiagnosticError([
    usageError('projects-not-found', `--each "${glob}" ${reasonOf(problem)}`, hint),
  ]);
}

const hint = 'Give a glob of project files, such as --each "clients/*/audiencectl.yaml".';

function reasonOf(problem: GlobProblem['problem']): string {
  switch (problem) {
    case 'matches-nothing':
    case 'leaves-out-nothing':
      return 'matches no file';
    case 'is-a-folder':
      return 'is a folder, not a glob of project files';
    case 'leaves-repository':
      return 'leads out of the git repository';
    case 'backslash':
      return 'contains a backslash. Folders are separated by /';
    case 'too-long':
      return 'is longer than any path';
    case 'too-many-alternatives':
      return 'has more alternatives than can be followed';
    case '.git':
    case '.audiencectl':
      return `leads into ${problem}`;
    case 'leaves-out-many':
    case 'extended':
      return 'has a form that globs of files do not have here';
  }
}
