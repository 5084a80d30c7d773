/** Other project files of the repository that are bound to the same account: what must not be deleted here. */
import { basename, dirname, join, resolve } from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { createFileGuard } from '../../files/create-file-guard.ts';
import { findProjectFiles, maxEntries } from '../../files/find-project-files.ts';
import { findRepository } from '../../files/find-repository.ts';
import { nameFrom } from '../../files/name-from.ts';
import { readProjectFiles } from '../../files/read-project-files.ts';
import { readTextFile } from '../../files/read-text-file.ts';
import type { SourceFile } from '../../model/files/source-file.ts';
import type { Project } from '../../model/project.ts';
import type { SisterProject } from '../../model/sister-project.ts';
import { bindSisters, toSister, unreadableSister } from '../../reconciler/read-sister.ts';
import type { ProjectIndex } from './create-project-index.ts';
import type { UnwrittenTexts } from './unwritten-texts.ts';

interface AmongSisters {
  readonly index?: ProjectIndex | undefined;
  readonly unwritten?: UnwrittenTexts | undefined;
}

/**
 * @param root the folder of this project, absolute.
 * @param manifests its own, which are no project files.
 * @param base the folder of an earlier commit, where there is one.
 * @param among where many projects are read: the repository is looked through once, and what those before would write
 *   counts as written.
 */
export async function readSisters(
  project: Project,
  root: string,
  manifests: readonly SourceFile[],
  base: string | null,
  { index, unwritten }: AmongSisters = {},
): Promise<readonly SisterProject[]> {
  const search = index?.find ?? searchWithout(base);
  const known = new Set(manifests.map(({ file }) => resolve(root, file)));
  const { files, isComplete } = await search((await findRepository(root)) ?? root, project, known);
  const own = join(root, project.file);
  const guard = await createFileGuard(root, null);
  const sisters: SisterProject[] = [];
  // Without environments it is this very project, and need not be read again.
  const hasOthers = project.environment !== null;
  for (const path of new Set([own, ...files])) {
    if (path === own && !hasOthers) continue;
    if ((await guard(path)) !== null) continue;
    for (const sister of await readAt(path, root, project, unwritten)) {
      if (path !== own || isOther(sister, project)) sisters.push(sister);
    }
  }
  return isComplete ? sisters : [...sisters, notSearched];
}

/** Looks through the repository for this project alone, but for the folder of `--base`. */
function searchWithout(base: string | null): ProjectIndex['find'] {
  const skip = base === null ? [] : [resolve(base)];
  return (repository, _, known) => findProjectFiles(repository, { skip, known });
}

/** Another environment of this very project may declare what this one does not. */
function isOther({ environment }: SisterProject, project: Project): boolean {
  return environment !== null && environment !== project.environment;
}

/** Its manifests are read only where it is bound to the same account. */
async function readAt(
  path: string,
  root: string,
  project: Project,
  unwritten: UnwrittenTexts | undefined,
): Promise<readonly SisterProject[]> {
  const named = (file: string) => nameFrom(root, join(dirname(path), file));
  const file = named(basename(path));
  const { value: source, diagnostics } = await readTextFile(path, file);
  if (source === null) return [unreadableSister(file, diagnostics)];
  const found = bindSisters(source, project).map(async (bound) => {
    if ('problem' in bound) return bound;
    const { project: other, vars } = bound;
    const { environment } = other;
    const place = { cwd: dirname(path), projectFile: basename(path), environment, vars };
    const { value, diagnostics: all } = await readProjectFiles(place);
    const files = (await unwritten?.over(value.root, other, value.files)) ?? value.files;
    const manifests = files.map((each) => ({ ...each, file: named(each.file) }));
    const diagnostics = all.map((each) => placeAt(each, named));
    return toSister({ file, project: other, manifests, diagnostics });
  });
  return Promise.all(found);
}

function placeAt(diagnostic: Diagnostic, named: (file: string) => string): Diagnostic {
  const { source } = diagnostic;
  return source ? { ...diagnostic, source: { ...source, file: named(source.file) } } : diagnostic;
}

/** What was not looked through may hold any project. */
const notSearched = unreadableSister('another project', [
  {
    severity: 'error',
    code: 'declared-elsewhere',
    message: `the repository has more than ${maxEntries} files and folders and was not searched`,
  },
]);
