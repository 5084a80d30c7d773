import { createRenaming } from './create-renaming.ts';
import { findEntityEdits, joinEdits } from './find-entity-edits.ts';
import { findProjectEdits } from './find-project-edits.ts';
import { findRuleEdits } from './find-rule-edits.ts';
import type { FileEdits, NameChange, RenameWorld } from './name-change.ts';

/**
 * The edits that let every reference by name follow: algebra and seeds, rules and people, `protect` and `owns`.
 * A glob follows where it is the name itself. The names of the entities are edited elsewhere.
 */
export function findReferenceEdits(
  changes: readonly NameChange[],
  world: RenameWorld,
): readonly FileEdits[] {
  const renaming = createRenaming(changes, world.declarations);
  return joinEdits([
    ...findEntityEdits(world, renaming),
    ...findRuleEdits(world, renaming),
    ...findProjectEdits(world, renaming),
  ]);
}
