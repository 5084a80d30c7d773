import type { Project } from '../model/project.ts';
import type { Snapshot } from '../model/remote/snapshot.ts';
import type { FindUndeclarable } from '../plan/change/why-undeclarable.ts';
import { findDeclarable } from './find-declarable.ts';

/**
 * What an export would leave out, and why: a manifest that says it would be refused, or would change
 * it. Such an entity cannot be declared, so it was not forgotten.
 */
export function findUndeclarable(snapshot: Snapshot, project: Project): FindUndeclarable {
  return (entities, index) => {
    const { leftOut } = findDeclarable(entities, index, { snapshot, project });
    return new Map(
      leftOut.flatMap(({ remote, reason, isForeign }) => (isForeign ? [] : [[remote, reason]])),
    );
  };
}
