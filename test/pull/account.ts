/** A sandbox that was filled from manifests, and is edited row by row as people do in the UI. */
import type { Kind, PlatformName } from '../../src/model/entity.ts';
import type { SourceFile } from '../../src/model/files/source-file.ts';
import type { Snapshot } from '../../src/model/remote/snapshot.ts';
import { isJsonObject, type JsonObject } from '../../src/model/text/json.ts';
import { platformNamed } from '../../src/platforms/platform-named.ts';
import { apply } from '../../src/reconciler/apply.ts';
import { plan } from '../../src/reconciler/plan.ts';
import { createRemote } from '../../src/remote/create-remote.ts';
import { handleRequest } from '../../src/sandbox/handle-request.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { remoteOptions } from '../remote/connect.ts';
import { createFakeClock } from '../remote/fake-clock.ts';
import { accountId, advertiserId } from '../support/a-world.ts';
import { loadedOf, type Texts } from './ui.ts';

const scopes = {
  'retail-media': { key: 'accountId', id: accountId },
  'marketing-solutions': { key: 'advertiserId', id: advertiserId },
  'commerce-grid': { key: 'dataProviderId', id: '7301' },
} as const;

export function projectFor(platform: PlatformName, more = ''): SourceFile {
  const { key, id } = scopes[platform];
  const text = `version: 1\nname: acme\nplatform: ${platform}\n${key}: "${id}"\n${more}`;
  return { file: 'audiencectl.yaml', text };
}

export interface Account {
  /** Attributes of a row, laid over those that it has; objects within are laid over, too. */
  readonly edit: (kind: Kind, name: string, attributes: JsonObject) => void;
  readonly remove: (kind: Kind, name: string) => void;
  readonly snapshot: () => Promise<Snapshot>;
}

export async function openAccount(platform: PlatformName, texts: Texts | string): Promise<Account> {
  const sandbox = createSandbox({ behavioralSegments: 0 });
  const clock = createFakeClock();
  const fetch = (request: Request) => handleRequest(sandbox, request);
  const remote = createRemote({
    ...remoteOptions({ url: 'http://sandbox.test' }, { clock, fetch }),
    platform: platformNamed(platform),
    scopeId: scopes[platform].id,
  });
  const loaded = loadedOf(texts, projectFor(platform));
  const { value, diagnostics } = plan(loaded, await remote.readSnapshot());
  if (value === null) throw new Error(JSON.stringify(diagnostics, null, 1));
  const result = await apply(value, remote, { clock });
  if (result.state !== 'applied' || result.report.summary.failed > 0)
    throw new Error(JSON.stringify(result, null, 1));
  const snapshot = () => remote.readSnapshot();
  const rows = await snapshot();
  const find = (kind: Kind, name: string) => {
    const row = rows[`${kind}s`].find(({ attributes }) => attributes['name'] === name);
    if (!row) throw new Error(`no ${kind} ${name}`);
    return row;
  };
  return {
    snapshot,
    edit: (kind, name, attributes) => {
      const row = find(kind, name);
      const laid = Object.entries(attributes).map(([key, value]) => {
        const old = row.attributes[key];
        return [key, isJsonObject(value) && isJsonObject(old) ? { ...old, ...value } : value];
      });
      sandbox.edit({ platform, kind, id: row.id, attributes: Object.fromEntries(laid) });
    },
    remove: (kind, name) => {
      sandbox.edit({ platform, kind, id: find(kind, name).id, removed: true });
    },
  };
}
