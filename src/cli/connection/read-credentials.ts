import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { credentialVariables } from '../../model/remote/credential-variables.ts';
import type { Credentials } from '../../remote/credentials.ts';
import { usageError } from '../arguments/usage-error.ts';
import type { Environment } from '../process/command-context.ts';

/**
 * The credentials of a real target. They never fall back to the sandbox, nor to those without a suffix, which may be
 * of another company.
 *
 * @param suffix `credentials` of the project file.
 * @throws DiagnosticError `credentials-missing`
 */
export function readCredentials(environment: Environment, suffix?: string): Credentials {
  const variables = credentialVariables(suffix);
  const named = suffix === undefined ? {} : { suffix };
  const accessToken = environment[variables.token];
  if (accessToken) return { accessToken, ...named };
  const clientId = environment[variables.id];
  const clientSecret = environment[variables.secret];
  if (clientId && clientSecret) return { clientId, clientSecret, ...named };
  const missing = clientId
    ? `${variables.secret} is not set`
    : clientSecret
      ? `${variables.id} is not set`
      : `there are no credentials for the API${suffix === undefined ? '' : `: the project names ${suffix}`}`;
  throw new DiagnosticError([
    usageError(
      'credentials-missing',
      missing,
      `Set ${variables.id} and ${variables.secret}, or ${variables.token}, or try the command with --sandbox.`,
    ),
  ]);
}
