/** The texts with the edits that were asked for, and the units of those that were refused. */
import { groupBy } from '../../model/group-by.ts';
import { editText } from '../../yaml-edit/edit-text.ts';
import type { EditRequest, RefusedEdit } from '../../yaml-edit/text-edit.ts';
import type { Obstacle } from '../obstacle.ts';
import type { PullContext } from '../pull-context.ts';
import { type PullUnit, pathOf } from '../pull-unit.ts';
import { type AskedEdit, placeOfEdit } from './asked-edit.ts';
import type { BuiltEdits } from './build-edits.ts';
import { explainRefusedEdit, explainRefusedReference, nameHolder } from './explain-refused-edit.ts';

export interface EditedFiles {
  /** Every file whose text changes, and the new ones. */
  readonly texts: ReadonlyMap<string, string>;
  readonly refused: ReadonlyMap<PullUnit, Obstacle>;
}

export function editFiles(
  { asked, newFiles }: Pick<BuiltEdits, 'asked' | 'newFiles'>,
  context: PullContext,
): EditedFiles {
  const texts = new Map(newFiles.map(({ file, text }) => [file, text]));
  const refused = new Map<PullUnit, Obstacle>();
  for (const [file, own] of groupBy(asked, (each) => each.file)) {
    const edited = editFile(file, own, context);
    for (const [unit, obstacle] of edited.refused) refused.set(unit, obstacle);
    if (edited.text !== null) texts.set(file, edited.text);
  }
  return { texts, refused };
}

/** The text is null where it stays. */
function editFile(file: string, asked: readonly AskedEdit[], context: PullContext) {
  const { manifests, manifestsBefore, projectFile, variables } = context;
  const source = projectFile?.file === file ? projectFile : manifests.get(file);
  if (!source) {
    const all = asked.flatMap(({ units }) => units);
    return { text: null, refused: new Map(all.map((unit) => [unit, unread(file)])) };
  }
  const textBefore = manifestsBefore.get(file)?.text ?? source.text;
  const before = textBefore === source.text ? {} : { textBefore };
  const edited = editText(source, { ...requestOf(asked), ...before }, variables);
  const refused = new Map(
    edited.refused.flatMap((each) =>
      unitsOf(each, asked).map((unit) => [unit, explain(each, unit, context)] as const),
    ),
  );
  return { text: edited.text === source.text ? null : edited.text, refused };
}

function explain(refused: RefusedEdit, unit: PullUnit, context: PullContext): Obstacle {
  const { entry, edit } = refused;
  const at = 'at' in entry ? entry.at : null;
  const isReference =
    pathOf(unit) === 'name' && edit?.kind === 'set' && edit.path.join('.') !== 'name';
  return isReference
    ? explainRefusedReference(refused, nameHolder(at, context), context)
    : explainRefusedEdit(refused, pathOf(unit), context);
}

function requestOf(asked: readonly AskedEdit[]): EditRequest {
  const ofEntries = asked.flatMap(({ what, ...each }) =>
    'edit' in what ? [{ ...each, edit: what.edit }] : [],
  );
  const entries = [...groupBy(ofEntries, ({ file, at }) => placeOfEdit(file, at)).values()];
  return {
    entries: entries.map((own) => ({
      at: own[0]?.at ?? null,
      edits: own.map(({ edit }) => edit),
    })),
    appended: asked.flatMap(({ what }) => ('appended' in what ? [what.appended] : [])),
  };
}

/** Whose edit was refused; all that ask for something in the file where it cannot be told. */
function unitsOf({ edit, entry }: RefusedEdit, asked: readonly AskedEdit[]): readonly PullUnit[] {
  const found = asked.filter(({ what }) =>
    'edit' in what ? what.edit === edit : what.appended === entry,
  );
  return (found.length > 0 ? found : asked).flatMap(({ units }) => units);
}

function unread(file: string): Obstacle {
  return {
    code: 'pull-unsafe',
    text: `The text of ${file} is not at hand.`,
    fix: 'Edit it by hand.',
    source: null,
  };
}
