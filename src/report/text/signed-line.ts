/** A line that is on both sides of a change, only before it or only after it. */
export interface SignedLine {
  readonly sign: ' ' | '-' | '+';
  /** Levels below the part's title. */
  readonly depth: number;
  readonly text: string;
  /** Whether it only says what the change is about, which is another thing for each entity. */
  readonly isContext?: true;
  /** Whose value it is, where three sides are compared: `base`, `UI` or `git`. */
  readonly side?: 'base' | 'UI' | 'git';
}

/** One part of what a change does: a title, and lines below it. */
export interface ChangePart {
  readonly label: 'who' | 'what' | 'text' | 'name';
  readonly title: string;
  /** The attribute, where the title has nothing to add to it but that it was changed here. */
  readonly subject?: string;
  readonly lines: readonly SignedLine[];
}
