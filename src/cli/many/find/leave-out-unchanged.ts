/** `--changed-since DIR`: which projects have no file that differs from an earlier commit. */
import { dirname, relative, resolve } from 'node:path';
import { readBytes } from '../../../disk/read-bytes.ts';
import { isInside } from '../../../files/find-repository.ts';
import { listProjectFiles } from '../../../files/read-project-files.ts';
import type { ManyTarget } from './find-projects.ts';

/** Longer ones count as changed. */
const longestFile = 50_000_000;

interface Where {
  readonly before: string;
  readonly environment: string | null;
  readonly vars: Readonly<Record<string, string>>;
}

/**
 * Edge: those that changed. The files of a project are its project file and the manifests that it reads, with those
 * outside its folder; files that are gone count, too. Sources of members are no part of it.
 */
export async function leaveOutUnchanged(
  targets: readonly ManyTarget[],
  where: Where,
): Promise<readonly ManyTarget[]> {
  const changed: ManyTarget[] = [];
  const compare = createCompare(where.before);
  for (const target of targets) {
    if (await hasChanged(target, where, compare)) changed.push(target);
  }
  return changed;
}

/** Whether a file has the same bytes in both. Projects share files, and each is read once. */
type Compare = (path: string) => Promise<boolean>;

function createCompare(before: string): Compare {
  const known = new Map<string, Promise<boolean>>();
  return (path) => {
    const found = known.get(path) ?? isSame(path, resolve(before, relative('', path)));
    known.set(path, found);
    return found;
  };
}

async function isSame(path: string, earlier: string): Promise<boolean> {
  const [now, then] = await Promise.all([
    readBytes(path, longestFile),
    readBytes(earlier, longestFile),
  ]);
  return 'bytes' in now && 'bytes' in then && now.bytes.equals(then.bytes);
}

/** What cannot be compared counts as changed: then its errors are found. */
async function hasChanged(
  { file }: ManyTarget,
  { before, environment, vars }: Where,
  isEqual: Compare,
): Promise<boolean> {
  // What is beside the working directory has no place in the other folder.
  if (!isInside(resolve(''), resolve(file))) return true;
  if (!(await isEqual(resolve(file)))) return true;
  const { environments } = await list(file, resolve(''), environment);
  const names =
    environment !== null || environments.length === 0
      ? [environment]
      : environments.map(({ name }) => name);
  for (const name of names) {
    const now = await list(file, resolve(''), name);
    const then = await list(file, resolve(before), name, resolve(before));
    if (now.paths === null || then.paths === null) return true;
    if (now.paths.join('\n') !== then.paths.join('\n')) return true;
    for (const path of now.paths) if (!(await isEqual(resolve(path)))) return true;
  }
  return false;

  /** The manifests of an environment, from the working directory or from the other folder. */
  async function list(projectFile: string, from: string, name: string | null, base?: string) {
    const { value, diagnostics } = await listProjectFiles({
      cwd: resolve(from, dirname(projectFile)),
      projectFile: resolve(from, projectFile),
      environment: name,
      vars,
      ...(base === undefined ? {} : { base }),
    });
    const { found, environments, root } = value;
    const isWhole = found !== null && diagnostics.every(({ severity }) => severity !== 'error');
    const paths = isWhole ? found.files.map((each) => relative(from, resolve(root, each))) : null;
    return { paths, environments };
  }
}
