/** The sandbox under faults, in this process and on a clock of its own, with a record of what really happened. */
import type { Snapshot } from '../../src/model/remote/snapshot.ts';
import { platformNamed } from '../../src/platforms/platform-named.ts';
import type { RemoteOptions } from '../../src/remote/remote-options.ts';
import { createFaultPlan } from '../../src/sandbox/faults/fault-plan.ts';
import { handleRequest } from '../../src/sandbox/handle-request.ts';
import {
  type PlainRequest,
  type PlainResponse,
  splitTarget,
} from '../../src/sandbox/protocol/exchange.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import type { SettingsInput } from '../../src/sandbox/settings.ts';
import { createFakeClock, type FakeClock } from '../remote/fake-clock.ts';
import type { NamedFault } from './chaos-faults.ts';
import { createRandom } from './create-random.ts';
import type { ChaosWorld } from './sample-worlds.ts';
import { createWeather, type Weather } from './weather.ts';

export interface ChaosRemote {
  readonly clock: FakeClock;
  /** Options for the client of one more run: a process of its own, as far as the remote can see. */
  readonly connect: (more?: Partial<RemoteOptions>) => RemoteOptions;
  /** What is stored, whatever searches say. */
  readonly truth: () => Snapshot;
  readonly requests: () => number;
  /** The status of each answer so far; null where none came. */
  readonly statuses: () => readonly (number | null)[];
  /** How often each fault struck, by its name. */
  readonly faults: ReadonlyMap<string, number>;
  /** How often an entity of a kind and name was created. */
  readonly created: ReadonlyMap<string, number>;
  /** From this request on, counted from now, nothing arrives any more: the process is dead. */
  readonly killAt: (nth: number) => void;
  readonly isKilled: () => boolean;
  /** Milliseconds that the machine slept. */
  readonly sleptMs: () => number;
}

export interface ChaosOptions {
  readonly faults: readonly NamedFault[];
  readonly seed: number;
  readonly settings?: SettingsInput;
  readonly weather?: Weather;
}

export function createChaosRemote(
  { snapshot, project }: ChaosWorld,
  { faults, seed, settings = {}, weather = {} }: ChaosOptions,
): ChaosRemote {
  const clock = createFakeClock();
  const random = createRandom(seed);
  const plain = faults.map(({ fault }) => fault);
  const sandbox = createSandbox({
    document: JSON.parse(JSON.stringify(snapshot)),
    now: () => clock.now(),
    behavioralSegments: 0,
    settings: { ...settings, faults: plain, seed },
  });
  // The sandbox draws the same; this one tells which fault it was.
  const shadow = createFaultPlan(plain, seed);
  const struck = new Map<string, number>();
  const created = new Map<string, number>();
  let requests = 0;
  let clients = 0;
  let deadFrom = Number.POSITIVE_INFINITY;
  let sleptMs = 0;
  const sky = createWeather(weather);
  const count = (name: string) => struck.set(name, (struck.get(name) ?? 0) + 1);

  const truth = (): Snapshot => readTruth(sandbox.document(), snapshot);

  function noteFault({ method, target, body }: PlainRequest): void {
    const path = splitTarget(target).path;
    const isRead = path.endsWith('/search');
    const on = path === '/oauth2/token' ? 'token' : isRead ? 'read' : 'write';
    const isEmpty = body === '{"data":[]}';
    const effect = shadow.strike({ number: requests, on, method, path, isEmpty });
    if (effect === null) return;
    const name = faults.find(({ fault }) => fault.effect === effect)?.name ?? effect.kind;
    count(name);
  }

  /** What no sandbox is needed for: the answer of an outage, or none. */
  function meetOutage({ url }: Request): Response | null {
    const isRead = url.endsWith('/oauth2/token') || url.includes('/search');
    const outage = sky.outageAt(requests + 1, clock.now(), !isRead);
    if (outage === null) return null;
    count(`outage of ${outage.seconds} s${outage.writesOnly ? ', writes' : ''}`);
    if (outage.breaks) throw new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } });
    return new Response('', { status: 503 });
  }

  async function passTime(delayMs: number, timeoutMs: number): Promise<void> {
    const sleep = sky.sleepAt(requests);
    if (sleep !== null) {
      count(sleep.loses ? 'asleep, answer lost' : 'asleep');
      clock.advance(sleep.minutes * 60_000);
      sleptMs += sleep.minutes * 60_000;
      if (sleep.loses) throw new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } });
    }
    if (delayMs > 0) await clock.sleep(Math.min(delayMs, timeoutMs));
    // Nobody waits that long.
    if (delayMs >= timeoutMs) throw new TypeError('fetch failed');
  }

  function exchange(client: number, request: PlainRequest): PlainResponse {
    requests += 1;
    noteFault(request);
    const before = request.target.endsWith('/create') ? idsOf(truth()) : null;
    const response = sandbox.exchange(request);
    if (before !== null) countCreated(truth(), before, client, created);
    return response;
  }

  const isDead = () => requests + 1 >= deadFrom;

  return {
    clock,
    truth,
    faults: struck,
    created,
    requests: () => requests,
    statuses: () => sandbox.requests().map(({ status }) => status),
    killAt: (nth) => {
      deadFrom = requests + nth;
    },
    isKilled: isDead,
    sleptMs: () => sleptMs,
    connect: (more = {}) => {
      deadFrom = Number.POSITIVE_INFINITY;
      clients += 1;
      const client = clients;
      const timeoutMs = Math.min(longestRequestMs, more.faultWaitMs ?? longestRequestMs);
      return {
        platform: platformNamed(project.platform),
        scopeId: project.scopeId,
        apiVersion: project.apiVersion,
        audienceApiVersion: project.audienceApiVersion,
        apiUrl: 'http://127.0.0.1',
        credentials: { clientId: 'chaos', clientSecret: 'secret-of-the-chaos' },
        clock,
        random,
        timeoutMs,
        fetch: async (request) => {
          if (isDead()) throw new TypeError('fetch failed');
          const outage = meetOutage(request);
          if (outage !== null) return outage;
          let delayMs = 0;
          const recorded: Sandbox = {
            ...sandbox,
            exchange: (plain) => {
              const response = exchange(client, plain);
              ({ delayMs } = response);
              return response;
            },
          };
          const response = await handleRequest(recorded, request);
          await passTime(delayMs, timeoutMs);
          return response;
        },
        ...more,
      };
    },
  };
}

const longestRequestMs = 30_000;

function readTruth(document: unknown, start: Snapshot): Snapshot {
  const { segments, audiences } = (document ?? start) as Snapshot;
  return structuredClone({ ...start, segments, audiences });
}

function idsOf({ segments, audiences }: Snapshot): ReadonlySet<string> {
  return new Set([...segments, ...audiences].map(({ id }) => id));
}

function countCreated(
  { segments, audiences }: Snapshot,
  before: ReadonlySet<string>,
  client: number,
  created: Map<string, number>,
): void {
  const count = (kind: string, rows: Snapshot['segments']) => {
    for (const { id, attributes } of rows) {
      const name = String(attributes['name']);
      // A temporary name is given up and free again, so that two clients may use it in turn.
      const whose = name.startsWith('audiencectl ') ? ` by client ${client}` : '';
      const key = `${kind}/${name}${whose}`;
      if (!before.has(id)) created.set(key, (created.get(key) ?? 0) + 1);
    }
  };
  count('segment', segments);
  count('audience', audiences);
}
