import type { Phrase } from '../text/phrase.ts';

/** What a command did for one project, where it carried out no plan. */
export interface Said {
  /** `2 edits taken, 1 not taken`: it stands beside the name of the project. */
  readonly what: string;
  /** For the last line of all projects: `taken: 2, not taken: 1`. */
  readonly counts: Readonly<Record<string, number>>;
  /** One for each of them. */
  readonly sentences: readonly Phrase[];
  /** Nothing was done: it only says why. */
  readonly isIdle?: boolean;
}
