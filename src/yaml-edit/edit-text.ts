/** Edits of a text in place, each of them made as asked or not at all. */

import type { SourceFile } from '../model/source-file.ts';
import type { JsonValue } from '../model/text/json.ts';
import type { VariableLookup } from '../yaml-source/insert-variables.ts';
import { createSourceFinder } from '../yaml-source/line-positions.ts';
import { Refusal } from './change.ts';
import { editDocument } from './edit-document.ts';
import { placeRequest, type RequestedEdit } from './place-request.ts';
import { isProved } from './prove.ts';
import type { EditableDocument } from './read-document.ts';
import { keepDocuments } from './read-entry.ts';
import { applySplices, type Splice } from './splice.ts';
import type { EditedText, EditRequest, RefusedEdit } from './text-edit.ts';
import { layOutText, type TextLayout } from './text-layout.ts';

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
  const text = source.text.replace(/^\uFEFF/u, '');
  const bom = source.text.slice(0, source.text.length - text.length);
  const editing: Editing = {
    ...{ text, variables },
    layout: layOutText(text),
    documents: keepDocuments(source, text, variables),
  };
  const find = createSourceFinder(source.file, text);
  const refused: RefusedEdit[] = [];
  const refuse = ({ entry, edit }: RequestedEdit, refusal: Refusal) => {
    const { obstacle, what: name, range } = refusal;
    refused.push({ entry, edit, obstacle, source: find(range), name });
  };
  const placed = placeRequest(request, text, editing.documents);
  const possible = placed.filter((each) => {
    const refusal = each.placed === null ? nowhere : tryEdits([each], editing, false);
    if (refusal instanceof Refusal) refuse(each, refusal);
    return !(refusal instanceof Refusal);
  });
  const { made, left } = makeMost(possible, editing);
  for (const { edit, refusal } of left) refuse(edit, refusal);
  return { text: bom + made, refused };
}

interface Editing {
  readonly text: string;
  readonly layout: TextLayout;
  readonly documents: readonly EditableDocument[];
  readonly variables: VariableLookup | null;
}

const nowhere: Refusal = new Refusal('no-place', { start: 0, end: 0 });

interface Made {
  readonly made: string;
  readonly left: readonly { readonly edit: RequestedEdit; readonly refusal: Refusal }[];
}

/** All of the edits, else halves of them: what does not go together with what is written already is left. */
function makeMost(edits: readonly RequestedEdit[], editing: Editing): Made {
  const whole = tryEdits(edits, editing, true);
  if (typeof whole === 'string') return { made: whole, left: [] };
  const left: { edit: RequestedEdit; refusal: Refusal }[] = [];
  let good: readonly RequestedEdit[] = [];
  let made = editing.text;
  const add = (more: readonly RequestedEdit[]): void => {
    const tried = tryEdits([...good, ...more], editing, true);
    if (typeof tried === 'string') {
      good = [...good, ...more];
      made = tried;
      return;
    }
    const [edit] = more;
    if (edit !== undefined && more.length === 1) left.push({ edit, refusal: tried });
    if (more.length <= 1) return;
    const half = Math.ceil(more.length / 2);
    add(more.slice(0, half));
    add(more.slice(half));
  };
  add(edits);
  return { made, left };
}

/** The text with all of the edits, or why one of them cannot be made. */
function tryEdits(
  edits: readonly RequestedEdit[],
  { text, layout, documents, variables }: Editing,
  isProofWanted: boolean,
): string | Refusal {
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
      const edited = editDocument(document, own, layout, variables !== null);
      splices.push(...edited.splices);
      expected.push(edited.value);
      for (const comment of edited.gone) gone.add(comment);
    }
    const after = applySplices(text, splices);
    if (!isProofWanted || after === text) return after;
    const added = edits.flatMap(({ placed }) =>
      placed?.edit.action.kind === 'add-after' ? placed.edit.action.comments : [],
    );
    const proof = { before: layout, after, expected, gone, added, variables };
    return isProved(proof) ? after : new Refusal('no-place', rangeOfFirst(edits, documents));
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

function rangeOfFirst(edits: readonly RequestedEdit[], documents: readonly EditableDocument[]) {
  const placed = edits.at(-1)?.placed;
  const root = documents[placed?.document ?? 0]?.root;
  const start = placed?.start ?? root?.start ?? 0;
  return { start, end: start };
}
