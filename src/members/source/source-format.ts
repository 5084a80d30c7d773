/** How a source holds its identifiers: as they are, or as digests of normalised ones. */
export type SourceFormat = 'plain' | 'sha256' | 'md5' | 'sha256-md5';

export function isSourceFormat(word: unknown): word is SourceFormat {
  return word === 'plain' || word === 'sha256' || word === 'md5' || word === 'sha256-md5';
}
