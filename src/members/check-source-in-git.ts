import type { Diagnostic, Source } from '../diagnostics/diagnostic.ts';
import { isTrackedByGit } from './is-tracked-by-git.ts';
import type { MemberSource } from './read-source.ts';

/** Edge: the finding `members-source-in-git`, or null. */
export async function checkSourceInGit(
  { name, path }: MemberSource,
  source?: Source,
): Promise<Diagnostic | null> {
  if (name === '-' || !(await isTrackedByGit(path))) return null;
  return {
    severity: 'error',
    code: 'members-source-in-git',
    message: `The source ${name} is tracked by git: everybody with the repository has these people's identifiers`,
    ...(source === undefined ? {} : { source }),
    hint: 'Take it out of the repository and its history, and keep such files outside of it',
  };
}
