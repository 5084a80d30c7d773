import { retailMedia } from '../../src/platforms/retail-media/retail-media.ts';
import type { RemoteOptions } from '../../src/remote/remote-options.ts';
import { createFakeClock } from './fake-clock.ts';

/** Options for a server of the test's own, with a clock that never really waits. */
export function remoteOptions(
  served: { readonly url: string },
  changes: Partial<RemoteOptions> = {},
): RemoteOptions {
  return {
    platform: retailMedia,
    scopeId: '625702934721171442',
    apiVersion: '2026-07',
    audienceApiVersion: 'experimental',
    apiUrl: served.url,
    credentials: { clientId: 'client-of-the-test', clientSecret: 'secret-of-the-test' },
    clock: createFakeClock(),
    random: () => 0.5,
    timeoutMs: 5000,
    ...changes,
  };
}

/** The code and message of the `DiagnosticError` that a promise ends with. */
export async function failureOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no failure',
    (error: unknown) =>
      error instanceof Error && 'diagnostics' in error && Array.isArray(error.diagnostics)
        ? error.diagnostics
            .map(({ code, message, hint }) => `${code}: ${message} | ${hint ?? ''}`)
            .join('\n')
        : `not a diagnostic: ${String(error)}`,
  );
}
