/** Larger than any answer: pages of 500 rows take a few megabytes. */
const maxBytes = 64_000_000;

/**
 * The text for an answer without an end, or one that unpacks to more than fits into memory: as any
 * text that is no JSON, it counts as unreadable.
 */
const tooLarge = '(an answer that is too large to be read)';

/**
 * The text of a body, read as far as it can be one of the API's.
 *
 * @param signal ends the reading in every state of the stream: the built-in fetch forgets the signal of
 * a request that is garbage-collected, and a body without an end would never finish.
 */
export async function readBody(
  { body }: Pick<Response, 'body'>,
  signal: AbortSignal,
): Promise<string> {
  if (body === null) return '';
  const decoder = new TextDecoder();
  const texts: string[] = [];
  const reader = body.getReader();
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await unlessAborted(reader.read(), signal);
      if (done) return texts.join('') + decoder.decode();
      bytes += value.byteLength;
      if (bytes > maxBytes) return tooLarge;
      texts.push(decoder.decode(value, { stream: true }));
    }
  } finally {
    // Ends the request, too, where it has not ended.
    reader.cancel().catch(() => undefined);
  }
}

/** What a promise comes to, or the reason of the signal where that is first. */
export async function unlessAborted<Value>(
  promise: Promise<Value>,
  signal: AbortSignal,
): Promise<Value> {
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
