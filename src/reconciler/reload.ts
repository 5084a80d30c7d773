import type { SourceFile } from '../model/files/source-file.ts';
import { readProject } from '../project/read-project.ts';
import { type Loaded, loadManifests } from './load.ts';

/**
 * The same project from other texts: those of its file first, then those of its manifests. Null where they cannot be
 * understood.
 */
export function reload(
  { project, sisters = [] }: Loaded,
  [projectFile, ...manifests]: readonly SourceFile[],
): Loaded | null {
  if (projectFile === undefined) return null;
  const { name, environment, variables } = project;
  // Those of the command line stand in no text.
  const vars = Object.fromEntries(
    [...variables].flatMap(([key, { text, changedBy }]) =>
      changedBy === 'option' ? [[key, text]] : [],
    ),
  );
  const read = readProject(projectFile, { folderName: name, environment, vars });
  if (read.value === null) return null;
  const { usedVariables: _, ...loaded } = loadManifests(read.value, manifests, read.diagnostics);
  return { ...loaded, sisters };
}
