/** The declared contact lists with what is remote of them: whose members can be planned, and as what. */
import { compareText } from '../diagnostics/diagnostic.ts';
import type { Declaration } from '../model/declaration.ts';
import { platformNamed } from '../platforms/platform-named.ts';
import { indexSnapshot } from './index-snapshot.ts';
import { makeChanges } from './make-changes.ts';
import { matchDeclarations } from './match-declarations.ts';
import type { PlanInput } from './plan-changes.ts';

export interface PlannedList {
  readonly declaration: Declaration;
  /**
   * Null for a list that is not there yet; of a list that is replaced, the new one's, where a run
   * that was cut off has made it.
   */
  readonly id: string | null;
}

/** In the order of their addresses. */
export function findContactLists(
  input: Pick<PlanInput, 'project' | 'declarations' | 'snapshot'>,
): readonly PlannedList[] {
  const { project, snapshot } = input;
  const index = indexSnapshot(platformNamed(project.platform), project.scopeId, snapshot);
  const declarations = [...input.declarations].sort((a, b) => compareText(a.address, b.address));
  const { matches } = matchDeclarations(declarations, index);
  const { changes } = makeChanges({ project, index, matches, base: null, drift: 'revert' });
  const replaced = new Set(
    changes.flatMap(({ action, match }) => (action === 'replace' && match ? [match] : [])),
  );
  return matches.flatMap((match): PlannedList[] => {
    const { declaration, remote } = match;
    const { attributes, state, kind } = declaration;
    const isList = kind === 'segment' && attributes['contactList'] !== undefined;
    if (!isList || state === 'absent') return [];
    const list = replaced.has(match) ? match.successor : remote;
    return [{ declaration, id: list?.id ?? null }];
  });
}
