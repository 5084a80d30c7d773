/** Why a text is not written, whatever the edit is. */
import type { Source } from '../../diagnostics/diagnostic.ts';
import type { FileLock } from '../../model/files/source-file.ts';
import type { Obstacle } from '../obstacle.ts';
import type { PullContext } from '../pull-context.ts';
import { readElsewhere } from './other-project.ts';

export type Locks = Pick<PullContext, 'sharedFiles' | 'readerCounts' | 'lockedFiles' | 'words'>;

export function findLock(source: Source, locks: Locks): Obstacle | null {
  const { file } = source;
  const shared = findShared(source, locks);
  if (shared !== null) return shared;
  const lock = locks.lockedFiles.get(file);
  return lock === undefined
    ? null
    : { code: 'file-not-writable', ...lockTexts[lock](locks.words.file(file)), source };
}

/** What another project reads as well is not for this one to edit: it may mean something else there. */
export function findShared(
  source: Source,
  { sharedFiles, readerCounts, words }: Omit<Locks, 'lockedFiles'>,
): Obstacle | null {
  const { file } = source;
  const other = sharedFiles.get(file);
  if (other === undefined) return null;
  const count = readerCounts.get(file) ?? 2;
  if (count === 2 || !other.isSure) {
    const reader = { ...other, project: words.file(other.project) };
    const fix = 'Edit it by hand only if both should change, and plan both.';
    return readElsewhere(reader, words.file(file), { verb: 'reads', fix, source });
  }
  return {
    code: 'pull-elsewhere',
    text: `${count} projects read ${words.file(file)}.`,
    fix: 'Edit it by hand only if all of them should change, and plan them with --each.',
    source,
  };
}

/** The same for an entry that would go: it would go from all of them. */
export function findSharedEntry(
  source: Source,
  locks: Omit<Locks, 'lockedFiles'>,
): Obstacle | null {
  const shared = findShared(source, locks);
  if (shared === null || locks.sharedFiles.get(source.file)?.isSure !== true) return shared;
  const all = (locks.readerCounts.get(source.file) ?? 2) === 2 ? 'both' : 'all of them';
  return { ...shared, fix: `Remove the entry by hand only if it should go from ${all}.` };
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
