/** What an entry of a file says, as it is written. */
import type { Source } from '../diagnostics/diagnostic.ts';
import type { SourceFile } from '../model/source-file.ts';
import { isJsonObject, type JsonObject } from '../model/text/json.ts';
import type { VariableLookup } from '../yaml-source/insert-variables.ts';
import { type EditableDocument, findEntry, offsetOf, readDocuments } from './read-document.ts';

/**
 * The entry at a place as it is written, without defaults.
 * @param at the first key of the entry; null for the first document's root.
 */
export function readEntry(
  source: SourceFile,
  at: Source | null,
  variables: VariableLookup | null,
): JsonObject | null {
  const text = source.text.replace(/^\uFEFF/u, '');
  const documents = keepDocuments(source, text, variables);
  const found = findEntry(documents, at === null ? null : offsetOf(text, at));
  return found !== null && isJsonObject(found.written.value) ? found.written.value : null;
}

interface KeptDocuments {
  readonly variables: VariableLookup | null;
  readonly documents: readonly EditableDocument[];
}

/** A file is asked for each of its entries. */
const kept = new WeakMap<SourceFile, KeptDocuments>();

export function keepDocuments(
  source: SourceFile,
  text: string,
  variables: VariableLookup | null,
): readonly EditableDocument[] {
  const known = kept.get(source);
  if (known !== undefined && known.variables === variables) return known.documents;
  const documents = readDocuments(text, variables);
  kept.set(source, { variables, documents });
  return documents;
}
