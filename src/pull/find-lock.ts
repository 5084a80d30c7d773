/** Why a text is not written, whatever the edit is. */
import type { Source } from '../diagnostics/diagnostic.ts';
import type { OtherReader } from '../model/other-reader.ts';
import type { FileLock } from '../model/source-file.ts';
import type { Obstacle } from './obstacle.ts';
import type { PullContext } from './pull-context.ts';

export function findLock(
  source: Source,
  { sharedFiles, lockedFiles }: Pick<PullContext, 'sharedFiles' | 'lockedFiles'>,
): Obstacle | null {
  const { file } = source;
  const other = sharedFiles.get(file);
  // What another project reads as well is not for this one to edit.
  if (other !== undefined) return { code: 'pull-elsewhere', ...explainReader(other, file), source };
  const lock = lockedFiles.get(file);
  return lock === undefined
    ? null
    : { code: 'file-not-writable', ...lockTexts[lock](file), source };
}

function explainReader(
  { project, isSure }: OtherReader,
  file: string,
): Pick<Obstacle, 'text' | 'fix'> {
  return isSure
    ? {
        text: `The project ${project} reads ${file}, too.`,
        fix: 'Edit it by hand, and plan both projects.',
      }
    : {
        text: `The project ${project} has errors, and may read ${file}, too.`,
        fix: 'Correct that project, then run the same command again.',
      };
}

const lockTexts: Readonly<Record<FileLock, (file: string) => Pick<Obstacle, 'text' | 'fix'>>> = {
  link: (file) => ({
    text: `${file} is a link, and its target may belong to others.`,
    fix: 'Put the file itself in its place, or edit the target.',
  }),
  'read-only': (file) => ({
    text: `${file} is read-only.`,
    fix: 'Make the file writable, then run the same command again.',
  }),
};
