/** The declared contact lists with what is remote of them: whose members can be planned, and as what. */
import { compareText } from '../../diagnostics/diagnostic.ts';
import type { Declaration } from '../../model/declaration.ts';
import { platformNamed } from '../../platforms/platform-named.ts';
import { createBase } from '../base/create-base.ts';
import type { ComparisonInput } from '../compare/compare-with-remote.ts';
import { indexSnapshot } from '../compare/index-snapshot.ts';
import { matchDeclarations } from '../compare/match-declarations.ts';
import { remoteKey } from '../compare/resolve-references.ts';
import { createSelector } from '../document/select-changes.ts';
import { makeChanges, takesSource } from '../make-changes.ts';

export interface PlannedList {
  readonly declaration: Declaration;
  /**
   * Null for a list that is not there yet; of a list that is replaced, the new one's, where a run
   * that was cut off has made it.
   */
  readonly id: string | null;
}

/** Those that are part of the plan, in the order of their addresses. */
export function findContactLists(input: ComparisonInput): readonly PlannedList[] {
  const { project, snapshot, options = {} } = input;
  const platform = platformNamed(project.platform);
  const index = indexSnapshot(platform, project.scopeId, snapshot);
  const declarations = [...input.declarations].sort((a, b) => compareText(a.address, b.address));
  const { matches } = matchDeclarations(declarations, index);
  const base = options.base ? createBase(options.base.declarations, matches, index) : null;
  const { drift = 'revert', selection } = options;
  const { changes, desired } = makeChanges({ project, index, matches, base, drift });
  const left = new Set(
    desired.filter((entity) => !takesSource(entity)).map(({ declaration }) => declaration),
  );
  const isAsked = selection ? createSelector(selection) : () => true;
  const needed = new Set(
    desired
      .filter(({ declaration }) => isAsked(declaration.address))
      .flatMap(({ targets }) => targets.map(({ key }) => key)),
  );
  const replaced = new Set(
    changes.flatMap(({ action, match }) => (action === 'replace' && match ? [match] : [])),
  );
  return matches.flatMap((match): PlannedList[] => {
    const { declaration, remote } = match;
    const { attributes, state, kind } = declaration;
    const isList = kind === 'segment' && attributes['contactList'] !== undefined;
    if (!isList || state !== 'present' || left.has(declaration)) return [];
    const isNew = remote === null || replaced.has(match);
    const list = isNew ? match.successor : remote;
    // What is asked for needs new lists, and full ones; lists that exist serve it as they are.
    const isNeeded = isNew && needed.has(remote ? remoteKey(remote.id) : declaration.address);
    return isAsked(declaration.address) || isNeeded ? [{ declaration, id: list?.id ?? null }] : [];
  });
}
