import { sourceOf } from '../../members/declared/declared-task.ts';
import { readMembers } from '../../members/declared/read-members.ts';
import { addFindings } from '../../reconciler/check.ts';
import type { FoundDeclarations } from '../project/load-declarations.ts';
import type { CheckedSource } from './check-source-in-git.ts';

/**
 * With the finding `members-source-in-git` for every declared list that is filled from a file under
 * version control, before anything of it is pushed. Not for commands that take people off a list:
 * a file that was committed elsewhere must not block them.
 */
export async function checkDeclaredSources<Found extends FoundDeclarations>(
  found: Found,
): Promise<Found> {
  const sources = sourcesIn(found);
  if (sources.length === 0) return found;
  const { checkSourcesInGit } = await import('./check-source-in-git.ts');
  return addFindings(found, await checkSourcesInGit(sources));
}

/** The files that fill declared lists, and those of who must not be on them. */
export function sourcesIn({
  declarations,
  folder,
}: Pick<FoundDeclarations, 'declarations' | 'folder'>): readonly CheckedSource[] {
  return declarations.flatMap((declaration) => {
    const { value: members } = readMembers(declaration);
    if (members === null) return [];
    const source = sourceOf(declaration, members, folder);
    const locate: CheckedSource['locate'] = (key) =>
      declaration.locate(['contactList', 'members', key]);
    return [{ source, locate, address: declaration.address }];
  });
}
