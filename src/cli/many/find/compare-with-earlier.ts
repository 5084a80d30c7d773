/** The files of a project, compared with those at the same paths in the folder of an earlier commit. */
import { dirname, relative, resolve } from 'node:path';
import { whereItLeads } from '../../../disk/object-to-path.ts';
import { readBytes } from '../../../disk/read-bytes.ts';
import { isInside } from '../../../files/find-repository.ts';
import { listProjectFiles } from '../../../files/read-project-files.ts';
import type { Project } from '../../../model/project.ts';

/** Longer ones count as changed. */
const longestFile = 50_000_000;

/** A project in one environment. */
export interface ComparedPart {
  readonly project: Pick<Project, 'platform' | 'scopeId'> | null;
  /** Its manifests, relative to the working directory. */
  readonly paths: readonly string[];
  readonly isOther: boolean;
}

interface ComparedProject {
  /** The project file itself is another one, and its parts are not looked at. */
  readonly isOther: boolean;
  readonly parts: readonly ComparedPart[];
}

/**
 * @param file a project file, relative to the working directory.
 * @param environment null for all that it has.
 */
export type CompareProject = (file: string, environment: string | null) => Promise<ComparedProject>;

/** Whether a file has the same bytes in both. */
type CompareFile = (path: string) => Promise<boolean>;

/** Edge. Projects share files, and each is read once. What cannot be compared counts as changed: then its errors are found. */
export function createCompare(
  before: string,
  vars: Readonly<Record<string, string>>,
): CompareProject {
  const isEqual = once((path: string) => isSame(path, resolve(before, relative('', path))));
  const known = new Map<string | null, (file: string) => Promise<ComparedProject>>();
  return (file, environment) => {
    const compare =
      known.get(environment) ??
      once((each: string) => compareProject(each, { before, environment, vars }, isEqual));
    known.set(environment, compare);
    return compare(file);
  };
}

function once<Result>(find: (key: string) => Promise<Result>): (key: string) => Promise<Result> {
  const known = new Map<string, Promise<Result>>();
  return (key) => {
    const found = known.get(key) ?? find(key);
    known.set(key, found);
    return found;
  };
}

async function isSame(path: string, earlier: string): Promise<boolean> {
  // What is beside the working directory has no place in the other folder.
  if (!isInside(resolve(''), path)) return false;
  // A file says nothing when it is compared with itself.
  if ((await whereItLeads(path)) === (await whereItLeads(earlier))) return false;
  const [now, then] = await Promise.all([
    readBytes(path, longestFile),
    readBytes(earlier, longestFile),
  ]);
  return 'bytes' in now && 'bytes' in then && now.bytes.equals(then.bytes);
}

interface Where {
  readonly before: string;
  readonly environment: string | null;
  readonly vars: Readonly<Record<string, string>>;
}

async function compareProject(
  file: string,
  { before, environment, vars }: Where,
  isEqual: CompareFile,
): Promise<ComparedProject> {
  const other: ComparedProject = { isOther: true, parts: [] };
  if (!(await isEqual(resolve(file)))) return other;
  const { environments } = await list(resolve(''), environment);
  const names =
    environment !== null || environments.length === 0
      ? [environment]
      : environments.map(({ name }) => name);
  const parts: ComparedPart[] = [];
  for (const name of names) parts.push(await comparePart(name));
  return { isOther: false, parts };

  async function comparePart(name: string | null): Promise<ComparedPart> {
    const { project, paths } = await list(resolve(''), name);
    const then = await list(resolve(before), name, resolve(before));
    const isListed = paths !== null && then.paths?.join('\n') === paths.join('\n');
    const isOther = !(isListed && (await areEqual(paths)));
    return { project, paths: paths ?? [], isOther };
  }

  async function areEqual(paths: readonly string[]): Promise<boolean> {
    for (const path of paths) if (!(await isEqual(resolve(path)))) return false;
    return true;
  }

  /** The manifests of an environment, from the working directory or from the other folder. */
  async function list(from: string, name: string | null, base?: string) {
    const { value, diagnostics } = await listProjectFiles({
      cwd: resolve(from, dirname(file)),
      projectFile: resolve(from, file),
      environment: name,
      vars,
      ...(base === undefined ? {} : { base }),
    });
    const { found, environments, root, project } = value;
    const isWhole = found !== null && diagnostics.every(({ severity }) => severity !== 'error');
    const paths = isWhole ? found.files.map((each) => relative(from, resolve(root, each))) : null;
    return { paths, environments, project };
  }
}
