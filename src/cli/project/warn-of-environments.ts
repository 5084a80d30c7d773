/** `read-by-environment`: what is written for one environment is also in the next plan of another one. */
import { join, relative, sep } from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { listProjectFiles } from '../../files/read-project-files.ts';
import { listOf } from '../../model/text/count-of.ts';
import { quoteArgument } from '../../report/text/quote-argument.ts';
import type { LoadedDeclarations } from './load-declarations.ts';

/** @param files those that change, relative to the project folder. */
export async function warnOfEnvironments(
  {
    project,
    folder,
    environments,
  }: Pick<LoadedDeclarations, 'project' | 'folder' | 'environments'>,
  files: readonly string[],
): Promise<readonly Diagnostic[]> {
  if (files.length === 0) return [];
  const warnings: Diagnostic[] = [];
  for (const { name } of environments.filter((each) => each.name !== project.environment)) {
    const place = { cwd: folder, projectFile: project.file, environment: name };
    const { root, found } = (await listProjectFiles(place)).value;
    const read = new Set(
      (found?.files ?? []).map((file) => relative(folder, join(root, file)).split(sep).join('/')),
    );
    const shared = files.filter((file) => read.has(file));
    if (shared.length > 0) warnings.push(warnOf(name, shared));
  }
  return warnings;
}

function warnOf(environment: string, files: readonly string[]): Diagnostic {
  const shown =
    files.length > maxNamed
      ? `${files.slice(0, maxNamed).join(', ')} and ${files.length - maxNamed} more of these files`
      : listOf(files);
  return {
    severity: 'warning',
    code: 'read-by-environment',
    message: `the environment "${environment}" reads ${shown}, too: its next plan shows these edits`,
    hint: `Check it before you merge: audiencectl plan --env ${quoteArgument(environment)}.`,
  };
}

const maxNamed = 3;
