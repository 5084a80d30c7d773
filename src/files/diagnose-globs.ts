/** What is wrong with the globs of a project, at the glob concerned. */
import { type Diagnostic, hasErrors, type Source } from '../diagnostics/diagnostic.ts';
import type { SourceFile } from '../model/files/source-file.ts';
import type { Project } from '../model/project.ts';
import { locateInProject } from '../project/locate-in-project.ts';
import type { FoundManifests } from './find-manifests.ts';
import type { GlobProblem } from './place-globs.ts';

/** No manifest at all is an error, so that it can never be taken for "nothing is declared any more". */
export function diagnoseGlobs(
  project: Project,
  source: SourceFile,
  { files, problems }: Pick<FoundManifests, 'files' | 'problems'>,
): readonly Diagnostic[] {
  const locate = locateInProject(source, project);
  const diagnostics = problems.map((problem) => {
    const glob = project.manifests?.[problem.index] ?? '';
    // Where something could be deleted, a folder that was moved must not pass for one that is empty.
    const mayDoubt = files.length > 0 && project.prune === 'off';
    return diagnoseGlob(problem, glob, locate(['manifests', problem.index]), mayDoubt);
  });
  if (files.length > 0 || hasErrors(diagnostics)) return diagnostics;
  const isDefault = project.manifests?.every((glob) => glob.startsWith('!')) ?? true;
  return [
    {
      severity: 'error',
      code: 'no-manifests',
      message: isDefault
        ? 'there is no manifest below the project folder'
        : 'manifests matches only the project file',
      source: isDefault ? { file: source.file, line: 1, column: 1 } : locate(['manifests']),
      hint: 'Write a manifest (*.yaml), or add the path of your manifests to manifests in the project file.',
    },
  ];
}

type Explained = Pick<Diagnostic, 'code' | 'message' | 'hint'>;

function diagnoseGlob(
  { problem }: GlobProblem,
  glob: string,
  source: Source,
  mayDoubt: boolean,
): Diagnostic {
  const severity = isDoubt(problem, glob, mayDoubt) ? 'warning' : 'error';
  return { severity, ...explain(problem, glob), source };
}

/** A file that is named without wildcards is meant to be there. */
function isDoubt(problem: GlobProblem['problem'], glob: string, mayDoubt: boolean): boolean {
  if (problem === 'leaves-out-nothing') return true;
  return problem === 'matches-nothing' && mayDoubt && /[*?[\]{}]/u.test(glob);
}

function explain(problem: GlobProblem['problem'], glob: string): Explained {
  switch (problem) {
    case 'leaves-repository':
      return {
        code: 'manifests-outside-repository',
        message: `"${glob}" leads out of the git repository`,
        hint: 'Keep manifests in the repository of the project.',
      };
    case 'leaves-folder':
      return {
        code: 'manifests-outside-repository',
        message: `"${glob}" leads out of the project folder, which is in no git repository`,
        hint: 'Run git init in the folder that holds the project and what it shares with others, or keep manifests in the project folder.',
      };
    case '.git':
    case '.audiencectl':
      return {
        code: 'file-not-allowed',
        message: `"${glob}" leads into ${problem}, where no files are read`,
        hint: `Keep manifests outside ${problem}.`,
      };
    case 'is-a-folder':
      return {
        code: 'file-is-a-folder',
        message: `"${glob}" is a folder, not a file`,
        hint: `Write "${glob.replace(/\/+$/u, '')}/**/*.yaml".`,
      };
    case 'backslash':
      return {
        code: 'invalid-glob',
        message: `"${glob}" contains a \\`,
        hint: `Use / between folders, also on Windows: "${glob.replaceAll('\\', '/')}".`,
      };
    case 'extended':
      return {
        code: 'invalid-glob',
        message: `"${glob}" uses an unknown pattern`,
        hint: 'Use only *, **, ?, [abc] and {a,b}, or write several globs. To leave out one file, write "!FILE".',
      };
    case 'too-long':
    case 'too-many-alternatives':
      return {
        code: 'invalid-glob',
        message: `"${glob.slice(0, 60)}…" has too many alternatives`,
        hint: 'Write several shorter globs.',
      };
    case 'leaves-out-many':
      return {
        code: 'invalid-glob',
        message: `"${glob}" does not name one file`,
        hint: 'Write the path of a single file after !, or make the other globs narrower.',
      };
    case 'leaves-out-nothing':
      return {
        code: 'no-manifests',
        message: `"${glob}" names no file`,
        hint: 'Correct the path, which is relative to the project file, or remove the line.',
      };
    case 'matches-nothing':
      return {
        code: 'no-manifests',
        message: `"${glob}" matches no file`,
        hint: 'Check the path, which is relative to the project file.',
      };
  }
}
