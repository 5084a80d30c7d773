/**
 * Edits texts so that some units are taken: new names first, with every reference to them, then all else in the
 * texts that have those names. So nothing has to be said in two names at once.
 */

import type { SourceFile } from '../model/files/source-file.ts';
import type { JsonValue } from '../model/text/json.ts';
import type { Obstacle } from './obstacle.ts';
import { entityKey } from './people/git-world.ts';
import type { ReadTexts } from './prove/find-faults.ts';
import type { PullContext } from './pull-context.ts';
import type { AttributeUnit, PullUnit } from './pull-unit.ts';
import { type BuiltEdits, buildEdits } from './write/build-edits.ts';
import { buildRenames } from './write/build-renames.ts';
import { editFiles } from './write/edit-files.ts';

/** Texts as they would be, read and compared; null where nothing can be made of them. */
export type ReadAgain = (texts: ReadonlyMap<string, string>) => ReadTexts | null;

interface Edited {
  readonly texts: ReadonlyMap<string, string>;
  /** What each edited attribute becomes, in the manifest's words. */
  readonly values: ReadonlyMap<PullUnit, JsonValue>;
  readonly fileOf: ReadonlyMap<PullUnit, string>;
}

/** With a refusal, the rest says nothing. */
interface TriedEdits extends Edited {
  readonly refused: ReadonlyMap<PullUnit, Obstacle>;
}

export interface SettledEdits extends Edited {
  readonly taken: readonly PullUnit[];
  readonly left: ReadonlyMap<PullUnit, Obstacle>;
}

/** Leaves what cannot be taken together with the rest. */
export function editMost(
  wished: readonly PullUnit[],
  context: PullContext,
  readAgain: ReadAgain,
): SettledEdits {
  const left = new Map<PullUnit, Obstacle>();
  let taken = wished;
  for (;;) {
    const { refused, ...edited } = editAll(taken, context, readAgain);
    if (refused.size === 0) return { ...edited, taken, left };
    const dropped = chooseDropped(refused, taken);
    for (const [unit, obstacle] of dropped) left.set(unit, obstacle);
    taken = taken.filter((unit) => !dropped.has(unit));
  }
}

/**
 * What stands elsewhere goes first, since the rest may only be refused along with it. Where nothing would be left,
 * a half is tried by itself.
 */
function chooseDropped(
  refused: ReadonlyMap<PullUnit, Obstacle>,
  taken: readonly PullUnit[],
): ReadonlyMap<PullUnit, Obstacle> {
  const all = [...refused];
  const sure = all.filter(([, { code }]) => code !== 'pull-unsafe');
  if (sure.length > 0) return new Map(sure);
  const isWhole = refused.size === taken.length;
  return isWhole ? new Map(all.slice(Math.floor(all.length / 2))) : refused;
}

/** What the other edits stood in the way of may be possible once they are made. */
export function editRest(
  first: SettledEdits,
  context: PullContext,
  read: ReadTexts,
  readAgain: ReadAgain,
): SettledEdits {
  const next = withTexts(context, first.texts, read);
  const again: ReadAgain = (texts) => readAgain(new Map([...first.texts, ...texts]));
  const moved = moveUnits([...first.left.keys()], read);
  const { taken, left, ...edited } = editMost([...moved.keys()], next, again);
  if (taken.length === 0) return first;
  const back = mapBack(moved);
  return {
    ...joinEdits(first, edited, back),
    taken: [...first.taken, ...taken.map((unit) => moved.get(unit) ?? unit)],
    // What stood in the way at first has its place in the text as it was.
    left: new Map(back(left).map(([unit, why]) => [unit, first.left.get(unit) ?? why])),
  };
}

/** Stage by stage, each in the texts of the one before; the first refusal ends it. */
function editAll(
  units: readonly PullUnit[],
  context: PullContext,
  readAgain: ReadAgain,
): TriedEdits {
  let edited: TriedEdits = { ...noEdits, refused: new Map() };
  for (const stage of stagesOf(units)) {
    const read = edited.texts.size === 0 ? null : readAgain(edited.texts);
    if (read === null && edited.texts.size > 0) return refuseAll(units);
    const next = read ? withTexts(context, edited.texts, read) : context;
    const moved = read ? moveUnits(stage, read) : new Map(stage.map((unit) => [unit, unit]));
    const { refused, ...then } = finish(build([...moved.keys()], next), next);
    const back = mapBack(moved);
    const isEdited = (file: string) => edited.texts.has(file);
    const placed = back(refused).map(([unit, why]) => [unit, placeBack(why, isEdited)] as const);
    edited = { ...joinEdits(edited, then, back), refused: new Map(placed) };
    if (refused.size > 0) return edited;
  }
  return edited;
}

/** A place in a text that was edited already says nothing in the one before: the entry has to do. */
function placeBack(obstacle: Obstacle, isEdited: (file: string) => boolean): Obstacle {
  const { source } = obstacle;
  return source !== null && isEdited(source.file) ? { ...obstacle, source: null } : obstacle;
}

const noEdits: Edited = { texts: new Map(), values: new Map(), fileOf: new Map() };

/** Names come first. What is new comes after what goes, so that nothing is placed beside an entry that goes. */
function stagesOf(units: readonly PullUnit[]): readonly (readonly PullUnit[])[] {
  const renames = units.filter(isRename);
  const others = units.filter((unit) => !isRename(unit));
  const isGoing = others.some(({ action }) => action === 'remove' || action === 'tidy');
  const adds = others.filter(({ action }) => isGoing && action === 'add');
  const rest = others.filter((unit) => !adds.includes(unit));
  return [renames, rest, adds].filter((stage) => stage.length > 0);
}

function build(units: readonly PullUnit[], context: PullContext): BuiltEdits {
  const renames = units.filter(isRename);
  return renames.length > 0 ? buildRenames(renames, context) : buildEdits(units, context);
}

type MapBack = <Value>(
  all: ReadonlyMap<PullUnit, Value>,
) => readonly (readonly [PullUnit, Value])[];

/** To the units that moved ones stand for. */
function mapBack(moved: ReadonlyMap<PullUnit, PullUnit>): MapBack {
  return (all) => [...all].map(([unit, value]) => [moved.get(unit) ?? unit, value]);
}

function joinEdits(before: Edited, then: Edited, back: MapBack): Edited {
  return {
    texts: new Map([...before.texts, ...then.texts]),
    values: new Map([...before.values, ...back(then.values)]),
    fileOf: new Map([...before.fileOf, ...back(then.fileOf)]),
  };
}

function isRename(unit: PullUnit): unit is AttributeUnit {
  return unit.action === 'edit' && unit.path === 'name';
}

function finish({ left, values, fileOf, ...built }: BuiltEdits, context: PullContext): TriedEdits {
  if (left.size > 0) return { texts: new Map(), values, fileOf, refused: left };
  return { ...editFiles(built, context), values, fileOf };
}

function refuseAll(units: readonly PullUnit[]): TriedEdits {
  const obstacle: Obstacle = {
    code: 'pull-unsafe',
    text: 'The edited manifests cannot be read.',
    fix: 'Edit it by hand.',
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
  const edit = (source: SourceFile): SourceFile => {
    const text = texts.get(source.file);
    return text === undefined ? source : { ...source, text };
  };
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
