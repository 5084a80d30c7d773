/** Entries for what no manifest declares, each where it belongs. */
import { compareText } from '../../diagnostics/diagnostic.ts';
import { describeItem, describeUnescaped, type ManifestItem } from '../../export/describe-item.ts';
import { findDeclarable } from '../../export/find-declarable.ts';
import { writeManifest } from '../../export/write/write-manifest.ts';
import type { SourceFile } from '../../model/files/source-file.ts';
import { groupBy } from '../../model/group-by.ts';
import type { JsonObject } from '../../model/text/json.ts';
import { quote } from '../../model/text/quote.ts';
import type { RemoteIndex } from '../../plan/match/index-snapshot.ts';
import type { EntryEdit } from '../../yaml-edit/text-edit.ts';
import { isObstacle, type Obstacle } from '../obstacle.ts';
import { createPlacing, type NewPlace } from '../place/place-new.ts';
import type { PlacedDefaults } from '../place/placed-defaults.ts';
import type { PullContext } from '../pull-context.ts';
import type { AddUnit, PullUnit } from '../pull-unit.ts';
import type { AskedEdit } from './asked-edit.ts';
import type { NextWorld } from './next-world.ts';

export interface AddedEntries {
  readonly asked: readonly AskedEdit[];
  readonly newFiles: readonly SourceFile[];
  readonly fileOf: ReadonlyMap<AddUnit, string>;
  readonly left: ReadonlyMap<PullUnit, Obstacle>;
}

export function addNew(
  units: readonly PullUnit[],
  world: NextWorld,
  context: PullContext,
  defaults: PlacedDefaults,
): AddedEntries {
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
  const placing = createPlacing(context, defaults, findGoing(units));
  const inNewFiles: { readonly file: string; readonly item: ManifestItem }[] = [];
  for (const unit of adds.toSorted((a, b) => compareText(a.address, b.address))) {
    const reason = reasons.get(unit.remote);
    const item = describeUnescaped(unit.remote, index, world.references, project);
    const objection = findNamesake(unit, context) ?? undeclarable(reason);
    const place = objection ?? placing(item);
    if (isObstacle(place)) left.set(unit, place);
    else {
      const file = place.is === 'after' ? place.sibling.source.file : place.file;
      fileOf.set(unit, file);
      if (place.is === 'new-file')
        inNewFiles.push({
          file,
          item: describeItem(unit.remote, index, world.references, project),
        });
      else asked.push(askFor(unit, item, place));
    }
  }
  return { asked, newFiles: writeNewFiles(inNewFiles, index), fileOf, left };
}

/** An entry that has the name but for the blanks at its ends, which manifests do not have. */
function findNamesake(
  { remote: { kind, name } }: AddUnit,
  { comparison: { declarations } }: PullContext,
): Obstacle | null {
  const bare = name.trim();
  const found = declarations.find((each) => each.kind === kind && each.name === bare);
  if (bare === name || found === undefined) return null;
  const where = name === name.trimStart() ? 'ends' : 'begins';
  return {
    code: 'pull-undeclarable',
    text: `Its name in Criteo is ${quote(name)}, which ${where} with a blank. Without it, it is the ${kind} ${quote(bare)}.`,
    fix: 'Rename or delete one of the two in the Criteo UI.',
    source: found.source,
  };
}

/** The entries that are taken out by the same pull. */
function findGoing(units: readonly PullUnit[]) {
  return new Set(
    units.flatMap((unit) =>
      unit.action === 'remove' || (unit.action === 'tidy' && unit.names === null)
        ? [unit.match.declaration]
        : [],
    ),
  );
}

function askFor(
  unit: AddUnit,
  { remarks: comments }: ManifestItem,
  place: Exclude<NewPlace, { readonly is: 'new-file' }>,
): AskedEdit {
  const { value } = place;
  if (place.is === 'appended') {
    const appended = { list: `${unit.remote.kind}s` as const, value, comments };
    return { file: place.file, at: null, what: { appended }, units: [unit] };
  }
  const { source } = place.sibling;
  const edit: EntryEdit = { kind: 'add-after', value, comments };
  return { file: source.file, at: source, what: { edit }, units: [unit] };
}

function writeNewFiles(
  placed: readonly { readonly file: string; readonly item: ManifestItem }[],
  index: RemoteIndex,
): readonly SourceFile[] {
  const nameOf = (id: string) => index.byId('segment', id)?.name ?? null;
  return [...groupBy(placed, ({ file }) => file)].map(([file, own]) => {
    const items = own.map(({ item }) => item);
    return { file, text: writeManifest({ defaults: sharedOwner(items, index), items }, nameOf) };
  });
}

/** Whose all of the items are, as an export writes it once for a file. */
function sharedOwner([first]: readonly ManifestItem[], { platform }: RemoteIndex): JsonObject {
  const owner = first?.value[platform.ownerAttribute];
  return owner === undefined ? {} : { [platform.ownerAttribute]: owner };
}

function undeclarable(reason: string | undefined): Obstacle | null {
  if (reason === undefined) return null;
  return {
    code: 'pull-undeclarable',
    text: `No manifest can declare it: ${reason}.`,
    fix: 'Change it in the Criteo UI, or leave it undeclared.',
    source: null,
  };
}
