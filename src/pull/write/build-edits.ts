/**
 * What is to be edited in which file so that some units are taken. All of it is worked out from the texts as they
 * are,
 */
import type { Source } from '../../diagnostics/diagnostic.ts';
import type { JsonValue } from '../../model/text/json.ts';
import { readEntry } from '../../yaml-edit/read-entry.ts';
import type { EntryEdit } from '../../yaml-edit/text-edit.ts';
import { findLock, findShared, findSharedEntry } from '../locks/find-lock.ts';
import { findStillNeeded } from '../locks/find-still-needed.ts';
import { isObstacle, type Obstacle } from '../obstacle.ts';
import { createPlacedDefaults } from '../place/placed-defaults.ts';
import type { PullContext } from '../pull-context.ts';
import type { AddUnit, PullUnit } from '../pull-unit.ts';
import { type AddedEntries, addNew } from './add-new.ts';
import type { AskedEdit } from './asked-edit.ts';
import type { AttributeContext, AttributeEdit } from './attribute-edit.ts';
import { editAttribute } from './edit-attribute.ts';
import { findKnownHere } from './find-known-here.ts';
import { findProtected } from './find-protected.ts';
import { findUses } from './find-uses.ts';
import { findUsesElsewhere } from './find-uses-elsewhere.ts';
import { createNextWorld } from './next-world.ts';
import { findOwnVariable, whyKept } from './why-kept.ts';

export interface BuiltEdits extends Omit<AddedEntries, 'left'> {
  /** What each edited attribute becomes, in the manifest's words. */
  readonly values: ReadonlyMap<PullUnit, JsonValue>;
  readonly left: ReadonlyMap<PullUnit, Obstacle>;
}

export function buildEdits(units: readonly PullUnit[], context: PullContext): BuiltEdits {
  const defaults = createPlacedDefaults(context);
  const { comparison } = context;
  const left = new Map<PullUnit, Obstacle>([
    ...findUsesElsewhere(units, context),
    ...findUses(units, comparison),
    ...findProtected(units, comparison),
  ]);
  const world = createNextWorld(units, comparison);
  const asked: AskedEdit[] = [];
  const values = new Map<PullUnit, JsonValue>();
  const around = { index: comparison.index, world, defaults };
  for (const unit of units) {
    if (unit.action === 'add' || left.has(unit)) continue;
    const { source } = unit.match.declaration;
    const made =
      findGoingFromAll(unit, source, context) ??
      findLocked(unit, source, context) ??
      findStillNeeded(unit, source, context) ??
      editEntry(unit, around, context);
    if (isObstacle(made)) left.set(unit, made);
    else {
      const at = { file: source.file, at: source, units: [unit] };
      asked.push(...made.edits.map((edit) => ({ ...at, what: { edit } })));
      values.set(unit, made.to);
    }
  }
  const { left: unplaced, ...added } = addNew(units, world, context, defaults);
  for (const [unit, obstacle] of unplaced) left.set(unit, obstacle);
  const here = findKnownHere(units, context, { world, fileOf: added.fileOf });
  for (const [unit, obstacle] of here) if (!left.has(unit)) left.set(unit, obstacle);
  return { ...added, asked: [...asked, ...added.asked], values, left };
}

/** What only this project has another value for is edited in its own file. */
function findLocked(
  unit: Exclude<PullUnit, AddUnit>,
  source: Source,
  context: PullContext,
): Obstacle | null {
  const lock = findLock(source, context);
  const isShared = lock !== null && unit.action === 'edit' && findShared(source, context) !== null;
  return isShared ? (findOwnVariable(unit, context) ?? lock) : lock;
}

function findGoingFromAll(
  { action }: PullUnit,
  source: Source,
  context: PullContext,
): Obstacle | null {
  if (action !== 'remove' && action !== 'tidy') return null;
  const shared = findSharedEntry(source, context);
  if (shared === null || action === 'tidy') return shared;
  return { ...shared, fix: `To create it again, apply this project. ${shared.fix}` };
}

function editEntry(
  unit: Exclude<PullUnit, AddUnit>,
  around: Omit<AttributeContext, 'written' | 'whyKept'>,
  context: PullContext,
): AttributeEdit | Obstacle {
  const { manifests, variables } = context;
  if (unit.action === 'remove') return { edits: [{ kind: 'remove-entry' }], to: null };
  if (unit.action === 'tidy') return { edits: [tidy(unit.names)], to: null };
  const { source } = unit.match.declaration;
  const text = manifests.get(source.file);
  const written = text === undefined ? null : readEntry(text, source, variables);
  if (text === undefined || written === null) return noEntry(source, text?.text ?? '');
  const keep = (path: string) => whyKept(text, source, path, context);
  return editAttribute(unit, { ...around, written, whyKept: keep });
}

function tidy(names: readonly string[] | null): EntryEdit {
  if (names === null) return { kind: 'remove-entry' };
  return names.length === 0
    ? { kind: 'remove', path: ['renamedFrom'] }
    : { kind: 'set', path: ['renamedFrom'], value: names };
}

function noEntry(source: Source, text: string): Obstacle {
  const code = 'pull-unsafe';
  return markedKey.test(text)
    ? {
        ...{ code, source },
        text: 'Its manifest has a key after a question mark, and pull cannot edit it in place.',
        fix: 'Write the key without the question mark, and pull again.',
      }
    : {
        ...{ code, source },
        text: 'Its entry was not found in the manifest.',
        fix: 'Edit it by hand.',
      };
}

/** `? key` at the start of a line, also in a list. */
const markedKey = /^[ \t]*(?:-[ \t]+)*\?(?:[ \t]|$)/mu;
