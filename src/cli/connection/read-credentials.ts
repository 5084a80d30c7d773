import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import type { Credentials } from '../../remote/remote-options.ts';
import { usageError } from '../arguments/usage-error.ts';
import type { Environment } from '../process/command-context.ts';

/** The credentials of a real target. Throws `credentials-missing`; never falls back to the sandbox. */
export function readCredentials(environment: Environment): Credentials {
  const accessToken = environment['CRITEO_ACCESS_TOKEN'];
  if (accessToken) return { accessToken };
  const clientId = environment['CRITEO_CLIENT_ID'];
  const clientSecret = environment['CRITEO_CLIENT_SECRET'];
  if (clientId && clientSecret) return { clientId, clientSecret };
  const missing = clientId
    ? 'CRITEO_CLIENT_SECRET is not set'
    : clientSecret
      ? 'CRITEO_CLIENT_ID is not set'
      : 'there are no credentials for the API';
  throw new DiagnosticError([
    usageError(
      'credentials-missing',
      missing,
      'Set CRITEO_CLIENT_ID and CRITEO_CLIENT_SECRET, or CRITEO_ACCESS_TOKEN, or try the command with --sandbox.',
    ),
  ]);
}
