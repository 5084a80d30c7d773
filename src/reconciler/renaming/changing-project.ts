/** A project, in one environment, with what a rename changes in it. */
import type { Declaration } from '../../model/declaration.ts';
import type { SourceFile } from '../../model/files/source-file.ts';
import { noHouseRules } from '../../model/house-rule.ts';
import { ownerIn } from '../../platforms/platform-named.ts';
import { editTarget } from '../../rename/edit-target.ts';
import { findReferenceEdits } from '../../rename/find-reference-edits.ts';
import { entryPlace } from '../../rename/find-targets.ts';
import type { FileEdits, NameChange, RenameWorld } from '../../rename/name-change.ts';
import type { Loaded } from '../load.ts';

/** One environment of a project, or a project that has none. */
export interface RenamedProject {
  readonly loaded: Loaded;
  /** All of its texts: its file first, then its manifests. */
  readonly sources: readonly SourceFile[];
}

/** A project with what changes in it. */
export interface ChangingProject extends RenamedProject {
  readonly changes: readonly NameChange[];
  readonly targets: readonly Declaration[];
  readonly world: RenameWorld;
  readonly edits: readonly FileEdits[];
}

/** @param all the entries that get the name; not all of them need be in this environment. */
export function changeProject(
  { loaded, sources }: RenamedProject,
  all: readonly Declaration[],
  name: string,
): ChangingProject {
  const places = new Set(all.map(entryPlace));
  const targets = loaded.declarations.filter((each) => places.has(entryPlace(each)));
  const changes = targets.map(({ kind, name: from, attributes }) => ({
    ...{ kind, from, to: name, ownerId: ownerIn(attributes) },
  }));
  const { declarations, houseRules = noHouseRules, project } = loaded;
  const world = { declarations, houseRules, project, projectFile: sources[0] ?? null };
  const edits = [
    ...targets.map((target) => editTarget(target, name)),
    ...findReferenceEdits(changes, world),
  ];
  return { loaded, sources, changes, targets, world, edits };
}
