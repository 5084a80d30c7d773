/** The edits of one document as splices. */
import { isJsonObject, type JsonValue } from '../model/text/json.ts';
import type { ValueChange } from './plan/change.ts';
import { applyEdits, type PlacedEdit } from './plan/placed-edit.ts';
import { planEdits } from './plan/plan-edits.ts';
import type { PlanContext } from './plan/plan-value.ts';
import { shareEdits } from './plan/share-edits.ts';
import { type EditableDocument, targetOf } from './text/read-document.ts';
import { EditRefusal, rangeOf } from './text/refusal.ts';
import type { Splice } from './text/splice.ts';
import { commentsIn, type LaidOutText, leadOf, trailOf } from './text/text-layout.ts';
import { type FindApart, findStyle } from './text/text-style.ts';
import type { Written, WrittenChild } from './text/written.ts';
import type { ChangeContext } from './write/change-context.ts';
import { checkAnchors } from './write/check-anchors.ts';
import { checkComments } from './write/check-comments.ts';
import {
  findMovables,
  innerChanges,
  type MovedParts,
  noMovables,
  type PlacedChange,
} from './write/movable.ts';
import { spliceChange } from './write/splice-change.ts';
import { writePair } from './write/write-value.ts';

export interface EditedDocument {
  readonly splices: readonly Splice[];
  /** What it should read as. */
  readonly value: JsonValue;
  /** Where comments begin that go. */
  readonly gone: ReadonlySet<number>;
}

/** The text that a document is part of. */
interface TextOfEdits {
  readonly layout: LaidOutText;
  readonly hasVariables: boolean;
  /** Of a list with too few entries to know. */
  readonly isApart: FindApart;
}

/** Throws a refusal where one of the edits cannot be made. */
export function editDocument(
  document: EditableDocument,
  asked: readonly PlacedEdit[],
  text: TextOfEdits,
): EditedDocument {
  const { layout, hasVariables } = text;
  const { root } = document;
  const wanted = dropEmptied(asked, root, layout);
  const applied = applyEdits(root.value, wanted);
  if (applied === null) throw new EditRefusal('no-place', rangeOf(root));
  const value = applied.value ?? null;
  const { edits, following } = shareEdits(document, wanted);
  const plan: PlanContext = {
    ...{ layout, hasVariables },
    targetOf: (written) => targetOf(document, written),
  };
  const change = planEdits(root, edits, plan);
  if (change === null) return { splices: [], value, gone: new Set() };
  checkAnchors(document, change, following);
  const context = createContext(document, change, edits, text);
  return { value, ...writeWithComments(document, change, context) };
}

/** What has no room for a comment in brackets has it in lines. */
function writeWithComments(
  document: EditableDocument,
  change: ValueChange,
  create: (avoidsFlow: boolean) => ChangeContext,
): Omit<EditedDocument, 'value'> {
  try {
    return write(document, change, create(false));
  } catch (error) {
    if (!(error instanceof EditRefusal) || error.obstacle !== 'comment') throw error;
    return write(document, change, create(true));
  }
}

function write(
  document: EditableDocument,
  change: ValueChange,
  context: ChangeContext,
): Omit<EditedDocument, 'value'> {
  if (change.kind === 'children') spliceChange(document.root, change, null, context);
  else writeAnew(document, change.value, context);
  return { splices: context.splices, gone: checkComments(context) };
}

function createContext(
  { root }: EditableDocument,
  change: ValueChange,
  edits: readonly PlacedEdit[],
  { layout, hasVariables, isApart }: TextOfEdits,
): (avoidsFlow: boolean) => ChangeContext {
  const style = findStyle(modelsFor(root, edits), layout, isApart);
  const asked = askedChanges({ written: root, change, slot: null });
  return (avoidsFlow) => {
    const moved: MovedParts = new Set();
    const scopes = new Map(
      asked.map((placed) => [placed.written, findMovables(placed, moved)] as const),
    );
    return {
      ...{ layout, hasVariables, style, avoidsFlow, moved, scopes },
      movables: scopes.get(root) ?? noMovables,
      notes: notesOf(edits),
      ...{ keptComments: new Set(), newKeys: new Set(), splices: [], taken: [] },
    };
  };
}

/** The changes that edits asked for as a whole. */
function askedChanges(placed: PlacedChange): readonly PlacedChange[] {
  const { written, change } = placed;
  if (change.isAsked) return [placed];
  return change.kind === 'replace' ? [] : innerChanges(written, change).flatMap(askedChanges);
}

function notesOf(edits: readonly PlacedEdit[]): ReadonlyMap<JsonValue, readonly string[]> {
  return new Map(
    edits.flatMap(({ action }) =>
      action.kind === 'add-after' ? [[action.value, action.comments] as const] : [],
    ),
  );
}

/** A list of which every entry goes, goes itself, where it has nothing else and is not all there is. */
function dropEmptied(
  edits: readonly PlacedEdit[],
  root: Written,
  layout: LaidOutText,
): readonly PlacedEdit[] {
  const emptied = root.children.filter(({ key, written }) => {
    if (key === null || written.kind !== 'list' || written.flow) return false;
    const own = edits.filter(({ path }) => path[0] === key);
    const isAll = written.children.every((_, at) =>
      own.some(
        ({ path, action }) => path.length === 2 && path[1] === at && action.kind === 'remove',
      ),
    );
    return isAll && own.every(({ action }) => action.kind === 'remove');
  });
  const dropped = emptied.filter((child) => hasNothingElse(child, layout)).map(({ key }) => key);
  const stays = root.children.length - dropped.length;
  const keys = new Set(stays > 0 ? dropped : dropped.slice(1));
  const kept = edits.filter(({ path: [head] }) => typeof head !== 'string' || !keys.has(head));
  const removals = [...keys].flatMap((key) =>
    key === null ? [] : [{ path: [key], action: { kind: 'remove' } } as const],
  );
  return [...kept, ...removals];
}

function hasNothingElse(child: WrittenChild, layout: LaidOutText): boolean {
  const range = { start: leadOf(layout, child), end: trailOf(layout, child) };
  return commentsIn(layout, range).every(({ start }) =>
    child.written.children.some(
      (item) => leadOf(layout, item) <= start && start < trailOf(layout, item),
    ),
  );
}

/** What is near to the edits, from the inside out. */
function modelsFor(root: Written, edits: readonly PlacedEdit[]): readonly Written[] {
  const models: Written[] = [];
  const add = (written: Written, path: PlacedEdit['path']): void => {
    const [head, ...rest] = path;
    const child = written.children.find((each, at) => (each.key ?? at) === head);
    if (child !== undefined && rest.length > 0) add(child.written, rest);
    models.push(written);
  };
  for (const { path } of edits.slice(0, 20)) add(root, path);
  return [...models.filter((model) => model !== root), root];
}

/** A document that had nothing in it. */
function writeAnew(
  { root, range }: EditableDocument,
  value: JsonValue,
  context: ChangeContext,
): void {
  const { layout } = context;
  if (!isJsonObject(value) || root.value !== null || root.start !== root.end) {
    throw new EditRefusal('no-place', rangeOf(root));
  }
  const pairs = Object.entries(value).map(([key, member]) =>
    writePair({ key, value: member ?? null, column: 0 }, context),
  );
  const { text, eol } = layout;
  const isOpen = range.end > 0 && text.charAt(range.end - 1) !== '\n';
  const put = (isOpen ? eol : '') + pairs.map((pair) => pair + eol).join(eol);
  context.splices.push({ start: range.end, end: range.end, text: put });
}
