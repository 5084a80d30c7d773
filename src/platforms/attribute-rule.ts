import type { LabelList } from '../model/project.ts';

/** How one attribute behaves. Sources: the create, update and read schemas of the API's OpenAPI files. */
export interface AttributeRule {
  /** Dotted path in the manifest and, but for references, on the wire: `events.minPrice`. */
  readonly path: string;
  /** The path in rows of a search, where it is another one. */
  readonly readPath?: string;
  /**
   * What equality means for it. A text may read as it likes: `Unknown` is then what someone wrote. Line ends at its end and carriage
   * returns mean nothing: the server may trim.
   */
  readonly form: 'value' | 'text' | 'set' | 'points' | 'algebra' | 'segment-reference';
  /** Must be there on create, so it is never cleared. */
  readonly required?: true;
  /** Cannot change after creation: a difference is a replacement. */
  readonly immutable: boolean;
  /** An update carries it as `{ "value": … }`, and `{ "value": null }` clears it. */
  readonly wrapped?: true;
  /** The server fills it in when it is left out, so leaving it out is not a difference. */
  readonly serverChosen?: true;
  /** What a plan calls it, as marketers say it, where the last key of its path does not: `look-back`. Owners have a label of their own. */
  readonly label?: string;
  /** How a plan writes a value that is no word, such as `30 days` for `Last30Days`; null where it has none. */
  readonly spell?: (value: string) => string | null;
  /** The list that gives it its meaning, which a plan shows beside it: the places of a radius. */
  readonly beside?: string;
  /** The list under `labels` in the project file that names its IDs. */
  readonly namedBy?: LabelList;
  /** What a sentence calls it, where its path is not enough: `the seed of a lookalike`. Owners have a label of their own. */
  readonly words?: string;
}
