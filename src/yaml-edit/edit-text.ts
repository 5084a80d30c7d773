/** Edits of a text in place, each of them made as asked or not at all. */

import type { SourceFile } from '../model/files/source-file.ts';
import type { JsonValue } from '../model/text/json.ts';
import type { VariableLookup } from '../yaml-source/insert-variables.ts';
import { createSourceFinder } from '../yaml-source/line-positions.ts';
import { splitText } from '../yaml-source/split-text.ts';
import { editDocument } from './edit-document.ts';
import { placeRequest, type RequestedEdit } from './place-request.ts';
import { isProved } from './prove.ts';
import { keepText } from './read-entry.ts';
import { type EditableDocument, readDocuments } from './text/read-document.ts';
import { EditRefusal } from './text/refusal.ts';
import { applySplices, type Splice } from './text/splice.ts';
import { type LaidOutText, layOutText } from './text/text-layout.ts';
import { type FindApart, isSpaced } from './text/text-style.ts';
import { type TextWindow, wholeWindow } from './text/text-window.ts';
import type { EditedText, EditRequest, RefusedEdit } from './text-edit.ts';

/**
 * Writes edits into a text. What is not asked for keeps its bytes; what comes out was read again, and says
 * what was meant.
 * @param variables what `${var.NAME}` stands for; null where it stands for itself.
 */
export function editText(
  source: SourceFile,
  request: EditRequest,
  variables: VariableLookup | null,
): EditedText {
  const kept = keepText(source);
  const offsets = request.entries.map(({ at }) => (at === null ? null : kept.offsetOf(at)));
  const places = offsets.filter((offset) => offset !== null);
  // With an entry come its neighbours: comments and blank lines stand between them.
  const window = places.length === offsets.length ? kept.open?.(places, 1) : undefined;
  const seen = window && editWindow(source, request, variables, window);
  // A value may make the text one that is read as a whole.
  if (seen && splitText(seen.text.replace(/^\uFEFF/u, '')) !== null) return seen;
  const whole = editWindow(source, request, variables, wholeWindow(kept.text));
  return whole ?? { text: source.text, refused: [] };
}

/** Null where a change reaches over the window. */
function editWindow(
  source: SourceFile,
  request: EditRequest,
  variables: VariableLookup | null,
  window: TextWindow,
): EditedText | null {
  const { text, offsetOf, documentsWith } = keepText(source);
  const isWhole = window.text === text;
  const documents = isWhole ? documentsWith(variables) : readDocuments(window.text, variables);
  const isApart = findApartIn(request.textBefore);
  const editing: Editing = { layout: layOutText(window.text), documents, variables, isApart };
  const find = createSourceFinder(source.file, text);
  const refused: RefusedEdit[] = [];
  const refuse = ({ entry, edit }: RequestedEdit, { obstacle, what: name, range }: EditRefusal) => {
    const start = window.toWhole(range.start);
    const place = find({ start, end: start + range.end - range.start });
    const own = range === nowhere && 'at' in entry ? entry.at : null;
    refused.push({ entry, edit, obstacle, source: own ?? place, name });
  };
  const placed = placeRequest(request, (at) => window.toWindow(offsetOf(at)), documents);
  const possible = placed.filter((each) => {
    if (each.placed === null) refuse(each, new EditRefusal('no-place', nowhere));
    return each.placed !== null;
  });
  const { made, left } = makeMost(possible, editing);
  for (const { edit, refusal } of left) refuse(edit, refusal);
  const splices: Splice[] = [];
  for (const splice of made) {
    const own = window.spliceOfWhole(splice);
    if (own === null) return null;
    splices.push(own);
  }
  const bom = source.text.slice(0, source.text.length - text.length);
  return { text: bom + applySplices(text, splices), refused };
}

/** What the text was like in which there were more entries. It is only read where that is asked. */
function findApartIn(before: string | undefined): FindApart {
  if (before === undefined) return () => null;
  return (key) => {
    const layout = layOutText(before);
    for (const { root } of readDocuments(before, null)) {
      const list = root.children.find((child) => child.key !== null && child.key === key);
      const isApart = list === undefined ? null : isSpaced(list.written, layout);
      if (isApart !== null) return isApart;
    }
    return null;
  };
}

interface Editing {
  readonly layout: LaidOutText;
  readonly documents: readonly EditableDocument[];
  readonly variables: VariableLookup | null;
  readonly isApart: FindApart;
}

const nowhere = { start: 0, end: 0 };

interface Made {
  readonly made: readonly Splice[];
  readonly left: readonly { readonly edit: RequestedEdit; readonly refusal: EditRefusal }[];
}

/** All of the edits, else those that can be made. */
function makeMost(edits: readonly RequestedEdit[], editing: Editing): Made {
  const all = tryEdits(edits, editing, true);
  if (!(all instanceof EditRefusal)) return { made: all, left: [] };
  // Most that cannot be made cannot be made alone; an anchor may go together with its aliases.
  const alone = edits.map((edit) => ({ edit, tried: tryEdits([edit], editing, false) }));
  const good = alone.filter(({ tried }) => !(tried instanceof EditRefusal));
  const first = addEdits(
    { good: [], made: [] },
    good.map(({ edit }) => edit),
    editing,
  );
  const rest = alone.filter(({ tried }) => tried instanceof EditRefusal);
  const last = addEdits(
    first,
    rest.map(({ edit }) => edit),
    editing,
  );
  const made = new Set(last.good);
  const left = edits.filter((edit) => !made.has(edit));
  return {
    made: last.made,
    left: left.map((edit) => {
      const tried = tryEdits([...last.good, edit], editing, true);
      return {
        edit,
        refusal: tried instanceof EditRefusal ? tried : new EditRefusal('no-place', nowhere),
      };
    }),
  };
}

interface SoFar {
  readonly good: readonly RequestedEdit[];
  readonly made: readonly Splice[];
}

/** All of them with those that are made already, else what the halves can add. */
function addEdits(sofar: SoFar, more: readonly RequestedEdit[], editing: Editing): SoFar {
  if (more.length === 0) return sofar;
  const good = [...sofar.good, ...more];
  const tried = tryEdits(good, editing, true);
  if (!(tried instanceof EditRefusal)) return { good, made: tried };
  if (more.length === 1) return sofar;
  const half = Math.ceil(more.length / 2);
  return addEdits(addEdits(sofar, more.slice(0, half), editing), more.slice(half), editing);
}

/** What the edits change, or why one of them cannot be made. */
function tryEdits(
  edits: readonly RequestedEdit[],
  { layout, documents, variables, isApart }: Editing,
  isProofWanted: boolean,
): readonly Splice[] | EditRefusal {
  try {
    const splices: Splice[] = [];
    const gone = new Set<number>();
    const expected: JsonValue[] = [];
    for (const [index, document] of documents.entries()) {
      const own = edits.flatMap(({ placed }) => (placed?.document === index ? placed.edit : []));
      if (own.length === 0) {
        expected.push(document.root.value);
        continue;
      }
      const edited = editDocument(document, own, {
        ...{ layout, isApart },
        hasVariables: variables !== null,
      });
      splices.push(...edited.splices);
      expected.push(edited.value);
      for (const comment of edited.gone) gone.add(comment);
    }
    const after = applySplices(layout.text, splices);
    if (!isProofWanted || after === layout.text) return splices;
    const added = edits.flatMap(({ placed }) =>
      placed?.edit.action.kind === 'add-after' ? placed.edit.action.comments : [],
    );
    const proof = { before: layout, documents, after, expected, gone, added, variables };
    return isProved(proof) ? splices : new EditRefusal('no-place', rangeOfFirst(edits, documents));
  } catch (error) {
    if (error instanceof EditRefusal) return error;
    throw error;
  }
}

function rangeOfFirst(edits: readonly RequestedEdit[], documents: readonly EditableDocument[]) {
  const placed = edits.at(-1)?.placed;
  const root = documents[placed?.document ?? 0]?.root;
  const start = placed?.start ?? root?.start ?? 0;
  return { start, end: start };
}
