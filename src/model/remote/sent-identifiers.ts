/**
 * The identifiers of one request. Digests stay bytes until they are sent: fifty thousand texts take longer to make
 * than to send.
 */
export interface SentIdentifiers {
  readonly count: number;
  /** As they go on the wire. */
  texts(): readonly string[];
  /** The same as a list in JSON, in UTF-8. */
  json(): Uint8Array;
}

export function sentTexts(texts: readonly string[]): SentIdentifiers {
  return {
    count: texts.length,
    texts: () => texts,
    json: () => Buffer.from(JSON.stringify(texts)),
  };
}
