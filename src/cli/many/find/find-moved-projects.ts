import { basename, join, resolve } from 'node:path';
import { compareText } from '../../../diagnostics/diagnostic.ts';
import { createFileGuard } from '../../../files/create-file-guard.ts';
import { nameFrom } from '../../../files/name-from.ts';
import { readTextFile } from '../../../files/read-text-file.ts';
import { groupBy } from '../../../model/group-by.ts';
import { type Bindings, listBindings } from '../../../reconciler/read-sister.ts';
import type { MovedProject } from '../../../report/many/many-options.ts';
import { createProjectIndex } from '../../project/create-project-index.ts';
import { isFile, type ManyTarget } from './find-projects.ts';

/**
 * Edge: the projects that the folder of an earlier commit has at another path: the project file there is called the
 * same, is bound to the same accounts, gives the same name or has the same text, and is no more here. Where that fits
 * two, nothing is known: what is taken for the same project may delete what the other one declared.
 */
export async function findMovedProjects(
  targets: readonly ManyTarget[],
  before: string,
): Promise<readonly MovedProject[]> {
  const lookUp = createLookUp(before);
  const moved: MovedProject[] = [];
  for (const { file } of targets) {
    if (await isFile(join(before, file))) continue;
    const from = await lookUp(file);
    if (from !== null) moved.push({ file, from });
  }
  return [...groupBy(moved, ({ from }) => from).values()].flatMap((all) =>
    all.length === 1 ? all : [],
  );
}

/** @returns for a project file, the only one at the earlier commit that may be the same; null where there is none. */
function createLookUp(before: string): (file: string) => Promise<string | null> {
  const index = createProjectIndex([]);
  const mayBe = async (earlier: string, file: string, here: ProjectFile) => {
    if (basename(earlier) !== basename(file) || (await isFile(earlier))) return false;
    return isSame(await readWhole(before, earlier), here);
  };
  return async (file) => {
    const here = await readWhole('', file);
    const [target] = here?.bindings.targets ?? [];
    if (here === null || target === undefined) return null;
    const { files, isComplete } = await index.find(resolve(before), target, new Set());
    const found: string[] = [];
    for (const path of files) {
      const earlier = nameFrom(resolve(before), path);
      if (await mayBe(earlier, file, here)) found.push(earlier);
    }
    const [only = null] = found;
    return isComplete && found.length === 1 ? only : null;
  };
}

interface ProjectFile {
  readonly text: string;
  readonly bindings: Bindings;
}

/** Null where the file says what it is bound to only in part. */
async function readWhole(folder: string, file: string): Promise<ProjectFile | null> {
  const path = resolve(folder, file);
  const guard = await createFileGuard(resolve(folder), null);
  if ((await guard(path)) !== null) return null;
  const { value: source } = await readTextFile(path, basename(path));
  const bindings = source ? listBindings(source) : null;
  return source && bindings?.isWhole ? { text: source.text, bindings } : null;
}

function isSame(one: ProjectFile | null, other: ProjectFile): boolean {
  const keys = ({ bindings: { targets } }: ProjectFile) =>
    [...new Set(targets.map(({ platform, scopeId }) => `${platform} ${scopeId}`))]
      .sort(compareText)
      .join('\n');
  if (one === null || keys(one) !== keys(other)) return false;
  const { name } = one.bindings;
  return one.text === other.text || (name !== null && name === other.bindings.name);
}
