import { DiagnosticError } from '../../../diagnostics/diagnostic.ts';
import { defaultApiVersion } from '../../../project/to-project.ts';
import type { RemoteOptions } from '../../../remote/remote-options.ts';
import { printable } from '../../../report/text/printable.ts';
import { withRemoteOptions } from '../../connection/connect-remote.ts';
import type { CommandContext } from '../../process/command-context.ts';
import { isInterruption } from '../../process/exit-code-of-failure.ts';
import type { ProjectTarget } from './project-template.ts';

/** Short, because a look-up is only a convenience. */
const patienceMs = 5000;

/**
 * What the credentials lead to, such as accounts; null where there are no credentials, or where they don't
 * lead there.
 *
 * @throws DiagnosticError where the run is interrupted.
 * @param what a note calls it, where the look-up fails.
 */
export async function offerLookUp<Found>(
  context: CommandContext,
  { platform, scopeId }: ProjectTarget,
  what: string,
  lookUp: (options: RemoteOptions) => Promise<Found>,
): Promise<Found | null> {
  const { environment } = context;
  if (!(environment['CRITEO_ACCESS_TOKEN'] || environment['CRITEO_CLIENT_SECRET'])) return null;
  const versions = { apiVersion: defaultApiVersion, audienceApiVersion: defaultApiVersion };
  const target = { platform, scopeId, ...versions };
  try {
    return await withRemoteOptions(context, target, process.cwd(), {}, (options) =>
      lookUp({ ...options, faultWaitMs: patienceMs }),
    );
  } catch (error) {
    if (!(error instanceof DiagnosticError) || isInterruption(error)) throw error;
    context.terminal.writeNote(
      `The list of ${what} is not available: ${printable(error.message)}.`,
    );
    return null;
  }
}
