/** Counts the fields of a source that are no identifiers: where the first are, and what most look like. */
import type { InvalidLook } from '../identifiers/invalid-look.ts';
import type { FileAccount } from './source-account.ts';

const shownLines = 10;
/** The look is taken of so many invalid fields at most. */
const mostLooks = 1000;

/** A few words at the top of a file, such as `email` or `E-mail address`. The next line shows whether it is one. */
export function isTitle(text: string | null, line: number): boolean {
  return line <= 2 && text !== null && /^["']?\p{L}[\p{L} _-]{0,40}["']?$/u.test(text.trim());
}

export interface InvalidFields {
  begin(file: string): void;
  add(line: number, look: InvalidLook | null, isTitle?: boolean): void;
  finish(): Pick<FileAccount, 'files' | 'invalid' | 'invalidLines' | 'invalidLook' | 'title'>;
}

export function countInvalid(): InvalidFields {
  let first: { readonly number: number; readonly file: string; readonly line: number }[] = [];
  const looks = new Map<InvalidLook | null, number>();
  let file = '';
  let files = 0;
  let invalid = 0;
  let title: FileAccount['title'] = null;

  return {
    begin: (name) => {
      file = name;
      files += 1;
    },
    add: (line, look, isTitle = false) => {
      invalid += 1;
      if (isTitle && line === 1) title ??= { file, line };
      // Two in a row are values.
      if (isTitle && line === 2 && title?.file === file) title = null;
      if (invalid <= mostLooks) looks.set(look, (looks.get(look) ?? 0) + 1);
      const last = first.at(-1);
      const isAhead = last !== undefined && last.number === files && last.line > line;
      if (first.length === shownLines && !isAhead) return;
      // What only a whole batch of digests shows comes later than what a line shows.
      first = [...first, { number: files, file, line }]
        .sort((a, b) => a.number - b.number || a.line - b.line)
        .slice(0, shownLines);
    },
    finish: () => ({
      files,
      invalid,
      invalidLines: first.map((each) => ({ file: each.file, line: each.line })),
      title,
      invalidLook: mostOf(looks, Math.min(invalid, mostLooks)),
    }),
  };
}

/** What at least half of them look like. */
function mostOf(looks: ReadonlyMap<InvalidLook | null, number>, of: number): InvalidLook | null {
  return [...looks].find(([look, count]) => look !== null && count * 2 >= of)?.[0] ?? null;
}
