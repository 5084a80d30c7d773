/** Changes of texts in the form that `git apply` and `patch -p1` take. */
import { formatPatch, OMIT_HEADERS, structuredPatch } from 'diff';
import type { Painter } from './create-painter.ts';

/** A file as it is and as it would be. */
export interface DiffedFile {
  /** Relative to the folder in which the patch is to be applied. */
  readonly file: string;
  /** Null for a file that is new. */
  readonly before: string | null;
  readonly after: string;
}

/** Beyond that the search for the least change takes too long, and a file is shown as replaced. */
const mostChangedLines = 1500;

/** Files whose text stays are left out. Nothing where none changes. */
export function unifiedDiff(files: readonly DiffedFile[]): string {
  return files
    .filter(({ before, after }) => before !== after)
    .map(diffFile)
    .join('');
}

function diffFile({ file, before, after }: DiffedFile): string {
  const old = before === null ? '/dev/null' : headerName(`a/${file}`);
  const found = structuredPatch('', '', before ?? '', after, undefined, undefined, {
    context: 3,
    maxEditLength: mostChangedLines,
  });
  const hunks = found?.hunks ?? [replaceAll(before ?? '', after)];
  const patch = { oldHeader: undefined, newHeader: undefined, hunks };
  const body = formatPatch({ ...patch, oldFileName: '', newFileName: '' }, OMIT_HEADERS);
  return `--- ${old}\n+++ ${headerName(`b/${file}`)}\n${body}`;
}

function replaceAll(before: string, after: string) {
  const [removed, added] = [linesOf(before, '-'), linesOf(after, '+')];
  const count = (lines: readonly string[]) => lines.filter((line) => !line.startsWith('\\')).length;
  return {
    ...{ oldStart: 1, oldLines: count(removed), newStart: 1, newLines: count(added) },
    lines: [...removed, ...added],
  };
}

function linesOf(text: string, sign: '-' | '+'): readonly string[] {
  if (text === '') return [];
  const lines = text.split('\n');
  const isEnded = lines.at(-1) === '';
  const signed = (isEnded ? lines.slice(0, -1) : lines).map((line) => sign + line);
  return isEnded ? signed : [...signed, '\\ No newline at end of file'];
}

/** As git writes it: quoted where it must be, and with a tab after a name with a blank. */
function headerName(name: string): string {
  if (/["\\\p{Cc}]/u.test(name)) {
    const escaped = name.replace(/["\\]/gu, '\\$&').replace(/\p{Cc}/gu, spellOctal);
    return `"${escaped}"`;
  }
  return name.includes(' ') ? `${name}\t` : name;
}

function spellOctal(character: string): string {
  return [...Buffer.from(character, 'utf8')]
    .map((byte) => `\\${byte.toString(8).padStart(3, '0')}`)
    .join('');
}

export function paintDiff(diff: string, paint: Painter): string {
  return diff
    .split('\n')
    .map((line) => {
      if (/^(?:---|\+\+\+) /u.test(line)) return paint('bold', line);
      if (line.startsWith('@@')) return paint('cyan', line);
      if (line.startsWith('+')) return paint('green', line);
      return line.startsWith('-') ? paint('red', line) : line;
    })
    .join('\n');
}
