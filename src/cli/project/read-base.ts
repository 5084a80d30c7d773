/** `--base DIR`: what the same project declared at an earlier commit. */
import { join, relative, resolve, sep } from 'node:path';
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { stat } from '../../disk/local-files.ts';
import { objectToPath } from '../../disk/object-to-path.ts';
import { readBytes } from '../../disk/read-bytes.ts';
import { findRepository } from '../../files/find-repository.ts';
import { readProjectFiles } from '../../files/read-project-files.ts';
import type { Project } from '../../model/project.ts';
import type { EarlierProject } from '../../reconciler/compare.ts';
import { isPartlyRead, loadManifests } from '../../reconciler/load.ts';
import { usageError } from '../arguments/usage-error.ts';

/** What there was not yet, and how it is named. */
const absences = new Map([
  ['project-not-found', 'project in this folder'],
  ['unknown-environment', 'environment of this name'],
]);

/** A folder that is not there: for many projects, one of them may be new. */
interface BaseOptions {
  readonly vars: Readonly<Record<string, string>>;
  readonly mayBeMissing: boolean;
}

/**
 * Reads it as far as it can be read: rules that are newer than the commit are no reason to stop.
 * Where the folder has no project yet, nothing was declared. Throws `base-unreadable`.
 */
export async function readBase(
  folder: string,
  project: Project,
  root: string,
  { vars, mayBeMissing }: BaseOptions,
): Promise<EarlierProject> {
  const objection = await objectToPath(folder);
  if (objection !== null) throw new DiagnosticError([{ severity: 'error', ...objection }]);
  const found = await stat(folder).catch(() => null);
  if (!found?.isDirectory() && !(found === null && mayBeMissing)) {
    throw unreadable(
      `--base "${folder}" is not a folder`,
      'Check the earlier commit out beside the project: git worktree add .base HEAD. Then give --base .base.',
    );
  }
  const { value, diagnostics } = await readProjectFiles({
    cwd: folder,
    base: folder,
    projectFile: project.file,
    environment: project.environment,
    vars,
  });
  const label = await nameBase(folder, root);
  if (value.project === null) {
    const [missing] = diagnostics.flatMap(({ code }) => absences.get(code) ?? []);
    if (missing !== undefined) {
      const nothing = { declarations: [], label: `${label}, which has no ${missing}`, missing };
      // Of a run over many projects, the folder was checked for all of them.
      if (mayBeMissing) return { ...nothing, isOfMany: true };
      const suggestion = await findInside(folder, project, root);
      return { ...nothing, ...(suggestion === null ? {} : { suggestion }) };
    }
    throw unreadable(`the project file of --base "${folder}" can't be understood`);
  }
  const { platform, scopeId } = value.project;
  const read = loadManifests(value.project, value.files, diagnostics);
  const unread = read.diagnostics.filter((each) => isPartlyRead(project, [each]));
  return { declarations: read.declarations, label, target: { platform, scopeId }, unread };
}

/** The folder of the project in a checkout of the whole repository; null where it is not in there. */
async function findInside(folder: string, project: Project, root: string): Promise<string | null> {
  const repository = await findRepository(root);
  if (repository === null || repository === root) return null;
  const inside = join(folder, relative(repository, root));
  const isThere = await stat(join(inside, project.file)).catch(() => null);
  return isThere === null ? null : inside.split(sep).join('/');
}

function unreadable(message: string, hint?: string): DiagnosticError {
  return new DiagnosticError([usageError('base-unreadable', message, hint)]);
}

async function nameBase(folder: string, root: string): Promise<string> {
  const repository = await findRepository(resolve(folder));
  // A plain copy inside the project's own checkout would be named after the wrong commit.
  const isOwn = repository !== null && repository === (await findRepository(root));
  const commit = repository === null || isOwn ? null : await readCommit(repository);
  return commit === null ? `base ${folder}` : `git base ${commit.slice(0, 7)}`;
}

/** In bytes; more than what names a commit has. */
const longestRef = 10_000;

/** The commit that is checked out, of a clone or a worktree; null for a branch whose ref is packed. */
async function readCommit(repository: string): Promise<string | null> {
  const read = async (...path: string[]) => {
    const found = await readBytes(join(...path), longestRef);
    return 'bytes' in found ? found.bytes.toString('utf8').trim() : '';
  };
  const git = join(repository, '.git');
  const elsewhere = /^gitdir: (.+)$/.exec(await read(git))?.[1];
  const folder = elsewhere === undefined ? git : resolve(repository, elsewhere);
  const head = await read(folder, 'HEAD');
  const ref = /^ref: (.+)$/.exec(head)?.[1];
  const commit = ref === undefined ? head : await read(folder, ref);
  return /^[0-9a-f]{40,64}$/.test(commit) ? commit : null;
}
