/** What a walk through lines knows. */
import type { Line } from './read-line.ts';

/** A list or a map that is open, by its column. */
export interface Level {
  readonly indent: number;
  readonly kind: 'list' | 'map';
  /** What its last entry begins with, and where. */
  readonly label: string;
  readonly line: number;
}

/** What the last line left. */
export interface Last {
  /** `open`: a value may follow, indented deeper; `done`: nothing may; `text`: more text may. */
  readonly state: 'open' | 'done' | 'text';
  /** The key with the value; null for text that has none. */
  readonly key: string | null;
  readonly indent: number;
  /** The value, or the text that has no key. */
  readonly value: string;
  readonly at: number;
  readonly line: number;
}

/** A line or what follows a dash in it, by the column of its first character. */
export interface LinePiece {
  readonly line: Line;
  readonly indent: number;
  readonly at: number;
  readonly content: string;
}
