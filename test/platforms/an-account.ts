/** Planner, applier and HTTP client against the sandbox: what a platform's table comes to in requests. */
import { applyPlan } from '../../src/apply/apply-plan.ts';
import type { Declaration } from '../../src/model/declaration.ts';
import type { PlatformName } from '../../src/model/entity.ts';
import type { Project } from '../../src/model/project.ts';
import type { RemoteWriter } from '../../src/model/remote/remote.ts';
import type { Snapshot } from '../../src/model/remote/snapshot.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/model/text/json.ts';
import { type PlanOptions, planChanges } from '../../src/plan/plan-changes.ts';
import { platformNamed } from '../../src/platforms/platform-named.ts';
import { createRemote } from '../../src/remote/create-remote.ts';
import { type ServeOptions, serveSandbox } from '../../src/sandbox/serve-sandbox.ts';
import type { SettingsInput } from '../../src/sandbox/settings.ts';
import type { PlanDocument } from '../../src/schema/generated/plan.ts';
import { aProject } from '../support/a-world.ts';
import { createFakeClock } from '../support/fake-clock.ts';

/** One write as the sandbox saw it. */
interface SeenWrite {
  /** `POST …/create`, without what is the same for every request of the platform. */
  readonly call: string;
  readonly items: readonly JsonValue[];
}

export interface Account {
  readonly project: Project;
  readonly remote: RemoteWriter;
  readonly configure: (settings: SettingsInput) => void;
  readonly plan: (
    declarations: readonly Declaration[],
    options?: PlanOptions,
  ) => Promise<PlanDocument>;
  /** Plans and applies, and expects all of it to be done. */
  readonly apply: (
    declarations: readonly Declaration[],
    options?: PlanOptions,
  ) => Promise<PlanDocument>;
  /** What was written since the last time, as `GET /_sandbox/requests` tells. */
  readonly takeWrites: () => Promise<readonly SeenWrite[]>;
  /** The stored attributes of the one entity of a name, and its ID. */
  readonly find: (
    name: string,
  ) => Promise<{ readonly id: string; readonly attributes: JsonObject }>;
}

export async function withAccount<Result>(
  platform: PlatformName,
  options: ServeOptions['options'],
  use: (account: Account) => Promise<Result>,
  differs: Partial<Project> = {},
): Promise<Result> {
  const served = await serveSandbox({ port: 0, ...(options ? { options } : {}) });
  const project = aProject({
    platform,
    audienceApiVersion: platform === 'retail-media' ? 'experimental' : '2026-07',
    ...differs,
  });
  const clock = createFakeClock();
  const remote = createRemote({
    platform: platformNamed(platform),
    scopeId: project.scopeId,
    apiVersion: project.apiVersion,
    audienceApiVersion: project.audienceApiVersion,
    apiUrl: served.url,
    credentials: { clientId: 'test', clientSecret: 'test-secret' },
    clock,
    random: () => 0.5,
  });
  const planFrom = (
    snapshot: Snapshot,
    declarations: readonly Declaration[],
    planOptions?: PlanOptions,
  ) => {
    const { value, diagnostics } = planChanges({
      project,
      declarations,
      snapshot,
      version: '0.0.0',
      ...(planOptions ? { options: planOptions } : {}),
    });
    if (value === null) throw new Error(JSON.stringify(diagnostics));
    return value;
  };
  const account: Account = {
    project,
    remote,
    configure: served.sandbox.configure,
    plan: async (declarations, planOptions) =>
      planFrom(await remote.readSnapshot(), declarations, planOptions),
    apply: async (declarations, planOptions) => {
      const snapshot = await remote.readSnapshot();
      const planned = planFrom(snapshot, declarations, planOptions);
      const result = await applyPlan({ plan: planned, snapshot, remote, clock, parallelism: 4 });
      if (result.state !== 'applied') throw new Error(JSON.stringify(result));
      const unfinished = result.report.results.filter(({ outcome }) => outcome !== 'done');
      if (unfinished.length > 0) throw new Error(JSON.stringify(unfinished));
      return planned;
    },
    takeWrites: async () => {
      const address = `${served.url}/_sandbox/requests`;
      const seen: unknown = await (await fetch(address)).json();
      await fetch(address, { method: 'DELETE' });
      return Array.isArray(seen) ? seen.filter(isJsonObject).flatMap(readWrite) : [];
    },
    find: async (name) => {
      const state: unknown = await (await fetch(`${served.url}/_sandbox/state`)).json();
      const found = rowsOf(state).filter(({ attributes }) => attributes['name'] === name);
      const [only, second] = found;
      if (!only || second) throw new Error(`${found.length} entities are named "${name}"`);
      return only;
    },
  };
  try {
    return await use(account);
  } finally {
    await served.close();
  }
}

function readWrite(request: { readonly [key: string]: JsonValue | undefined }): SeenWrite[] {
  const { method, path, body } = request;
  const match = /\/(audience-segments|audiences)(\/create|\/delete)?$/u.exec(String(path));
  if (!match) return [];
  const data = isJsonObject(body) ? body['data'] : undefined;
  // An empty request asks whether writes are taken, and writes nothing.
  if (Array.isArray(data) && data.length === 0) return [];
  return [
    { call: `${String(method)} ${match[0].slice(1)}`, items: Array.isArray(data) ? data : [] },
  ];
}

function rowsOf(
  state: unknown,
): readonly { readonly id: string; readonly attributes: JsonObject }[] {
  if (!isJsonObject(state)) return [];
  return [state['segments'], state['audiences']].flatMap((rows) =>
    (Array.isArray(rows) ? rows : []).filter(isJsonObject).map(({ id, attributes }) => ({
      id: String(id),
      attributes: isJsonObject(attributes) ? attributes : {},
    })),
  );
}

/** An account, advertiser or data provider without anything in it, not even Criteo's own segments. */
export function anEmptyAccount(platform: PlatformName): JsonObject {
  const { scopeId } = aProject({ platform });
  const { attribute } = platformNamed(platform).scope;
  return { formatVersion: 1, platform, [attribute]: scopeId, segments: [], audiences: [] };
}
