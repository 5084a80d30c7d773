/** What there is to say about one code, and how lists of codes are written down. */

/**
 * Who finds it: a command, and every command that does the same work on its way (plan and apply
 * validate, apply plans); `nobody` for what only the API can know, or only a defect of audiencectl
 * can cause.
 */
export type Finder =
  | 'validate'
  | 'plan'
  | 'apply'
  | 'members'
  | 'export'
  | 'pull'
  | 'sizes'
  | 'catalog'
  | 'every command'
  | 'nobody';

export interface CodeEntry {
  readonly code: string;
  /** Whose word it is: the vendor's documents print it, or audiencectl's own. */
  readonly origin: 'api' | 'audiencectl';
  /** Other spellings, by which it is found as well: what a plan says for a word of its JSON. */
  readonly also?: readonly string[];
  /** Under which heading it is listed. */
  readonly group: string;
  /** What is wrong, or what is the case, in one line. */
  readonly meaning: string;
  readonly foundBy: Finder;
  /** What to do about it; for a code with `nobody`, when the API answers with it. */
  readonly fix: string;
  /** Why no stage finds it before the API does. */
  readonly reason?: string;
  /** Who finds it, where that takes more words than `foundBy` has; goes on after "found". */
  readonly found?: string;
}

/** By code: meaning, way out and, for `nobody`, the reason. */
export type CodeWords = Readonly<
  Record<string, readonly [meaning: string, fix: string, reason?: string]>
>;

export function describeCodes(
  common: Pick<CodeEntry, 'origin' | 'group' | 'foundBy' | 'found'>,
  words: CodeWords,
  also: Readonly<Record<string, readonly string[]>> = {},
): readonly CodeEntry[] {
  return Object.entries(words).map(([code, [meaning, fix, reason]]) => ({
    code,
    ...(also[code] === undefined ? {} : { also: also[code] }),
    ...common,
    meaning,
    fix,
    ...(reason === undefined ? {} : { reason }),
  }));
}
