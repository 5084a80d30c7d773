import type { Diagnostic, Source } from '../diagnostics/diagnostic.ts';
import type { MarkedPart } from '../model/declaration.ts';
import type { JsonValue } from '../model/text/json.ts';

/** One document of a file, or a part of a long one that reads like a document. */
export interface YamlDocument {
  /** Whether it has syntax errors, so that its value is only what could be made out. */
  readonly broken: boolean;
  /** Its JSON value; a document without content is `null`. IDs are text, with or without quotes. */
  readonly value: JsonValue;
  /** The place of what a path leads to, else of what encloses it. */
  readonly locate: (path: readonly (string | number)[], part?: MarkedPart) => Source;
  /** A scalar as it is written, without quotes: the digits of a number are kept. Null for anything else. */
  readonly written: (path: readonly (string | number)[]) => string | null;
  /** The first key of an item of a top-level list, at no cost; null when there is no such item. */
  readonly locateItem: (list: string, position: number) => Source | null;
  /** Lets go of the syntax tree; a place that is asked for later is found by parsing again. */
  readonly release: () => void;
}

export interface YamlText {
  /** In the order of the file. */
  readonly documents: readonly YamlDocument[];
  readonly diagnostics: readonly Diagnostic[];
}
