import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { SourceFile } from '../../model/files/source-file.ts';
import type { Project } from '../../model/project.ts';
import { locateInProject } from '../../project/locate-in-project.ts';
import { suggest } from '../arguments/usage-error.ts';

/**
 * The warning `unknown-code` for each word under `ignore` that no finding carries: it hides nothing,
 * and the warning that it was meant for goes on being shown.
 *
 * @param file the project file that the project was read from.
 */
export async function findUnknownIgnored(
  project: Pick<Project, 'ignore' | 'environment'>,
  file: SourceFile,
): Promise<readonly Diagnostic[]> {
  if (project.ignore.length === 0) return [];
  // The catalogue is long, and hardly any run needs it.
  const { codes } = await import('../../diagnostics/codes.ts');
  const known = codes.map(({ code }) => code);
  const locate = locateInProject(file, project);
  return project.ignore.flatMap((word, index): readonly Diagnostic[] => {
    if (known.includes(word)) return [];
    return [
      {
        severity: 'warning',
        code: 'unknown-code',
        message: `"${word}" is not a code, so it hides nothing`,
        source: locate(['ignore', index]),
        hint: suggest(
          word,
          known,
          (code) => code,
          'Run "audiencectl explain" for a list of the codes.',
        ),
      },
    ];
  });
}
