/** What is remote, or a part of it, as manifests: the way into the project for what people made by hand. */

import { compareText, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { kinds } from '../model/entity.ts';
import type { SourceFile } from '../model/files/source-file.ts';
import { groupBy } from '../model/group-by.ts';
import type { Project } from '../model/project.ts';
import type { RemoteEntity, Snapshot } from '../model/remote/snapshot.ts';
import type { SisterProject } from '../model/sister-project.ts';
import { countOf } from '../model/text/count-of.ts';
import type { JsonObject } from '../model/text/json.ts';
import { indexSnapshot, type RemoteIndex } from '../plan/match/index-snapshot.ts';
import { platformNamed } from '../platforms/platform-named.ts';
import { chooseEntities, type ExportSelection } from './choose-entities.ts';
import type { Objection } from './create-check.ts';
import type { ManifestItem } from './describe-item.ts';
import { findDeclarable } from './find-declarable.ts';
import { findDeclaredByOthers } from './find-declared-by-others.ts';
import { type Layout, placeEntities, placeOfUndeclared } from './write/place-entities.ts';
import { writeManifest } from './write/write-manifest.ts';
import { writeUndeclared } from './write/write-undeclared.ts';

export interface ExportInput extends ExportSelection {
  /** Other projects of the repository. */
  readonly sisters?: readonly SisterProject[];
  readonly snapshot: Snapshot;
  readonly project: Project;
  readonly layout: Layout;
}

export interface ManifestExport {
  /** Sorted by path; nothing in them depends on how often or in what order they are made. */
  readonly files: readonly SourceFile[];
  /** What the manifests declare, by name and then by ID. */
  readonly declared: readonly RemoteEntity[];
  /** Requested entities that are only in comments. */
  readonly leftOut: readonly Objection[];
  /** The files with those comments. */
  readonly commented: readonly string[];
  readonly notes: readonly Diagnostic[];
}

/** A plan with these manifests alone, against the same snapshot, has no changes and no errors. */
export function exportManifests(input: ExportInput): ManifestExport {
  const { snapshot, project, layout } = input;
  const platform = platformNamed(project.platform);
  const index = indexSnapshot(platform, project.scopeId, snapshot);
  const { entities, diagnostics } = chooseEntities(index.entities, input);
  const { items, leftOut } = findDeclarable(entities, index, { snapshot, project });
  const declared = items.map(({ remote }) => remote);
  const placeOf = placeEntities(index.entities, layout, platform);
  const comments = kinds.flatMap((kind) => {
    const undeclared = leftOut.filter(({ remote }) => remote.kind === kind);
    if (undeclared.length === 0) return [];
    return [{ file: placeOfUndeclared(kind), text: writeUndeclared(kind, undeclared) }];
  });
  const files = [...writeFiles(items, placeOf, index, layout), ...comments];
  return {
    files: files.sort((a, b) => compareText(a.file, b.file)),
    declared,
    leftOut,
    commented: comments.map(({ file }) => file).sort(),
    notes: [
      ...diagnostics,
      ...unfinishedRuns(index),
      ...prunedRest(entities, index, project),
      ...findDeclaredByOthers(declared, input.sisters ?? [], index),
    ],
  };
}

function writeFiles(
  items: readonly ManifestItem[],
  placeOf: (entity: RemoteEntity) => string,
  index: RemoteIndex,
  layout: Layout,
): readonly SourceFile[] {
  const nameOf = (id: string) => index.byId('segment', id)?.name ?? null;
  return [...groupBy(items, ({ remote }) => placeOf(remote))].map(([file, own]) => {
    const defaults = layout === 'retailer' ? sharedOwner(own, index) : {};
    return { file, text: writeManifest({ defaults, items: own }, nameOf) };
  });
}

/** The retailer that all entities of a file have. */
function sharedOwner(items: readonly ManifestItem[], { platform }: RemoteIndex): JsonObject {
  const owner = items[0]?.value[platform.ownerAttribute];
  return owner === undefined ? {} : { [platform.ownerAttribute]: owner };
}

function unfinishedRuns({ temporary }: RemoteIndex): readonly Diagnostic[] {
  return temporary.map(({ kind, id, name }) => ({
    severity: 'warning',
    code: 'temporary-name-unmatched',
    message: `the remote ${kind} ${id} has the temporary name "${name}" of an interrupted run`,
    hint: 'Finish that run, or rename or delete the entity in the Criteo UI. Until then no plan can be made.',
  }));
}

/** A project that deletes what it owns and does not declare may own more than was asked for. */
function prunedRest(
  chosen: readonly RemoteEntity[],
  { entities }: RemoteIndex,
  { prune }: Project,
): readonly Diagnostic[] {
  const manageable = entities.filter(({ unmanageable }) => unmanageable === null);
  const asked = new Set(chosen);
  const rest = manageable.filter((entity) => !asked.has(entity)).length;
  if (prune !== 'owned' || rest === 0) return [];
  return [
    {
      severity: 'warning',
      code: 'undeclared-may-be-pruned',
      message: `${countOf(rest, 'remote entity is', 'remote entities are')} not in this export, and prune: owned would delete ${rest === 1 ? 'it if the project owns it' : 'those that the project owns'}`,
      hint: 'Check the plan before you apply it, or set prune: off until everything is declared.',
    },
  ];
}
