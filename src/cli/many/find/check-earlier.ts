/** `--base` and `--changed-since`: whether a folder is that of an earlier commit, as the working directory sees it. */
import { dirname, join, relative, resolve } from 'node:path';
import { DiagnosticError } from '../../../diagnostics/diagnostic.ts';
import { objectToPath, whereItLeads } from '../../../disk/object-to-path.ts';
import { findRepository, isInside } from '../../../files/find-repository.ts';
import { nameFrom } from '../../../files/name-from.ts';
import { countOf } from '../../../model/text/count-of.ts';
import { usageError } from '../../arguments/usage-error.ts';
import { isFile, isFolder, type ManyTarget } from './find-projects.ts';

const checkOut =
  'Make a checkout of an earlier commit: git worktree add .base origin/main. Then give .base.';

/**
 * Edge. One project may be new, but a folder that is not there at all is a slip: every project would look new. In this
 * very checkout, every project would look unchanged.
 *
 * @throws DiagnosticError `base-unreadable`
 */
export async function checkEarlierFolder(option: string, folder: string): Promise<void> {
  const problem = await objectToPath(folder);
  if (problem !== null) throw new DiagnosticError([{ severity: 'error', ...problem }]);
  if (!(await isFolder(folder))) throw unreadable(`${option} "${folder}" is not a folder`);
  const [earlier, here] = [await whereItLeads(resolve(folder)), await whereItLeads(resolve(''))];
  if (earlier === here)
    throw unreadable(
      `${option} "${folder}" is the working directory itself, so nothing would differ`,
    );
  if (isInside(earlier, here))
    throw unreadable(`${option} "${folder}" contains the working directory`);
}

function unreadable(message: string): DiagnosticError {
  return new DiagnosticError([usageError('base-unreadable', message, checkOut)]);
}

/**
 * Edge: for many projects, the folder is that of the working directory, and not that of a project. A commit before
 * the first project is no mistake.
 *
 * @param movedProjects how many projects it has at another place.
 * @throws DiagnosticError `base-without-project` for a folder that has none of them, and is not the right one.
 */
export async function checkEarlierProjects(
  option: string,
  folder: string,
  targets: readonly ManyTarget[],
  movedProjects: number,
): Promise<void> {
  // One outside the working directory has no place there.
  const below = targets.filter(({ file }) => !file.startsWith('../'));
  const hasSome = async (path: string) => {
    for (const { file } of below) if (await isFile(join(path, file))) return true;
    return false;
  };
  if (below.length === 0 || (await hasSome(folder))) return;
  const place = await placeIn(resolve(folder));
  if (place.isRight) return;
  for (const path of place.others) {
    if (!(await hasSome(path))) continue;
    throw without(option, folder, targets, `Did you mean ${option} ${nameOf(path)}?`);
  }
  // All may have been moved.
  if (movedProjects > 0) return;
  throw without(option, folder, targets, checkOut);
}

interface Place {
  /** Whether it has the place of the working directory in another checkout. */
  readonly isRight: boolean;
  /** Other folders that may have been meant, absolute. */
  readonly others: readonly string[];
}

async function placeIn(folder: string): Promise<Place> {
  const here = resolve('');
  const repository = (await findRepository(here)) ?? here;
  const inside = relative(repository, here);
  const checkout = await findRepository(folder);
  if (checkout !== null && checkout !== repository) {
    const right = join(checkout, inside);
    return { isRight: right === folder, others: [right] };
  }
  const others = [join(folder, inside)];
  // A plain copy has no root that shows.
  for (let above = dirname(folder); !isInside(above, here); above = dirname(above)) {
    others.push(above);
  }
  return { isRight: false, others };
}

function without(
  option: string,
  folder: string,
  targets: readonly ManyTarget[],
  hint: string,
): DiagnosticError {
  const [one] = targets;
  const all =
    targets.length === 1
      ? `the project "${one?.file}"`
      : `any of the ${countOf(targets.length, 'project')}`;
  const message = `${option} "${folder}" does not have ${all}`;
  return new DiagnosticError([usageError('base-without-project', message, hint)]);
}

/** As a person in the working directory would write it. */
function nameOf(path: string): string {
  return nameFrom('', path) || '.';
}
