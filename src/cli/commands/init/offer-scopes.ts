import { DiagnosticError } from '../../../diagnostics/diagnostic.ts';
import type { PlatformName } from '../../../model/entity.ts';
import { defaultApiVersion } from '../../../project/to-project.ts';
import type { VisibleScope } from '../../../remote/look-ups/look-up-scopes.ts';
import { printable } from '../../../report/text/printable.ts';
import { withRemoteOptions } from '../../connection/connect-remote.ts';
import type { CommandContext } from '../../process/command-context.ts';

/** Short, because the look-up is only a convenience. */
const patienceMs = 5000;

/**
 * The accounts or advertisers that the credentials lead to; none where there are no credentials, or
 * where they don't lead there.
 */
export async function offerScopes(
  context: CommandContext,
  platform: PlatformName,
): Promise<readonly VisibleScope[]> {
  const { environment } = context;
  if (!(environment['CRITEO_ACCESS_TOKEN'] || environment['CRITEO_CLIENT_SECRET'])) return [];
  const versions = { apiVersion: defaultApiVersion, audienceApiVersion: defaultApiVersion };
  const target = { platform, scopeId: '', ...versions };
  try {
    return await withRemoteOptions(context, target, process.cwd(), {}, async (options) => {
      const { listScopes } = await import('../../../remote/look-ups/look-up-scopes.ts');
      return listScopes({ ...options, faultWaitMs: patienceMs });
    });
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    context.terminal.writeNote(`The list is not available: ${printable(error.message)}.`);
    return [];
  }
}
