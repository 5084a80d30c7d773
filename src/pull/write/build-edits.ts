/**
 * What is to be edited in which file so that some units are taken. All of it is worked out from the texts as they
 * are, so that names can be exchanged and chained in one go.
 */
import { compareText, type Source } from '../../diagnostics/diagnostic.ts';
import { describeItem, type ManifestItem } from '../../export/describe-item.ts';
import { findDeclarable } from '../../export/find-declarable.ts';
import { writeManifest } from '../../export/write/write-manifest.ts';
import { groupBy } from '../../model/group-by.ts';
import type { SourceFile } from '../../model/source-file.ts';
import type { JsonObject, JsonValue } from '../../model/text/json.ts';
import { ownerIn } from '../../platforms/platform-named.ts';
import { findReferenceEdits } from '../../rename/find-reference-edits.ts';
import { readEntry } from '../../yaml-edit/read-entry.ts';
import type { AppendedEntry, EntryEdit } from '../../yaml-edit/text-edit.ts';
import type { PullContext } from '../pull-context.ts';
import type { AddUnit, AttributeUnit, PullUnit } from '../pull-unit.ts';
import { type AttributeContext, editAttribute } from './edit-attribute.ts';
import { findUses } from './find-uses.ts';
import { createNextWorld, type NextWorld } from './next-world.ts';
import { isObstacle, type Obstacle } from './obstacle.ts';
import { createPlacing } from './place-new.ts';
import type { PlacedDefaults } from './placed-defaults.ts';

/** Who asks for an edit: one unit, or several for a reference to what was renamed. */
export interface AskedEdit {
  readonly file: string;
  /** The entry; null for the root of the first document, and for an appended one. */
  readonly at: Source | null;
  readonly what: { readonly edit: EntryEdit } | { readonly appended: AppendedEntry };
  readonly units: readonly PullUnit[];
}

export interface BuiltEdits {
  readonly asked: readonly AskedEdit[];
  readonly newFiles: readonly SourceFile[];
  readonly fileOf: ReadonlyMap<AddUnit, string>;
  /** What each edited attribute becomes, in the manifest's words. */
  readonly values: ReadonlyMap<PullUnit, JsonValue>;
  readonly left: ReadonlyMap<PullUnit, Obstacle>;
}

/** @param written the entries as they are written, by their places. */
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
  for (const unit of units) {
    if (unit.action === 'add' || left.has(unit)) continue;
    const shared = findShared(unit.match.declaration.source, context);
    if (shared) {
      left.set(unit, shared);
      continue;
    }
    const { source } = unit.match.declaration;
    const ask = (edit: EntryEdit) =>
      asked.push({ file: source.file, at: source, what: { edit }, units: [unit] });
    if (unit.action === 'remove') ask({ kind: 'remove-entry' });
    else if (unit.action === 'tidy') ask(tidy(unit.names));
    else {
      const made = edit(unit, { index: comparison.index, world, defaults }, context);
      if (isObstacle(made)) left.set(unit, made);
      else {
        for (const each of made.edits) ask(each);
        values.set(unit, made.to);
      }
    }
  }
  const added = addNew(units, world, context, defaults);
  for (const [unit, obstacle] of added.left) left.set(unit, obstacle);
  for (const each of askForReferences(units, asked, context)) {
    const shared = findShared({ file: each.file, line: 1, column: 1 }, context);
    if (shared) for (const unit of each.units) left.set(unit, shared);
    asked.push(each);
  }
  return { ...added, asked: [...asked, ...added.asked], values, left };
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

function tidy(names: readonly string[] | null): EntryEdit {
  if (names === null) return { kind: 'remove-entry' };
  return names.length === 0
    ? { kind: 'remove', path: ['renamedFrom'] }
    : { kind: 'set', path: ['renamedFrom'], value: names };
}

function edit(
  unit: AttributeUnit,
  around: Omit<AttributeContext, 'written'>,
  { manifests, variables }: PullContext,
) {
  const { source } = unit.match.declaration;
  const text = manifests.get(source.file);
  const written = text === undefined ? null : readEntry(text, source, variables);
  return written === null ? noEntry(source) : editAttribute(unit, { ...around, written });
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

export function placeKey(file: string, at: Source | null): string {
  return at === null ? file : `${file}:${at.line}:${at.column}`;
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

function addNew(
  units: readonly PullUnit[],
  world: NextWorld,
  context: PullContext,
  defaults: PlacedDefaults,
) {
  const { comparison, snapshot } = context;
  const { index, project } = comparison;
  const adds = units.flatMap((unit) => (unit.action === 'add' ? [unit] : []));
  const asked: AskedEdit[] = [];
  const left = new Map<PullUnit, Obstacle>();
  const fileOf = new Map<AddUnit, string>();
  if (adds.length === 0) return { asked, newFiles: [], fileOf, left };
  const remotes = adds.map(({ remote }) => remote);
  const { leftOut } = findDeclarable(remotes, index, { snapshot, project });
  const reasons = new Map(leftOut.map(({ remote, reason }) => [remote, reason]));
  const going = new Set(
    units.flatMap((unit) =>
      unit.action === 'remove' || (unit.action === 'tidy' && unit.names === null)
        ? [unit.match.declaration]
        : [],
    ),
  );
  const placing = createPlacing(context, defaults, going);
  const inNewFiles: { readonly file: string; readonly item: ManifestItem }[] = [];
  const sorted = adds.toSorted((a, b) => compareText(a.address, b.address));
  for (const unit of sorted) {
    const reason = reasons.get(unit.remote);
    const item = describeItem(unit.remote, index, world.references, project);
    const place = reason === undefined ? placing(item) : undeclarable(reason);
    if (isObstacle(place)) {
      left.set(unit, place);
      continue;
    }
    const comments = item.remarks;
    if (place.is === 'after') {
      const { source } = place.sibling;
      const edit: EntryEdit = { kind: 'add-after', value: place.value, comments };
      asked.push({ file: source.file, at: source, what: { edit }, units: [unit] });
      fileOf.set(unit, source.file);
    } else if (place.is === 'appended') {
      const appended = { list: `${unit.remote.kind}s` as const, value: place.value, comments };
      asked.push({ file: place.file, at: null, what: { appended }, units: [unit] });
      fileOf.set(unit, place.file);
    } else {
      inNewFiles.push({ file: place.file, item });
      fileOf.set(unit, place.file);
    }
  }
  const nameOf = (id: string) => index.byId('segment', id)?.name ?? null;
  const newFiles = [...groupBy(inNewFiles, ({ file }) => file)].map(([file, own]) => {
    const items = own.map(({ item }) => item);
    return { file, text: writeManifest({ defaults: sharedOwner(items, index), items }, nameOf) };
  });
  return { asked, newFiles, fileOf, left };
}

/** Whose all of the items are, as an export writes it once for a file. */
function sharedOwner(
  [first]: readonly ManifestItem[],
  { platform }: AttributeContext['index'],
): JsonObject {
  const owner = first?.value[platform.ownerAttribute];
  return owner === undefined ? {} : { [platform.ownerAttribute]: owner };
}

function undeclarable(reason: string): Obstacle {
  return {
    code: 'pull-undeclarable',
    text: `No manifest can declare it: ${reason}.`,
    fix: 'Change it in the Criteo UI, or leave it undeclared.',
    source: null,
  };
}
