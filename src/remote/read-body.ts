/** Larger than any answer: pages of 500 rows take a few megabytes. */
const maxBytes = 64_000_000;

/**
 * What stands in for an answer that goes on and on, or that unpacks to more than fits into memory: as any
 * text that is no JSON, it counts as unreadable.
 */
const tooLarge = '(an answer that is too large to be read)';

/** The text of a body, read as far as it can be one of the API's. */
export async function readBody({ body }: Pick<Response, 'body'>): Promise<string> {
  if (body === null) return '';
  const decoder = new TextDecoder();
  const texts: string[] = [];
  let bytes = 0;
  // Leaving the loop ends the request, too.
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return tooLarge;
    texts.push(decoder.decode(chunk, { stream: true }));
  }
  return texts.join('') + decoder.decode();
}
