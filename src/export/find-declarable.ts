/** From the entities that were asked for to those that manifests can declare without changing anything. */
import type { Project } from '../model/project.ts';
import type { RemoteEntity, Snapshot } from '../model/remote/snapshot.ts';
import { whyNeverDeclarable } from '../plan/change/why-undeclarable.ts';
import type { RemoteIndex } from '../plan/match/index-snapshot.ts';
import { createCheck, type Objection } from './create-check.ts';
import { createExportReferences } from './create-export-references.ts';
import { describeItem, type ManifestItem } from './describe-item.ts';

export interface DeclarableItems {
  readonly items: readonly ManifestItem[];
  /** With the reason, in the order of the entities. */
  readonly leftOut: readonly Objection[];
}

/**
 * The API keeps entities that its own rules would refuse today. Rather than foresee each of them,
 * every entity is written and read back, and what a plan objects to is left out. That may change
 * what a name refers to, so the rest is checked again until there is nothing to object to.
 */
export function findDeclarable(
  entities: readonly RemoteEntity[],
  index: RemoteIndex,
  { snapshot, project }: { readonly snapshot: Snapshot; readonly project: Project },
): DeclarableItems {
  const check = createCheck(snapshot, project);
  const reasons = new Map<RemoteEntity, Objection>();
  const leaveOut = (objection: Objection) => {
    if (!reasons.has(objection.remote)) reasons.set(objection.remote, objection);
  };
  for (const remote of entities) {
    const reason = whyNeverDeclarable(remote, index);
    if (reason !== null) leaveOut({ remote, reason, isForeign: false });
  }
  for (;;) {
    const declared = entities.filter((entity) => !reasons.has(entity));
    const references = createExportReferences(declared, index);
    const items = declared.map((entity) => describeItem(entity, index, references, project));
    const objections = check(items);
    if (objections.length === 0) {
      return { items, leftOut: entities.flatMap((remote) => reasons.get(remote) ?? []) };
    }
    objections.forEach(leaveOut);
  }
}
