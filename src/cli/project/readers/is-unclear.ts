import type { Diagnostic, Found } from '../../../diagnostics/diagnostic.ts';
import type { ListedProject } from '../../../files/read-project-files.ts';
import { platforms } from '../../../platforms/platform-named.ts';

/**
 * Whether it is not known which manifests a project reads: what its file has errors in may be a glob, and when they are
 * corrected, it may read any file of the repository.
 */
export function isUnclear({ value, diagnostics }: Found<ListedProject>): boolean {
  if (value.project === null || value.found === null) return true;
  return diagnostics.some((each) => each.severity === 'error' && mayConcernGlobs(each, value));
}

/** Globs that match no manifest are known all the same, and so are those beside a variable that another job gives. */
function mayConcernGlobs(
  { code }: Diagnostic,
  { project, projectSource }: Pick<ListedProject, 'project' | 'projectSource'>,
): boolean {
  if (code === 'no-manifests') return false;
  if (code !== 'unknown-variable') return true;
  const globs = project?.manifests ?? null;
  if (globs === null) return /\bmanifests\b/u.test(projectSource?.text ?? '');
  return globs.some((glob) => glob.includes('${'));
}

/** Files of any name are looked at, and not all of those that begin like a project file are ours. */
export function mentionsPlatform(text: string): boolean {
  return platforms.some(({ name, scope }) => text.includes(name) || text.includes(scope.attribute));
}
