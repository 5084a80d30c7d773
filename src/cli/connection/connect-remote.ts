/** From options and environment to a remote: the real API, or a sandbox started for this one run. */
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import type { Project } from '../../model/project.ts';
import { defaultApiUrl } from '../../model/remote/default-api-url.ts';
import type { VersionsInUse } from '../../platforms/find-version-warnings.ts';
import { platformNamed } from '../../platforms/platform-named.ts';
import { interrupted } from '../../remote/calls/create-wait.ts';
import type { AccountWriter } from '../../remote/create-remote.ts';
import type { AccountReader } from '../../remote/create-remote-reader.ts';
import { checkApiUrl } from '../../remote/http/check-api-url.ts';
import type { RemoteOptions } from '../../remote/remote-options.ts';
import { systemClock } from '../../system-clock.ts';
import type { CommandContext } from '../process/command-context.ts';
import { stopOnInterrupt } from '../process/stop-on-interrupt.ts';
import { watchWaits } from '../progress/create-waits.ts';
import { describeEvent } from '../progress/describe-event.ts';
import { readCredentials } from './read-credentials.ts';
import { startOwnSandbox } from './start-sandbox.ts';

/** What a remote is bound to: a project, or the project part of a saved plan. */
export type Target = Pick<Project, 'scopeId' | 'credentials'> & VersionsInUse;

/** Gives `use` a remote that cannot write, and ends a sandbox that was started for it. */
export function connectReader<Result>(
  context: CommandContext,
  target: Target,
  folder: string,
  use: (remote: AccountReader) => Promise<Result>,
): Promise<Result> {
  return withRemoteOptions(context, target, folder, {}, async (options) => {
    const { createRemoteReader } = await import('../../remote/create-remote-reader.ts');
    return use(createRemoteReader(options));
  });
}

/** What a run brings along. */
interface RunOptions extends Pick<RemoteOptions, 'onEvent'> {
  /** Aborted by the first interrupt, which ends its waits. */
  readonly stop?: AbortController;
  /** Whether `onEvent` says what is waited for. */
  readonly tellsWaits?: boolean;
}

/** Gives `use` a remote that writes. */
export function connectWriter<Result>(
  context: CommandContext,
  target: Target,
  folder: string,
  run: RunOptions,
  use: (remote: AccountWriter) => Promise<Result>,
): Promise<Result> {
  return withRemoteOptions(context, target, folder, run, async (options) => {
    const { createRemote } = await import('../../remote/create-remote.ts');
    return use(createRemote(options));
  });
}

/** The same for what makes its own use of the connection's settings. */
export async function withRemoteOptions<Result>(
  context: CommandContext,
  target: Target,
  folder: string,
  { stop = new AbortController(), onEvent = () => {}, tellsWaits = false }: RunOptions,
  use: (options: RemoteOptions) => Promise<Result>,
): Promise<Result> {
  const { options, environment, terminal, notices, among } = context;
  const waits = tellsWaits ? null : watchWaits(terminal, systemClock);
  const sandbox = options.flag('sandbox') ? await startOwnSandbox(context, folder) : null;
  const release = stopOnInterrupt(stop, context);
  try {
    const timeout = options.number('timeout');
    const rateLimit = options.number('rate-limit');
    const result = await use({
      platform: platformNamed(target.platform),
      scopeId: target.scopeId,
      apiVersion: target.apiVersion,
      audienceApiVersion: target.audienceApiVersion,
      segmentApiVersion: target.segmentApiVersion ?? target.apiVersion,
      ...(target.versionSources ? { versionSources: target.versionSources } : {}),
      apiUrl: sandbox?.url ?? readApiUrl(options.text('api-url')),
      credentials: sandbox
        ? { clientId: 'sandbox', clientSecret: 'sandbox' }
        : readCredentials(environment, target.credentials),
      redactor: terminal.redactor,
      clock: systemClock,
      random: Math.random,
      environment,
      ...(timeout === null ? {} : { faultWaitMs: timeout * 1000 }),
      ...(rateLimit === null ? {} : { requestsPerMinute: rateLimit }),
      signal: stop.signal,
      ...(among === undefined ? {} : { sharing: among.sharing }),
      onEvent: (event) => {
        among?.onEvent(event);
        if (options.flag('verbose')) terminal.writeNote(describeEvent(event));
        if (event.event === 'deprecation') notices.hear(event, target, folder);
        waits?.onEvent(event);
        onEvent(event);
      },
    });
    // The caller would show a result next; after an interrupt it must not begin.
    if (stop.signal.aborted && !terminal.hasResult()) throw interrupted();
    return result;
  } finally {
    release();
    waits?.end();
    await sandbox?.close();
  }
}

function readApiUrl(url: string | null): string {
  const apiUrl = url ?? defaultApiUrl;
  const problem = checkApiUrl(apiUrl);
  if (problem) throw new DiagnosticError([problem]);
  return apiUrl;
}
