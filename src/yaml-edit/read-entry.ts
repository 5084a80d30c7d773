/** What an entry of a file says, as it is written. */
import type { Source } from '../diagnostics/diagnostic.ts';
import type { SourceFile } from '../model/files/source-file.ts';
import { isJsonObject, type JsonObject } from '../model/text/json.ts';
import type { VariableLookup } from '../yaml-source/insert-variables.ts';
import { type EditableDocument, findEntry, readDocuments } from './text/read-document.ts';
import { createWindows, type OpenWindow } from './text/text-window.ts';

/**
 * The entry at a place as it is written, without defaults.
 * @param at the first key of the entry; null for the first document's root.
 */
export function readEntry(
  source: SourceFile,
  at: Source | null,
  variables: VariableLookup | null,
): JsonObject | null {
  const { text, open, offsetOf, documentsWith } = keepText(source);
  const offset = at === null ? null : offsetOf(at);
  if (open === null || offset === null) return readAt(documentsWith(variables), offset);
  const window = open([offset], 0);
  return readAt(readDocuments(window.text, variables), window.toWindow(offset) ?? text.length);
}

function readAt(documents: readonly EditableDocument[], offset: number | null): JsonObject | null {
  const value = findEntry(documents, offset)?.written.value;
  return isJsonObject(value) ? value : null;
}

/** What is known of a file's text, without BOM. */
export interface KeptText {
  readonly text: string;
  /** Null where the text is always read as a whole. */
  readonly open: OpenWindow | null;
  readonly offsetOf: (at: Source) => number;
  readonly documentsWith: (variables: VariableLookup | null) => readonly EditableDocument[];
}

/** A file is asked for each of its entries. */
const kept = new WeakMap<SourceFile, KeptText>();

export function keepText(source: SourceFile): KeptText {
  const known = kept.get(source);
  if (known !== undefined) return known;
  const text = source.text.replace(/^\uFEFF/u, '');
  const made: KeptText = {
    text,
    open: createWindows(text),
    offsetOf: createOffsets(text),
    documentsWith: keepDocuments(text),
  };
  kept.set(source, made);
  return made;
}

function keepDocuments(text: string): KeptText['documentsWith'] {
  const known = new Map<VariableLookup | null, readonly EditableDocument[]>();
  return (variables) => {
    const documents = known.get(variables) ?? readDocuments(text, variables);
    known.set(variables, documents);
    return documents;
  };
}

function createOffsets(text: string): KeptText['offsetOf'] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return ({ line, column }) => (starts[line - 1] ?? text.length) + column - 1;
}
