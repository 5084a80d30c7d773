/** What a reader does who follows a page from its first line to its last. */
import { type Fence, readFences } from './read-fences.ts';

interface Place {
  /** Of the block in the page. */
  readonly line: number;
}

/** `<!-- file: shoes.yaml -->` above a block: the reader writes that file. */
interface WriteFile extends Place {
  readonly does: 'write';
  readonly file: string;
  readonly text: string;
}

/** A ```sh block: the reader runs its lines. */
export interface RunCommands extends Place {
  readonly does: 'run';
  readonly script: string;
  /** From `<!-- exit 3 -->`; 0 without it. */
  readonly exitCode: number;
  /** From `<!-- with an account -->`: the reader has set credentials, as the page has said above. */
  readonly hasAccount: boolean;
  /** The ```text block that follows it, if one does before anything else is to be done. */
  readonly shows: string | null;
}

/** A ```sh block below `<!-- parsed only: why -->`. */
interface ParseCommands extends Place {
  readonly does: 'parse';
  readonly script: string;
}

export type Step = WriteFile | RunCommands | ParseCommands;

/** Throws for a comment that means nothing, so that none is mistyped unnoticed. */
export function readSteps(page: string): readonly Step[] {
  const fences = readFences(page);
  return fences.flatMap((fence, index) => readStep(fence, fences[index + 1]));
}

function readStep(fence: Fence, next: Fence | undefined): readonly Step[] {
  const { language, text, line, comments } = fence;
  const file = told(comments, /^file: (.+)$/u);
  if (file !== null) return [{ does: 'write', file, text, line }];
  if (language !== 'sh') return [];
  if (told(comments, /^parsed only: (.+)$/u) !== null) {
    return [{ does: 'parse', script: text, line }];
  }
  const unknown = comments.find(
    (comment) => !/^(?:exit \d+|file: .+|with an account)$/u.test(comment),
  );
  if (unknown !== undefined) throw new Error(`line ${line}: nobody knows what "${unknown}" says`);
  const exitCode = Number(told(comments, /^exit (\d+)$/u) ?? 0);
  const hasAccount = comments.includes('with an account');
  const isShown = next?.language === 'text' && next.comments.length === 0;
  const shows = isShown ? next.text : null;
  return [{ does: 'run', script: text, exitCode, hasAccount, line, shows }];
}

function told(comments: readonly string[], pattern: RegExp): string | null {
  for (const comment of comments) {
    const match = pattern.exec(comment);
    if (match) return match[1] ?? '';
  }
  return null;
}
