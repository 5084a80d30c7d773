/**
 * The last line of a comment, for the job that applies: which plan the comment shows, and where it
 * was left. It is read at the very end of a comment alone, where no name from a plan can stand.
 */
export interface ReviewNote {
  /** Distinguishes the projects and environments of a repository. */
  readonly key: string;
  /** The commit that was planned: the last one of the branch, not what it would be merged to. */
  readonly head: string;
  /** Of the plan; null where planning failed. */
  readonly checksum: string | null;
  /** The run or job that keeps the plan file. */
  readonly run: string;
}

export function writeReviewNote({ key, head, checksum, run }: ReviewNote): string {
  return `<!-- audiencectl-review key=${encodeURIComponent(key)} head=${head} checksum=${checksum ?? 'none'} run=${run} -->`;
}

const note =
  /\n<!-- audiencectl-review key=(\S+) head=([0-9a-f]+) checksum=([0-9a-f]{64}|none) run=(\d+) -->\s*$/u;

/** Every comment with a plan begins so, which one with a quotation of it does not. */
const beginning = '<!-- audiencectl:';

/** Null where a comment has no such line, or does not begin as those with a plan do. */
export function readReviewNote(body: string): ReviewNote | null {
  if (!body.startsWith(beginning)) return null;
  const [, key, head, checksum, run] = note.exec(body.replaceAll('\r\n', '\n')) ?? [];
  if (key === undefined || head === undefined || run === undefined) return null;
  return { key: decode(key), head, checksum: checksum === 'none' ? null : (checksum ?? null), run };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
