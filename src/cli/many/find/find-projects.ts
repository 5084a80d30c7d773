/** The projects of a run: by a glob of their files. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { compareText, type Diagnostic, DiagnosticError } from '../../../diagnostics/diagnostic.ts';
import { whereItLeads } from '../../../disk/object-to-path.ts';
import { createFileGuard } from '../../../files/create-file-guard.ts';
import { isInside } from '../../../files/find-repository.ts';
import { nameFrom } from '../../../files/name-from.ts';
import { type GlobProblem, placeGlobs } from '../../../files/place-globs.ts';
import { walkFolder } from '../../../files/walk-folder.ts';
import { usageError } from '../../arguments/usage-error.ts';
import { createOtherCheckout } from './create-other-checkout.ts';
import { suggestGlob } from './suggest-glob.ts';

/** One project of a run. */
export interface ManyTarget {
  /** The project file, relative to the working directory, with `/`. */
  readonly file: string;
  /** The plan to apply; null where one is made. */
  readonly planFile: string | null;
  /** Where the folder of `--base` has it, if it was moved since; in the same way as `file`. */
  readonly earlierFile?: string;
  /** Why nothing can be run for it: it fails, and stops no other. */
  readonly problem?: Diagnostic;
}

export interface FoundProjects {
  readonly targets: readonly ManyTarget[];
  /** Other names of files among the targets, which links lead to. */
  readonly aliases: readonly { readonly file: string; readonly same: string }[];
  /** Folders with another checkout, below which files match that are left out; as `file` of a target. */
  readonly checkouts: readonly string[];
}

/**
 * Edge: the files that match, sorted. Hidden folders and `node_modules` are left out, and nothing leads out of the
 * repository, as for manifests.
 *
 * @param takesPlans whether the command also takes a folder of plans.
 * @param skip folders whose projects are none of this run, such as those of an earlier commit; absolute.
 * @throws DiagnosticError where nothing matches.
 */
export async function findProjects(
  glob: string,
  skip: readonly string[],
  takesPlans = false,
): Promise<FoundProjects> {
  const found = await lookFor(glob, skip, process.cwd());
  if ('problem' in found) {
    const finds = async (other: string, cwd: string) => {
      const looked = await lookFor(other, skip, cwd);
      return 'files' in looked && looked.files.size > 0;
    };
    const hint = await suggestGlob(glob, finds, takesPlans);
    throw objection(glob, found.problem, hint);
  }
  const { files, checkouts } = found;
  const [checkout] = checkouts;
  if (files.size === 0 && checkout !== undefined) throw onlyElsewhere(glob, checkout);
  return { ...(await eachOnce([...files].sort(compareText))), checkouts };
}

/**
 * Edge: the project files that matched in the folder of an earlier commit, and are no more here.
 *
 * @param before the folder that has the place of the working directory.
 */
export async function findGoneProjects(
  glob: string,
  before: string,
  { targets, aliases }: Pick<FoundProjects, 'targets' | 'aliases'>,
): Promise<readonly string[]> {
  const here = new Set([...targets, ...aliases].map(({ file }) => file));
  try {
    const found = await lookFor(glob, [], resolve(before));
    if ('problem' in found) return [];
    return [...found.files].filter((file) => !here.has(file)).sort(compareText);
  } catch (error) {
    // What cannot be looked through is said where it is compared.
    if (error instanceof DiagnosticError) return [];
    throw error;
  }
}

type Looked =
  | { readonly files: ReadonlySet<string>; readonly checkouts: readonly string[] }
  | { readonly problem: GlobProblem['problem'] };

async function lookFor(glob: string, skip: readonly string[], cwd: string): Promise<Looked> {
  const guard = await createFileGuard(cwd, null);
  const placed = await placeGlobs(cwd, [glob], guard);
  const [problem] = placed.problems;
  if (problem !== undefined) return { problem: problem.problem };
  const files = new Set(placed.files.keys());
  const otherCheckout = createOtherCheckout(cwd);
  const checkouts = new Set<string>();
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
      const checkout = await otherCheckout(path);
      if (checkout === null) files.add(nameFrom(cwd, path));
      else checkouts.add(nameFrom(cwd, checkout));
    }
  }
  if (files.size + checkouts.size === 0) return { problem: 'matches-nothing' };
  return { files, checkouts: [...checkouts].sort(compareText) };
}

/** Two runs of one project at once would both create what is missing. */
async function eachOnce(
  files: readonly string[],
): Promise<Pick<FoundProjects, 'targets' | 'aliases'>> {
  const real = new Map<string, string>();
  const named: (readonly [file: string, path: string])[] = [];
  for (const file of files) {
    const path = await whereItLeads(resolve(file));
    named.push([file, path]);
    // Its own name is better than one by a link.
    if (!real.has(path) || fromHere(path) === file) real.set(path, file);
  }
  const isOnce = ([file, path]: (typeof named)[number]) => real.get(path) === file;
  return {
    targets: named.filter(isOnce).map(([file]) => ({ file, planFile: null })),
    aliases: named
      .filter((each) => !isOnce(each))
      .map(([file, path]) => ({ file, same: real.get(path) ?? file })),
  };
}

/** Whether the value of `--each` is a folder. */
export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}

export async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() ?? false;
}

function fromHere(path: string): string {
  return nameFrom(process.cwd(), path);
}

function objection(glob: string, problem: GlobProblem['problem'], hint: string): DiagnosticError {
  const message = `--each "${glob}" ${reasonOf(problem)}`;
  return new DiagnosticError([usageError('projects-not-found', message, hint)]);
}

function onlyElsewhere(glob: string, checkout: string): DiagnosticError {
  const message = `--each "${glob}" matches only files of another checkout, such as "${checkout}"`;
  const fix = 'Run the command in that folder. A clone or a worktree is not a part of this one.';
  return new DiagnosticError([usageError('projects-not-found', message, fix)]);
}

function reasonOf(problem: GlobProblem['problem']): string {
  switch (problem) {
    case 'matches-nothing':
    case 'leaves-out-nothing':
      return 'matches no file below the working directory';
    case 'is-a-folder':
      return 'is a folder, not a glob of project files';
    case 'leaves-repository':
      return 'leads out of the git repository';
    case 'leaves-folder':
      return 'leads out of the working directory, which is in no git repository';
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
