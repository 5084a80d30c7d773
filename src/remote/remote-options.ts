import type { VersionKey, VersionSources } from '../model/project.ts';
import { usualFaultWaitMs } from '../model/remote/create-patience.ts';
import type { Clock } from '../model/remote/remote.ts';
import type { Platform } from '../platforms/platform.ts';
import type { RemoteSharing } from './calls/create-sharing.ts';
import type { Credentials } from './credentials.ts';
import type { RemoteEvent } from './remote-event.ts';
import { createRedactor, type Redactor } from './secrets/create-redactor.ts';

export interface RemoteOptions {
  readonly platform: Platform;
  /** The ID of what the project is bound to, such as an account. */
  readonly scopeId: string;
  /** The version segment of every path but those of audience writes and sizes. */
  readonly apiVersion: string;
  /** The version segment of audience writes, and of sizes. */
  readonly audienceApiVersion: string;
  /** The version segment of segment writes; `apiVersion` unless given. */
  readonly segmentApiVersion?: string;
  /** Where the project file sets the versions, for advice on them. */
  readonly versionSources?: VersionSources;
  /** Such as `https://api.criteo.com`; see `checkApiUrl`. */
  readonly apiUrl: string;
  readonly credentials: Credentials;
  /** Learns the credentials, and every token; one of the run's own unless given. */
  readonly redactor?: Redactor;
  readonly clock: Clock;
  /** From 0 up to 1, for the jitter of waits. */
  readonly random: () => number;
  /** What this run allows itself; 250 is the API's limit for one application. */
  readonly requestsPerMinute?: number;
  /** The length of that minute, which only a scaled-down API has shorter. */
  readonly rateWindowMs?: number;
  /**
   * The longest that one request may take, its body included. Unless given it is `faultWaitMs`,
   * between 5 and 30 s: a run that is to end soon does not sit out a long one.
   */
  readonly timeoutMs?: number;
  /** How long the run may wait for faults to pass, all in all; 45 s unless given. */
  readonly faultWaitMs?: number;
  /** Pages of one kind that are read at once; 4 unless given. */
  readonly maxConcurrentPages?: number;
  /**
   * Ends all waits and begins no more writes. A write that is on its way is waited for; reads end
   * too, but not those of a writer that has written: they find out what became of its writes.
   */
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: RemoteEvent) => void;
  /** With other remotes of this process: the token, and what the limit of an application allows. */
  readonly sharing?: RemoteSharing;
  /** Replaces the built-in `fetch` with its proxies, for example by a sandbox in this process. */
  readonly fetch?: (request: Request) => Promise<Response>;
  /** The variables of the environment, of which `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` are read. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** What decides where a request goes. */
export type TargetSettings = Pick<RemoteOptions, 'platform' | 'scopeId' | VersionKey>;

/** The options with their defaults filled in. */
export interface RemoteSettings extends RemoteOptions {
  readonly segmentApiVersion: string;
  readonly requestsPerMinute: number;
  readonly rateWindowMs: number;
  readonly timeoutMs: number;
  readonly faultWaitMs: number;
  readonly maxConcurrentPages: number;
  readonly redactor: Redactor;
}

export function fillRemoteOptions(options: RemoteOptions): RemoteSettings {
  const { faultWaitMs = usualFaultWaitMs } = options;
  return {
    segmentApiVersion: options.apiVersion,
    requestsPerMinute: 250,
    rateWindowMs: 60_000,
    timeoutMs: Math.min(30_000, Math.max(5000, faultWaitMs)),
    faultWaitMs,
    maxConcurrentPages: 4,
    redactor: createRedactor(),
    ...options,
    apiUrl: options.apiUrl.replace(/\/+$/u, ''),
  };
}
