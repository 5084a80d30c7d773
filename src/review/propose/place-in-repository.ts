import { ReviewError } from '../hosting.ts';

/**
 * The path of a file from the root of the repository.
 *
 * A proposal holds manifests alone. So nothing in a folder of git, or of the host, such as its
 * workflows, is ever a part of one.
 *
 * @param folder of the project, as `git rev-parse --show-prefix` prints it; empty for the root
 * @param file relative to the folder; it may begin with `../`, up to the root
 */
export function placeInRepository(folder: string, file: string): string {
  const names = namesOf(folder.replace(/\/$/u, ''), '--project-folder');
  if (names.includes('..')) throw notProposed(folder, 'is outside the repository');
  const parts = namesOf(file, 'a file of the pull');
  if ((parts.at(-1) ?? '..') === '..') throw notProposed(file, 'is not a file');
  for (const part of parts) {
    if (part !== '..') names.push(part);
    else if (names.pop() === undefined) throw notProposed(file, 'is outside the repository');
  }
  if (names.some((name) => reserved.test(plainName(name)))) {
    throw notProposed(file, 'belongs to git or to the host, and is not a manifest');
  }
  if (!manifestName.test(names.at(-1) ?? '')) {
    throw notProposed(file, 'is not a .yaml or .yml file, or is hidden, so it is not a manifest');
  }
  return names.join('/');
}

const reserved = /^\.git|^git~\d|^\.audiencectl$|^\.circleci$|^\.buildkite$/u;

const manifestName = /^[^.].*\.ya?ml$/iu;

/** As some disks read it, see `offLimitsName`. */
function plainName(name: string): string {
  return name.replaceAll(/[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/gu, '').toLowerCase();
}

/** Only in the form that git has paths in, where each file has one. */
function namesOf(path: string, what: string): string[] {
  if (path === '' || path === '.') return [];
  const names = path.split('/');
  const up = names.lastIndexOf('..') + 1;
  const isPlain =
    names.slice(0, up).every((name) => name === '..') &&
    names.every((name) => name !== '' && name !== '.') &&
    !/[\\\p{Cc}]/u.test(path);
  if (isPlain) return names;
  throw notProposed(path, `is not a path that ${what} can have`);
}

function notProposed(path: string, reason: string): ReviewError {
  return new ReviewError(`"${path}" ${reason}. Nothing is proposed.`);
}
