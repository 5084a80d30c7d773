/** `--changed-since DIR`: which projects plan the same as at an earlier commit, as far as files say. */
import { dirname, relative, resolve } from 'node:path';
import { findRepository, isInside } from '../../../files/find-repository.ts';
import { createProjectIndex, type ProjectIndex } from '../../project/create-project-index.ts';
import { type ComparedPart, type CompareProject, createCompare } from './compare-with-earlier.ts';
import type { ManyTarget } from './find-projects.ts';

interface Where {
  readonly before: string;
  readonly environment: string | null;
  readonly vars: Readonly<Record<string, string>>;
  /** Of the repository as it is now. */
  readonly index: ProjectIndex;
}

/**
 * Edge: those that changed. The files of a project are its project file and the manifests that it reads, with those
 * outside its folder, and the files of the other projects of its account: what they declare no more may be deleted
 * here. Files that are gone count, too. Sources of members are no part of it.
 */
export async function leaveOutUnchanged(
  targets: readonly ManyTarget[],
  { before, environment, vars, index }: Where,
): Promise<readonly ManyTarget[]> {
  const changed: ManyTarget[] = [];
  const compare = createCompare(before, vars);
  const ofAccount = { before, compare, now: index, earlier: createProjectIndex([]) };
  for (const target of targets) {
    const { isOther, parts } = await compare(target.file, environment);
    const isChanged =
      isOther ||
      parts.some((part) => part.isOther) ||
      (await anyAsync(parts, (part) => haveSistersChanged(target.file, part, ofAccount)));
    if (isChanged) changed.push(target);
  }
  return changed;
}

interface OfAccount {
  readonly before: string;
  readonly compare: CompareProject;
  readonly now: ProjectIndex;
  readonly earlier: ProjectIndex;
}

/** The project files of the repository that are bound to the same account, now or then. */
async function haveSistersChanged(
  file: string,
  { project, paths }: ComparedPart,
  { before, compare, now, earlier }: OfAccount,
): Promise<boolean> {
  // What has no account is compared with no other project.
  if (project === null) return false;
  const root = resolve(dirname(file));
  const repository = (await findRepository(root)) ?? root;
  const isBelow = isInside(resolve(''), repository);
  const repositoryThen = resolve(before, isBelow ? relative('', repository) : '');
  const manifests = (from: string) => new Set(paths.map((path) => resolve(from, path)));
  const found = await now.find(repository, project, manifests(''));
  const foundThen = await earlier.find(repositoryThen, project, manifests(before));
  if (!(found.isComplete && foundThen.isComplete)) return true;
  const names = found.files.map((path) => relative('', path));
  const namesThen = foundThen.files.map((path) => relative(before, path));
  if (names.toSorted().join('\n') !== namesThen.toSorted().join('\n')) return true;
  return anyAsync(names, async (name) => {
    const { isOther, parts } = await compare(name, null);
    const isBound = (part: ComparedPart) =>
      part.project === null ||
      (part.project.platform === project.platform && part.project.scopeId === project.scopeId);
    return isOther || parts.some((part) => part.isOther && isBound(part));
  });
}

async function anyAsync<Item>(
  items: readonly Item[],
  holds: (item: Item) => Promise<boolean>,
): Promise<boolean> {
  for (const item of items) if (await holds(item)) return true;
  return false;
}
