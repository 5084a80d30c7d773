/** Remotes that share: one limit and one token for an application, and never those of another one. */
import { describe, expect, test } from '@jest/globals';
import { platformNamed } from '../../../src/platforms/platform-named.ts';
import { createRemoteSharing } from '../../../src/remote/calls/create-sharing.ts';
import { createRemoteReader } from '../../../src/remote/create-remote-reader.ts';
import type { RemoteEvent } from '../../../src/remote/remote-event.ts';
import type { RemoteOptions } from '../../../src/remote/remote-options.ts';
import { serveSandbox } from '../../../src/sandbox/serve-sandbox.ts';
import type { SettingsInput } from '../../../src/sandbox/settings.ts';
import { systemClock } from '../../../src/system-clock.ts';

const limit = 20;
const windowMs = 1500;

async function withSandbox<Result>(
  settings: SettingsInput,
  use: (served: Awaited<ReturnType<typeof serveSandbox>>) => Promise<Result>,
): Promise<Result> {
  const served = await serveSandbox({ port: 0, options: { settings } });
  try {
    return await use(served);
  } finally {
    await served.close();
  }
}

/** So many readers of accounts of their own, which share what they can. */
function readers(url: string, count: number, more: (index: number) => Partial<RemoteOptions>) {
  const sharing = createRemoteSharing();
  return Array.from({ length: count }, (_, index) =>
    createRemoteReader({
      platform: platformNamed('retail-media'),
      scopeId: `${6000 + index}`,
      apiVersion: '2026-07',
      audienceApiVersion: 'experimental',
      apiUrl: url,
      credentials: { clientId: 'one', clientSecret: 'one-secret' },
      clock: systemClock,
      random: Math.random,
      requestsPerMinute: limit,
      rateWindowMs: windowMs,
      sharing,
      ...more(index),
    }),
  );
}

const rateLimit = { requests: limit, windowMs, headers: 'always' } as const;

describe('remotes that share', () => {
  test('keep to the limit of their application together, at its pace, with one token', async () => {
    await withSandbox({ rateLimit }, async ({ url, sandbox }) => {
      const waits: number[] = [];
      const all = readers(url, 20, (index) => ({
        onEvent: (event: RemoteEvent) => {
          if (event.event === 'wait') waits.push(index);
        },
      }));
      const started = performance.now();
      await Promise.all(all.map((reader) => reader.readSnapshot()));
      const elapsed = performance.now() - started;
      const sent = sandbox.requests();
      expect(sent.filter(({ status }) => status === 429)).toEqual([]);
      expect(sent.filter(({ path }) => path === '/oauth2/token')).toHaveLength(1);
      const least = (Math.ceil(sent.length / limit) - 1) * windowMs;
      // Not slower by an order: the pace itself is measured by the bench.
      expect(elapsed).toBeLessThan(least * 2 + 5000);
      // Each of them says for itself that it waits.
      expect(new Set(waits).size).toBeGreaterThan(5);
    });
  });

  test('without that they send more at once than the limit allows', async () => {
    const all = limit + 5;
    let held = 0;
    let open = (): void => undefined;
    const crowd = new Promise<void>((resolve) => {
      open = resolve;
    });
    const each = readers('http://127.0.0.1:9', all, () => ({
      sharing: createRemoteSharing(),
      fetch: async (request) => {
        if (request.url.endsWith('/oauth2/token')) {
          return Response.json({ access_token: 'token', token_type: 'Bearer', expires_in: 900 });
        }
        held += 1;
        if (held === all) open();
        // No answer comes until each of them has asked: no clock decides.
        await crowd;
        return Response.json({}, { status: 403 });
      },
    }));
    await Promise.allSettled(each.map((reader) => reader.readSnapshot()));
    expect(held).toBeGreaterThan(limit);
  });

  test('never mix two sets of credentials', async () => {
    await withSandbox({}, async ({ url, sandbox }) => {
      const seen: string[] = [];
      const all = readers(url, 8, (index) => {
        const who = index % 2 === 0 ? 'one' : 'two';
        return {
          credentials: { clientId: who, clientSecret: `${who}-secret` },
          fetch: async (request) => {
            const account = /accounts\/(\d+)/u.exec(request.url)?.[1];
            const bearer = request.headers.get('authorization') ?? '';
            if (account !== undefined) seen.push(`${Number(account) % 2} ${bearer}`);
            return fetch(request);
          },
        };
      });
      await Promise.all(all.map((reader) => reader.readSnapshot()));
      const asked = sandbox
        .requests()
        .filter(({ path }) => path === '/oauth2/token')
        .map(({ body }) => JSON.stringify(body));
      expect([...asked].sort()).toEqual(
        ['one', 'two'].map((id) =>
          JSON.stringify({ grant_type: 'client_credentials', client_id: id }),
        ),
      );
      // An account is always asked with the same token, and no token serves both kinds of account.
      expect(new Set(seen).size).toBe(2);
      expect(new Set(seen.map((each) => each.slice(2))).size).toBe(2);
    });
  });

  test('ask once with credentials that are rejected', async () => {
    let asked = 0;
    const all = readers('http://127.0.0.1:9', 6, () => ({
      fetch: async () => {
        asked += 1;
        return Response.json({ error: 'invalid_client' }, { status: 401 });
      },
    }));
    const codes: unknown[] = [];
    for (const reader of all) {
      await reader.readSnapshot().catch((error: { diagnostics: { code: string }[] }) => {
        codes.push(error.diagnostics[0]?.code);
      });
    }
    expect(codes).toEqual(all.map(() => 'credentials-rejected'));
    expect(asked).toBe(1);
  });
});
