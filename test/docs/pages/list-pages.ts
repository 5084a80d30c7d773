import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { globSync } from 'tinyglobby';

const root: string = fileURLToPath(new URL('../../../', import.meta.url));

/** A page of the documentation. */
export interface Page {
  /** Relative to the repository, with `/`. */
  readonly file: string;
  readonly text: string;
}

/** All that people read: the pages of the root, of docs/, and beside the examples. */
export function listPages(): readonly Page[] {
  return globSync(['*.md', 'docs/**/*.md', 'examples/**/*.md'], { cwd: root })
    .sort()
    .map((file) => ({ file, text: readFileSync(`${root}${file}`, 'utf8') }));
}
