/**
 * What is to be edited in which file so that some units are taken. All of it is worked out from the texts as they
 * are, so that names can be exchanged and chained in one go.
 */
import type { Source } from '../../diagnostics/diagnostic.ts';
import { groupBy } from '../../model/group-by.ts';
import type { JsonValue } from '../../model/text/json.ts';
import { ownerIn } from '../../platforms/platform-named.ts';
import { findReferenceEdits } from '../../rename/find-reference-edits.ts';
import { readEntry } from '../../yaml-edit/read-entry.ts';
import type { EntryEdit } from '../../yaml-edit/text-edit.ts';
import type { PullContext } from '../pull-context.ts';
import type { AddUnit, AttributeUnit, PullUnit } from '../pull-unit.ts';
import { type AddedEntries, addNew } from './add-new.ts';
import { type AskedEdit, placeKey } from './asked-edit.ts';
import { type AttributeContext, type AttributeEdit, editAttribute } from './edit-attribute.ts';
import { findUses } from './find-uses.ts';
import { createNextWorld } from './next-world.ts';
import { isObstacle, type Obstacle } from './obstacle.ts';
import type { PlacedDefaults } from './placed-defaults.ts';

export interface BuiltEdits extends Omit<AddedEntries, 'left'> {
  /** What each edited attribute becomes, in the manifest's words. */
  readonly values: ReadonlyMap<PullUnit, JsonValue>;
  readonly left: ReadonlyMap<PullUnit, Obstacle>;
}

export function buildEdits(
  units: readonly PullUnit[],
  context: PullContext,
  defaults: PlacedDefaults,
): BuiltEdits {
  const { comparison } = context;
  const left = new Map<PullUnit, Obstacle>(findUses(units, comparison));
  const world = createNextWorld(units, comparison);
  const asked: AskedEdit[] = [];
  const values = new Map<PullUnit, JsonValue>();
  const around = { index: comparison.index, world, defaults };
  for (const unit of units) {
    if (unit.action === 'add' || left.has(unit)) continue;
    const { source } = unit.match.declaration;
    const made = findShared(source, context) ?? editEntry(unit, around, context);
    if (isObstacle(made)) left.set(unit, made);
    else {
      const at = { file: source.file, at: source, units: [unit] };
      asked.push(...made.edits.map((edit) => ({ ...at, what: { edit } })));
      values.set(unit, made.to);
    }
  }
  const { left: unplaced, ...added } = addNew(units, world, context, defaults);
  const following = askForReferences(units, asked, context);
  for (const { file, units: renames } of following) {
    const shared = findShared({ file, line: 1, column: 1 }, context);
    for (const unit of renames) if (shared) left.set(unit, shared);
  }
  for (const [unit, obstacle] of unplaced) left.set(unit, obstacle);
  return { ...added, asked: [...asked, ...following, ...added.asked], values, left };
}

/** What another project reads as well is not for this one to edit. */
function findShared({ file }: Source, { sharedFiles }: PullContext): Obstacle | null {
  const other = sharedFiles.get(file);
  if (other === undefined) return null;
  return {
    code: 'pull-elsewhere',
    text: `${file} belongs to the project ${other}, too.`,
    fix: 'Edit it by hand, and plan both projects.',
    source: { file, line: 1, column: 1 },
  };
}

function editEntry(
  unit: Exclude<PullUnit, AddUnit>,
  around: Omit<AttributeContext, 'written'>,
  { manifests, variables }: PullContext,
): AttributeEdit | Obstacle {
  if (unit.action === 'remove') return { edits: [{ kind: 'remove-entry' }], to: null };
  if (unit.action === 'tidy') return { edits: [tidy(unit.names)], to: null };
  const { source } = unit.match.declaration;
  const text = manifests.get(source.file);
  const written = text === undefined ? null : readEntry(text, source, variables);
  return written === null ? noEntry(source) : editAttribute(unit, { ...around, written });
}

function tidy(names: readonly string[] | null): EntryEdit {
  if (names === null) return { kind: 'remove-entry' };
  return names.length === 0
    ? { kind: 'remove', path: ['renamedFrom'] }
    : { kind: 'set', path: ['renamedFrom'], value: names };
}

function noEntry(source: Source): Obstacle {
  return {
    code: 'pull-unsafe',
    text: 'Its entry was not found in the manifest.',
    fix: 'Edit it by hand.',
    source,
  };
}

/** References by name follow what is renamed, but for those that are written anew anyway. */
function askForReferences(
  units: readonly PullUnit[],
  asked: readonly AskedEdit[],
  { comparison, houseRules, projectFile }: PullContext,
): readonly AskedEdit[] {
  const renames = units.filter(
    (unit): unit is AttributeUnit => unit.action === 'edit' && unit.path === 'name',
  );
  if (renames.length === 0) return [];
  const changes = renames.map(({ match: { declaration }, remote }) => ({
    kind: declaration.kind,
    from: declaration.name,
    to: remote.name,
    ownerId: ownerIn(declaration.attributes),
  }));
  const { declarations, project } = comparison;
  const found = findReferenceEdits(changes, { declarations, houseRules, project, projectFile });
  const own = groupBy(asked, ({ file, at }) => placeKey(file, at));
  return found.flatMap(({ file, entry }) => {
    const before = own.get(placeKey(file, entry.at)) ?? [];
    return entry.edits
      .filter((each) => !before.some(({ what }) => 'edit' in what && covers(what.edit, each)))
      .map((each) => ({ file, at: entry.at, what: { edit: each }, units: renames }));
  });
}

/** A seed may go from one key of its block to the other. */
function covers(one: EntryEdit, other: EntryEdit): boolean {
  if (one.kind === 'remove-entry') return true;
  if (!('path' in one) || !('path' in other)) return false;
  const isSeed = (path: readonly unknown[]) =>
    path[0] === 'lookalike' && /^seedSegment/u.test(String(path[1]));
  if (isSeed(one.path) && isSeed(other.path)) return true;
  return one.path.every((step, at) => other.path[at] === step);
}
