/** Longer file names than this say no more, and some file systems end at 255 bytes. */
const maxLength = 80;

/** Names that Windows keeps for devices, with any extension. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/u;

/**
 * A name as a part of a path that every file system takes: lower case, digits and dashes. Empty when
 * nothing of the name can be written so.
 */
export function toSlug(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{Mn}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .slice(0, maxLength)
    .replace(/^-+|-+$/gu, '');
  return reserved.test(slug) ? '' : slug;
}
