/** Texts that are read before they are asked for, as plain data that another thread can hand over. */
import type { SourceFile } from '../model/files/source-file.ts';
import type { JsonValue } from '../model/text/json.ts';
import { convertDocument } from './convert-document.ts';
import { hasTooManyMarks } from './has-too-many-marks.ts';
import type { VariableLookup } from './insert-variables.ts';
import type { TextRange } from './line-positions.ts';
import { listItemRanges } from './list-item-ranges.ts';
import { parseDocuments } from './parse-documents.ts';
import { splitText } from './split-text.ts';

/** A document without its syntax tree: a place in it is found by parsing its text again. */
export interface DocumentAhead {
  readonly value: JsonValue;
  /** By list and position: where an item of a top-level list begins. */
  readonly items: ReadonlyMap<string, readonly TextRange[]>;
}

/** The documents of a text; null for one that is to be read by whoever needs it. */
export type FindAhead = (text: string) => readonly DocumentAhead[] | null;

/** The texts that `readYaml` reads of a file, one after the other. */
export function textsToRead({ text: whole }: SourceFile): readonly string[] {
  const text = withoutMark(whole);
  return splitText(text)?.parts.map((part) => part.text) ?? [text];
}

/** An editor may write one in front of a text. */
export function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/u, '');
}

/**
 * Only for a text of which there is nothing to say, and which means the same whatever the variables are; null for
 * any other.
 */
export function readAhead(text: string): readonly DocumentAhead[] | null {
  if (hasTooManyMarks(text)) return null;
  let isVariable = false;
  // Escapes can hide a variable from whoever looks for it in the text.
  const variables: VariableLookup = {
    find: () => {
      isVariable = true;
      return undefined;
    },
    suggest: () => undefined,
  };
  try {
    const parsed = parseDocuments(text);
    if ('tooDeepAt' in parsed || parsed.errors.length + parsed.warnings.length > 0) return null;
    const documents: DocumentAhead[] = [];
    for (const document of parsed.documents) {
      const { value, problems } = convertDocument(document, text, variables);
      const isDoubted = document.errors.length + document.warnings.length + problems.length > 0;
      if (isDoubted || isVariable) return null;
      documents.push({ value, items: listItemRanges(document.contents) });
    }
    return documents;
  } catch (error) {
    // The stack is exhausted.
    if (error instanceof RangeError) return null;
    throw error;
  }
}
