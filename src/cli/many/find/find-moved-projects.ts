import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { compareText } from '../../../diagnostics/diagnostic.ts';
import { createFileGuard } from '../../../files/create-file-guard.ts';
import { nameFrom } from '../../../files/name-from.ts';
import { readTextFile } from '../../../files/read-text-file.ts';
import { groupBy } from '../../../model/group-by.ts';
import { type Bindings, listBindings } from '../../../reconciler/read-sister.ts';
import { createProjectIndex } from '../../project/create-project-index.ts';
import type { ManyTarget } from './find-projects.ts';

export interface MovedProject {
  /** The project file, as of a target. */
  readonly file: string;
  /** Where the earlier commit has it, in the same way. */
  readonly earlier: string;
}

/**
 * Edge: the projects that the folder of an earlier commit has at another path: the project file there has the same
 * name, is bound to the same accounts, and is no more here. Where that fits two, nothing is known.
 */
export async function findMovedProjects(
  targets: readonly ManyTarget[],
  before: string,
): Promise<readonly MovedProject[]> {
  const lookUp = createLookUp(before);
  const moved: MovedProject[] = [];
  for (const { file } of targets) {
    if (await isFile(join(before, file))) continue;
    const earlier = await lookUp(file);
    if (earlier !== null) moved.push({ file, earlier });
  }
  return [...groupBy(moved, ({ earlier }) => earlier).values()].flatMap((all) =>
    all.length === 1 ? all : [],
  );
}

/** @returns for a project file, the only one at the earlier commit that may be the same; null where there is none. */
function createLookUp(before: string): (file: string) => Promise<string | null> {
  const index = createProjectIndex([]);
  const mayBe = async (earlier: string, file: string, bindings: Bindings) => {
    if (basename(earlier) !== basename(file) || (await isFile(earlier))) return false;
    return isSame(await bindingsOf(before, earlier), bindings);
  };
  return async (file) => {
    const bindings = await bindingsOf('', file);
    const [target] = bindings?.targets ?? [];
    if (bindings === null || target === undefined) return null;
    const { files, isComplete } = await index.find(resolve(before), target, new Set());
    const found: string[] = [];
    for (const path of files) {
      const earlier = nameFrom(resolve(before), path);
      if (await mayBe(earlier, file, bindings)) found.push(earlier);
    }
    const [only = null] = found;
    return isComplete && found.length === 1 ? only : null;
  };
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() ?? false;
}

/** Null where the file says it only in part. */
async function bindingsOf(folder: string, file: string): Promise<Bindings | null> {
  const path = resolve(folder, file);
  const guard = await createFileGuard(resolve(folder), null);
  if ((await guard(path)) !== null) return null;
  const { value: source } = await readTextFile(path, basename(path));
  const bindings = source ? listBindings(source) : null;
  return bindings?.isWhole ? bindings : null;
}

function isSame(one: Bindings | null, other: Bindings): boolean {
  const keys = ({ targets }: Bindings) =>
    [...new Set(targets.map(({ platform, scopeId }) => `${platform} ${scopeId}`))]
      .sort(compareText)
      .join('\n');
  return one !== null && keys(one) === keys(other);
}
