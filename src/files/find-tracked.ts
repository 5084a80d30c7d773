/** Edge: which files are under version control. */
import { execFile } from 'node:child_process';
import { dirname, join, relative, sep } from 'node:path';
import { realpath } from '../disk/local-files.ts';
import { groupPairs } from '../model/group-by.ts';
import { findRepository } from './find-repository.ts';

/** Of how many files git is asked at once: a command line has its limits. */
const maxPaths = 200;

/** A way to a file, through the repository that the way itself leads through. */
interface Candidate {
  /** As it was asked for. */
  readonly path: string;
  /** As git writes it. */
  readonly inRepository: string;
}

/**
 * Identifiers of people must not be in a git history, which is copied with each clone and cannot be erased.
 *
 * @param paths absolute. Git is started once for each repository that they lead into, and not at all
 *   where there is none.
 * @returns those of them that are tracked; none where there is no git, no repository, or no such file.
 */
export async function findTracked(paths: readonly string[]): Promise<ReadonlySet<string>> {
  const found: (readonly [string, Candidate])[] = [];
  for (const path of paths) {
    // Of a link, the link itself and what it leads to.
    const real = await realpath(path).catch(() => path);
    for (const each of new Set([path, real])) {
      const repository = await findRepository(dirname(each));
      if (repository === null || each.includes('\0')) continue;
      const inRepository = relative(repository, each).split(sep).join('/');
      found.push([repository, { path, inRepository }]);
    }
  }
  const tracked = new Set<string>();
  for (const [repository, candidates] of groupPairs(found)) {
    for (let at = 0; at < candidates.length; at += maxPaths) {
      const some = candidates.slice(at, at + maxPaths);
      for (const { path } of await findInIndex(repository, some)) tracked.add(path);
    }
  }
  return tracked;
}

async function findInIndex(
  repository: string,
  candidates: readonly Candidate[],
): Promise<readonly Candidate[]> {
  const listed = await listIndex(
    repository,
    candidates.map(({ inRepository }) => inRepository),
  );
  if (listed !== null) {
    return candidates.filter(({ inRepository }) =>
      listed.some((file) => file === inRepository || file.startsWith(`${inRepository}/`)),
    );
  }
  // One path that git does not take must not hide the others.
  if (candidates.length === 1) return [];
  const found = await Promise.all(candidates.map((each) => findInIndex(repository, [each])));
  return found.flat();
}

/**
 * Settings that git gets besides. A source may lie in any repository of the machine, and the
 * `config` of that repository may name programs: to watch files, to fetch missing objects,
 * to ask for a password.
 */
const runNothing = ['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'protocol.allow=never'];

/** All that git gets of the environment: none of our credentials, and no way to any host. */
function createGitEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, SystemRoot } = process.env;
  return {
    ...{ PATH, HOME, SystemRoot },
    // Objects that are missing are fetched by a program that the repository names.
    ...{ GIT_ALLOW_PROTOCOL: 'none', GIT_NO_LAZY_FETCH: '1' },
    ...{ GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0' },
  };
}

/**
 * Git gets the place of the repository, and runs nothing. Left to look for one, it takes any folder
 * that looks like one, with the programs that its `config` names; and such a folder can be part of a
 * commit, so that a manifest with a source in it would run what a stranger wrote.
 *
 * @returns null where git is not there, or refuses.
 */
function listIndex(
  repository: string,
  paths: readonly string[],
): Promise<readonly string[] | null> {
  const args = [
    ...[...runNothing, 'safe.bareRepository=explicit'].flatMap((each) => ['-c', each]),
    ...[`--git-dir=${join(repository, '.git')}`, `--work-tree=${repository}`],
    // The paths are taken literally: they may hold what git would read as a pattern.
    ...['--literal-pathspecs', 'ls-files', '-z', '--', ...paths],
  ];
  return new Promise((resolve) => {
    const options = { cwd: repository, timeout: 10_000, env: createGitEnvironment() };
    execFile('git', args, options, (error, stdout) => {
      resolve(error === null ? stdout.split('\0').filter((file) => file !== '') : null);
    });
  });
}
