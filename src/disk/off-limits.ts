/** The two folders in which no named path is read. */
export type OffLimits = '.git' | '.audiencectl';

/** No disk has longer names. */
const longestName = 255;

/** Characters that HFS+ passes over in a name, so that `.g\u200cit` opens `.git` (git's `core.protectHFS`). */
const ignored = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/gu;

/**
 * Whether a name is one of them, by any spelling that some disk takes for it: another case, characters
 * that are passed over, and on Windows a stream, dots or blanks at the end, and the short name (git's
 * `core.protectNTFS`). On other disks such names do not occur.
 */
export function offLimitsName(name: string): OffLimits | null {
  if (name.length > longestName) return null;
  const plain = name
    .replace(ignored, '')
    .replace(/:.*$/su, '')
    .replace(/[. ]+$/u, '')
    .toLowerCase();
  if (plain === '.git' || plain === 'git~1') return '.git';
  return plain === '.audiencectl' ? '.audiencectl' : null;
}

/** Whether a path leads into one of them, by its names alone. */
export function leadsInto(path: string, folder: OffLimits): boolean {
  return path.split(/[/\\]/u).some((name) => offLimitsName(name) === folder);
}
