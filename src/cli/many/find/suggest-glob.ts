/** What was probably meant by a glob of `--each` that finds no project file. */
import { resolve } from 'node:path';
import { findRepository, isInside } from '../../../files/find-repository.ts';
import { nameFrom } from '../../../files/name-from.ts';
import { projectFileName } from '../../../model/files/project-file-name.ts';

/**
 * @param finds whether a glob matches in a folder.
 * @param takesPlans whether a folder of saved plans may have been meant.
 */
export async function suggestGlob(
  glob: string,
  finds: (glob: string, cwd: string) => Promise<boolean>,
  takesPlans: boolean,
): Promise<string> {
  const here = resolve('');
  for (const other of otherSpellings(glob)) {
    if (await finds(other, here)) return `Did you mean --each "${other}"?`;
  }
  const repository = (await findRepository(here)) ?? here;
  for (
    let folder = resolve(here, '..');
    isInside(repository, folder);
    folder = resolve(folder, '..')
  ) {
    if (!(await finds(glob, folder))) continue;
    return `Run the command in the folder where the glob begins: add -C ${nameFrom(here, folder)}.`;
  }
  const plans = takesPlans ? ' To apply saved plans, give the folder that plan --out wrote.' : '';
  const example = `clients/*/${projectFileName}`;
  return glob === example
    ? `Run the command in the folder that has the folder clients, or give another glob of project files.${plans}`
    : `Give a glob of project files, from the working directory or from the folder of -C, such as --each "${example}".${plans}`;
}

/** The folders of the projects, another ending, another case. */
function otherSpellings(glob: string): readonly string[] {
  const endings = [
    [/\.yaml$/u, '.yml'],
    [/\.yml$/u, '.yaml'],
  ] as const;
  const all = [
    `${glob.replace(/\/+$/u, '')}/${projectFileName}`,
    ...endings.flatMap(([from, to]) => (from.test(glob) ? [glob.replace(from, to)] : [])),
    glob.toLowerCase(),
  ];
  return all.filter((other) => other !== glob);
}
