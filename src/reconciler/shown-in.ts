import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Project } from '../model/project.ts';

/** What no word silences: it would hide the next file that is not read, too. */
const neverHidden = 'manifest-not-read';

/** `ignore` hides warnings; an error is never hidden. */
export function shownIn<Finding extends Pick<Diagnostic, 'severity' | 'code'>>(
  { ignore }: Pick<Project, 'ignore'>,
  findings: readonly Finding[],
): readonly Finding[] {
  return findings.filter(
    ({ severity, code }) => severity === 'error' || code === neverHidden || !ignore.includes(code),
  );
}
