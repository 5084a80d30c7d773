/**
 * Edits texts so that some units are taken: new names first, with every reference to them, then all else in the
 * texts that have those names. So nothing has to be said in two names at once.
 */
import type { JsonValue } from '../model/text/json.ts';
import { entityKey } from './people/git-world.ts';
import type { ReadTexts } from './prove/find-faults.ts';
import type { PullContext } from './pull-context.ts';
import type { AttributeUnit, PullUnit } from './pull-unit.ts';
import { type BuiltEdits, buildEdits } from './write/build-edits.ts';
import { buildRenames } from './write/build-renames.ts';
import { editFiles } from './write/edit-files.ts';
import type { Obstacle } from './write/obstacle.ts';
import { createPlacedDefaults } from './write/placed-defaults.ts';

/** Texts as they would be, read and compared; null where nothing can be made of them. */
export type ReadAgain = (texts: ReadonlyMap<string, string>) => ReadTexts | null;

export interface Edited {
  readonly texts: ReadonlyMap<string, string>;
  readonly values: ReadonlyMap<PullUnit, JsonValue>;
  readonly fileOf: ReadonlyMap<PullUnit, string>;
  /** With one of these, the rest says nothing. */
  readonly refused: ReadonlyMap<PullUnit, Obstacle>;
}

export function createEditing(
  context: PullContext,
  readAgain: ReadAgain,
): (units: readonly PullUnit[]) => Edited {
  const defaults = createPlacedDefaults(context);
  return (units) => {
    const renames = units.filter(isRename);
    if (renames.length === 0) return finish(buildEdits(units, context, defaults), context);
    const renamed = finish(buildRenames(renames, context), context);
    const others = units.filter((unit) => !isRename(unit));
    if (renamed.refused.size > 0 || others.length === 0) return renamed;
    const read = readAgain(renamed.texts);
    if (read === null) return refuseAll(renames);
    const next = withTexts(context, renamed.texts, read);
    const moved = moveUnits(others, read);
    const edited = finish(buildEdits([...moved.keys()], next, createPlacedDefaults(next)), next);
    const back = <Value>(all: ReadonlyMap<PullUnit, Value>) =>
      [...all].map(([unit, value]) => [moved.get(unit) ?? unit, value] as const);
    return {
      texts: new Map([...renamed.texts, ...edited.texts]),
      values: new Map([...renamed.values, ...back(edited.values)]),
      fileOf: new Map(back(edited.fileOf)),
      refused: new Map(back(edited.refused)),
    };
  };
}

function isRename(unit: PullUnit): unit is AttributeUnit {
  return unit.action === 'edit' && unit.path === 'name';
}

function finish({ left, values, fileOf, ...built }: BuiltEdits, context: PullContext): Edited {
  if (left.size > 0) return { texts: new Map(), values, fileOf, refused: left };
  return { ...editFiles(built, context), values, fileOf };
}

function refuseAll(units: readonly PullUnit[]): Edited {
  const obstacle: Obstacle = {
    code: 'pull-unsafe',
    text: 'The manifests cannot be read with the new names.',
    fix: 'Rename it by hand.',
    source: null,
  };
  const refused = new Map(units.map((unit) => [unit, obstacle]));
  return { texts: new Map(), values: new Map(), fileOf: new Map(), refused };
}

function withTexts(
  context: PullContext,
  texts: ReadonlyMap<string, string>,
  { comparison }: ReadTexts,
): PullContext {
  const { manifests, projectFile } = context;
  const edit = <File extends { readonly file: string; readonly text: string }>(source: File) => ({
    ...source,
    text: texts.get(source.file) ?? source.text,
  });
  return {
    ...context,
    comparison,
    houseRules: comparison.houseRules,
    projectFile: projectFile && edit(projectFile),
    manifests: new Map([...manifests].map(([file, source]) => [file, edit(source)])),
  };
}

/** The same units of the texts with new names, each with the one that it stands for. */
function moveUnits(
  units: readonly PullUnit[],
  { comparison }: ReadTexts,
): ReadonlyMap<PullUnit, PullUnit> {
  const matches = new Map(comparison.matches.map((match) => [entityKey(match), match]));
  const wishes = new Map(comparison.desired.map((desired) => [desired.declaration, desired]));
  return new Map(
    units.map((unit): [PullUnit, PullUnit] => {
      if (unit.action === 'add') return [{ ...unit }, unit];
      const match = matches.get(entityKey(unit.match)) ?? unit.match;
      if (unit.action !== 'edit') return [{ ...unit, match }, unit];
      const desired = wishes.get(match.declaration) ?? unit.desired;
      return [{ ...unit, match, desired }, unit];
    }),
  );
}
