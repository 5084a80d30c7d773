/** An entity gets another name, and everything that names it follows: texts to texts. */
import {
  type Diagnostic,
  type Found,
  hasErrors,
  sortDiagnostics,
} from '../diagnostics/diagnostic.ts';
import { addressOf } from '../model/entity.ts';
import type { SourceFile } from '../model/files/source-file.ts';
import { explainRefused, findEditsElsewhere, findInSisters } from '../rename/find-elsewhere.ts';
import { joinEdits } from '../rename/find-entity-edits.ts';
import { findReferenceDoubts } from '../rename/find-reference-doubts.ts';
import { findTargets } from '../rename/find-targets.ts';
import { findBearer, objectToKind, objectToName, warnOfVariable } from '../rename/judge-name.ts';
import type { FileEdits } from '../rename/name-change.ts';
import type { RenameResult, RenameWish } from '../rename/rename-result.ts';
import { editText } from '../yaml-edit/edit-text.ts';
import type { RefusedEdit } from '../yaml-edit/text-edit.ts';
import { createVariableLookup, insertVariables } from '../yaml-source/insert-variables.ts';
import { check, checksOfPlan, findObstacles } from './check.ts';
import type { Loaded } from './load.ts';
import { reload } from './reload.ts';
import {
  type ChangingProject,
  changeProject,
  type RenamedProject,
} from './renaming/changing-project.ts';
import { placeEdits } from './renaming/place-edits.ts';
import { objectToRenamed } from './renaming/prove-renamed.ts';
import { shownIn } from './shown-in.ts';

export type { RenameEdit, RenameResult, RenameWish } from '../rename/rename-result.ts';
export type { RenamedProject } from './renaming/changing-project.ts';

/** The same for a project that has one environment or none. */
export function rename(
  loaded: Loaded,
  sources: readonly SourceFile[],
  wish: RenameWish,
): Found<RenameResult | null> {
  return renameInAll([{ loaded, sources }], wish);
}

/**
 * Null with errors, where the entity cannot get the name or where not all of its references can follow. Nothing is
 * changed then.
 *
 * @param projects every environment of one project file.
 */
export function renameInAll(
  projects: readonly RenamedProject[],
  wish: RenameWish,
): Found<RenameResult | null> {
  const refuse = (diagnostics: readonly Diagnostic[]) => ({ value: null, diagnostics });
  const objection = objectToName(wish.name);
  if (objection !== null) return refuse([objection]);
  const read = projects.map((each) => ({
    ...each,
    loaded: reload(each.loaded, each.sources) ?? each.loaded,
  }));
  const obstacles = read.flatMap(({ loaded }) => findObstacles(check(loaded, checksOfPlan)));
  if (hasErrors(obstacles)) return refuse(onceEach(obstacles));
  const meant = read.filter((each) => isMeant(each, wish));
  const found = findTargets(
    wish.address,
    meant.map(({ loaded }) => loaded.declarations),
    withValues(wish.address, meant[0]),
  );
  const [target] = found.value;
  if (target === undefined) return refuse(found.diagnostics);
  const { kind, name: old } = target;
  const slip = objectToKind(wish.name, target);
  if (slip !== null) return refuse([slip]);
  const result = { from: addressOf(kind, old), to: addressOf(kind, wish.name) };
  if (old === wish.name) return { value: { ...result, files: [], edits: [] }, diagnostics: [] };
  const worlds = read.map((each) => changeProject(each, found.value, wish.name));
  const covered = new Set(read.map(({ loaded }) => loaded.project.environment));
  const doubts = onceEach(worlds.flatMap((world) => findDoubts(world, wish.name, covered)));
  if (hasErrors(doubts)) return refuse(doubts);
  const edits = joinEdits(worlds.flatMap(({ edits: own }) => own));
  const shared = findEditsElsewhere(edits, found.value, wish.readElsewhere ?? new Map());
  if (shared.length > 0) return refuse(onceEach(shared));
  const edited = editFiles(edits, read);
  if (edited.refused.length > 0) return refuse(explainRefused(edited.refused));
  const files = edited.files.toSorted((a, b) => (a.file < b.file ? -1 : 1));
  const after = worlds.map((world) => ({ world, loaded: reloadEdited(world, edited.files) }));
  const broken = onceEach(after.flatMap(({ world, loaded }) => objectToRenamed(world, loaded)));
  if (broken.length > 0) return refuse(broken);
  return {
    value: { ...result, files, edits: placeEdits(edits, after, edited.files) },
    diagnostics: [...doubts, ...warnOfVariable(wish.name)],
  };
}

function isMeant({ loaded: { project } }: RenamedProject, { environment = null }: RenameWish) {
  return environment === null || project.environment === environment;
}

function withValues(address: string, project: RenamedProject | undefined): string {
  const lookup = createVariableLookup(project?.loaded.project.variables ?? new Map());
  return String(insertVariables(address, 'plain', lookup).value);
}

function findDoubts(
  { loaded, targets, changes, world }: ChangingProject,
  name: string,
  covered: ReadonlySet<string | null>,
): readonly Diagnostic[] {
  const { declarations, sisters = [], project } = loaded;
  // Other environments of this very project are edited as well.
  const others = sisters.filter(
    ({ file, environment }) => file !== project.file || !covered.has(environment),
  );
  return shownIn(project, [
    ...targets.flatMap((target) => findBearer(name, target, { declarations, sisters }) ?? []),
    ...targets.flatMap((target) => findInSisters(target, others)),
    ...findReferenceDoubts(changes, world),
  ]);
}

interface EditedFiles {
  readonly files: readonly {
    readonly file: string;
    readonly before: string;
    readonly after: string;
  }[];
  readonly refused: readonly RefusedEdit[];
}

function editFiles(edits: readonly FileEdits[], projects: readonly RenamedProject[]): EditedFiles {
  const refused: RefusedEdit[] = [];
  const files = [...new Set(edits.map(({ file }) => file))].flatMap((file) => {
    const reader = projects.find(({ sources }) => sources.some((each) => each.file === file));
    const source = reader?.sources.find((each) => each.file === file);
    if (reader === undefined || source === undefined) return [];
    const entries = edits.filter((each) => each.file === file).map(({ entry }) => entry);
    const lookup = createVariableLookup(reader.loaded.project.variables);
    const edited = editText(source, { entries }, lookup);
    refused.push(...edited.refused);
    return edited.text === source.text ? [] : [{ file, before: source.text, after: edited.text }];
  });
  return { files, refused };
}

function reloadEdited(
  { loaded, sources }: RenamedProject,
  files: EditedFiles['files'],
): Loaded | null {
  const texts = new Map(files.map(({ file, after }) => [file, after]));
  return reload(
    loaded,
    sources.map(({ file, text }) => ({ file, text: texts.get(file) ?? text })),
  );
}

/** Environments share most of what is found in them. */
function onceEach(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return sortDiagnostics([
    ...new Map(diagnostics.map((each) => [JSON.stringify(each), each])).values(),
  ]);
}
