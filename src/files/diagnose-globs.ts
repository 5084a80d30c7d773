/** What is wrong with the globs of a project, at the glob concerned. */
import { type Diagnostic, hasErrors, type Source } from '../diagnostics/diagnostic.ts';
import type { Project } from '../model/project.ts';
import type { SourceFile } from '../model/source-file.ts';
import { locateInProject } from '../project/locate-in-project.ts';
import type { FoundManifests, GlobProblem } from './find-manifests.ts';

/** No manifest at all is an error, so that it can never be taken for "nothing is declared any more". */
export function diagnoseGlobs(
  project: Project,
  source: SourceFile,
  { files, problems }: FoundManifests,
): readonly Diagnostic[] {
  const locate = (path: readonly [string, ...(string | number)[]]) =>
    locateInProject(source, project, path);
  const diagnostics = problems.map((problem) => {
    const glob = project.manifests?.[problem.index] ?? '';
    return diagnoseGlob(problem, glob, locate(['manifests', problem.index]), files.length > 0);
  });
  if (files.length > 0 || hasErrors(diagnostics)) return diagnostics;
  const isDefault = project.manifests === null;
  return [
    {
      severity: 'error',
      code: 'no-manifests',
      message: isDefault
        ? 'there is no manifest below the project folder'
        : 'manifests matches nothing but the project file',
      source: isDefault ? { file: source.file, line: 1, column: 1 } : locate(['manifests']),
      hint: 'Write one (*.yaml), or say in manifests: where they are.',
    },
  ];
}

function diagnoseGlob(
  { problem }: GlobProblem,
  glob: string,
  source: Source,
  othersMatch: boolean,
): Diagnostic {
  if (problem === 'leaves-repository') {
    return {
      severity: 'error',
      code: 'manifests-outside-repository',
      message: `"${glob}" leads out of the git repository`,
      source,
      hint: 'Keep manifests in the repository of the project.',
    };
  }
  if (problem === 'is-a-folder') {
    return {
      severity: 'error',
      code: 'file-is-a-folder',
      message: `"${glob}" is a folder, not a file`,
      source,
      hint: `Write "${glob.replace(/\/+$/u, '')}/**/*.yaml".`,
    };
  }
  // A file that is named without wildcards is meant to be there.
  const isPattern = /[*?[\]{}()!]/u.test(glob);
  return {
    severity: isPattern && othersMatch ? 'warning' : 'error',
    code: 'no-manifests',
    message: `"${glob}" matches no file`,
    source,
    hint: 'Check the path; it is relative to the project file.',
  };
}
