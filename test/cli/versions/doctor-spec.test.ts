import { describe, expect, test } from '@jest/globals';
import { isJsonObject, type JsonObject } from '../../../src/model/text/json.ts';
import { serveSandbox } from '../../../src/sandbox/serve-sandbox.ts';
import type { SettingsInput } from '../../../src/sandbox/settings.ts';
import { projectFile, smallProject, withFolder } from '../../support/a-folder.ts';
import { credentials, withProject } from '../../support/a-project.ts';
import { runCli } from '../../support/run-cli.ts';
import { wholeDocument } from '../../vendor/our-operations.ts';
import { type Exchange, recordExchanges, type Stand } from '../../vendor/record-exchanges.ts';

interface Found {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly exchanges: readonly Exchange[];
}

/** `doctor --spec` against a sandbox, with these specifications in place of its own. */
async function examine(
  specification: (version: string) => Stand | undefined,
  { line = 'doctor --spec --format json', settings = {} as SettingsInput, timeout = '0' } = {},
): Promise<Found> {
  const served = await serveSandbox({ port: 0, options: { settings } });
  const recorder = await recordExchanges(served.url, (path) =>
    path.endsWith('/open-api-specifications.json')
      ? specification(path.split('/')[1] ?? '')
      : undefined,
  );
  try {
    return await withFolder(smallProject, async (folder) => {
      const env = {
        ...credentials,
        AUDIENCECTL_API_URL: recorder.url,
        AUDIENCECTL_TIMEOUT: timeout,
      };
      const run = await runCli(line.split(' '), { cwd: folder, env });
      return { ...run, exchanges: recorder.exchanges };
    });
  } finally {
    await recorder.close();
    await served.close();
  }
}

function specChecks({ stdout }: Found): readonly string[] {
  const { checks }: { checks: { name: string; status: string; text: string }[] } =
    JSON.parse(stdout);
  return checks
    .filter(({ name }) => name.startsWith('api-spec'))
    .map(({ name, status, text }) => `${status} ${name} ${text}`);
}

const vendor = (version: string): Stand => ({
  text: JSON.stringify(wholeDocument('retail-media', version)),
});

/** The vendor's, with one version changed. */
const changed =
  (which: string, change: (document: JsonObject) => JsonObject) =>
  (version: string): Stand => {
    const document = wholeDocument('retail-media', version);
    return { text: JSON.stringify(version === which ? change(document) : document) };
  };

describe('doctor --spec', () => {
  test('says of each version that all is as it was, and sends no token there', async () => {
    const found = await examine(vendor);
    expect(found).toMatchObject({ exitCode: 0, stderr: '' });
    expect(JSON.parse(found.stdout)).toMatchObject({ formatVersion: 1, diagnostics: [] });
    expect(specChecks(found)).toEqual([
      expect.stringMatching(/^ok api-spec 2026-07: 11 requests, \d+ fields .* as in the spec/),
      expect.stringMatching(/^ok api-spec experimental: 8 requests, \d+ fields .* as in the spec/),
    ]);
    const asked = found.exchanges.filter(({ path }) => path.endsWith('.json'));
    expect(asked.map(({ method, path, hasToken }) => [method, path, hasToken])).toEqual([
      ['GET', '/2026-07/retailmedia/open-api-specifications.json', false],
      ['GET', '/experimental/retailmedia/open-api-specifications.json', false],
    ]);
  });

  test('is not asked for by doctor alone', async () => {
    const found = await examine(vendor, { line: 'doctor --format json' });
    expect(specChecks(found)).toEqual([]);
    expect(found.exchanges.filter(({ path }) => path.endsWith('.json'))).toEqual([]);
  });

  test('in lines, a version takes one where nothing differs', async () => {
    const { stdout, exitCode } = await examine(vendor, { line: 'doctor --spec' });
    expect(exitCode).toBe(0);
    expect(stdout.match(/api-spec/g)).toHaveLength(2);
    expect(stdout).toMatch(/\nReady to plan; 0 warnings\.\n$/);
  });

  test('a request that is gone is a failure, with the version that has lost it', async () => {
    const create = '/experimental/retail-media/accounts/{account-id}/audiences/create';
    const found = await examine(
      changed('experimental', ({ paths, ...rest }) => {
        const { [create]: _, ...others } = isJsonObject(paths) ? paths : {};
        return { ...rest, paths: others };
      }),
    );
    expect(found.exitCode).toBe(1);
    expect(specChecks(found)).toEqual([
      expect.stringMatching(/^ok api-spec 2026-07: .* are as in the specification$/),
      expect.stringMatching(/^ok api-spec experimental: .* were compared with the specification$/),
      'fail api-spec-gone experimental lacks POST /retail-media/accounts/{id}/audiences/create',
    ]);
  });

  test('a version that lacks several requests is one failure, with the key to change', async () => {
    const files = {
      ...smallProject,
      'audiencectl.yaml': `${projectFile}audienceApiVersion: 2025-07\n`,
    };
    await withProject({ files }, async ({ run }) => {
      const { exitCode, stdout } = await run('doctor --spec --format json');
      expect(exitCode).toBe(1);
      const { checks }: { checks: { name: string; status: string; text: string }[] } =
        JSON.parse(stdout);
      expect(checks.filter(({ status }) => status === 'fail')).toEqual([
        {
          ...{ name: 'api-spec-gone', status: 'fail' },
          text: expect.stringMatching(/^2025-07 lacks 7 requests: POST .*, PATCH .*, POST /u),
          hint: 'Set audienceApiVersion: experimental at audiencectl.yaml:5:21. Otherwise upgrade audiencectl.',
        },
      ]);
      expect((await run('doctor --spec')).stdout).toMatch(/\nNot ready: 1 check failed\.\n$/u);
    });
  });

  test('several differences with one cure have one hint in lines', async () => {
    const search = '/2026-07/retail-media/accounts/{account-id}/audience-segments/search';
    const take = changed('2026-07', ({ paths, ...rest }) => {
      const all = isJsonObject(paths) ? paths : {};
      const path = isJsonObject(all[search]) ? all[search] : {};
      const post = isJsonObject(path['post']) ? path['post'] : {};
      const { parameters: _, ...without } = post;
      return { ...rest, paths: { ...all, [search]: { ...path, post: without } } };
    });
    const { stdout } = await examine(take, { line: 'doctor --spec' });
    expect(stdout.match(/no longer takes \?(?:limit|offset)/gu)).toHaveLength(2);
    expect(stdout.match(/Otherwise upgrade audiencectl\./gu)).toHaveLength(1);
    expect(stdout).toMatch(/\nNot ready: 2 checks failed\.\n$/u);
  });

  test('what is new harms nobody', async () => {
    const path = '/2026-07/retail-media/accounts/{account-id}/audience-segments/merge';
    const found = await examine(
      changed('2026-07', ({ paths, ...rest }) => ({
        ...rest,
        paths: { ...(isJsonObject(paths) ? paths : {}), [path]: { post: {} } },
      })),
    );
    expect(found.exitCode).toBe(0);
    expect(specChecks(found)).toContain(
      'ok api-spec-new 2026-07: POST /retail-media/accounts/{id}/audience-segments/merge is new',
    );
  });

  test('a great many differences are counted, and not all shown', async () => {
    const news = Array.from({ length: 3000 }, (_, index) => [
      `/2026-07/retail-media/accounts/{account-id}/audiences/new-${index}`,
      { post: {} },
    ]);
    const found = await examine(
      changed('2026-07', ({ paths, ...rest }) => ({
        ...rest,
        paths: { ...(isJsonObject(paths) ? paths : {}), ...Object.fromEntries(news) },
      })),
    );
    expect(specChecks(found)).toHaveLength(53);
    expect(specChecks(found)).toContain('ok api-spec 2026-07: 2950 more');
  });

  const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;

  test.each<[string, Stand, string]>([
    ['404', { status: 404, text: '' }, 'api-not-found'],
    ['410', { status: 410, text: '{}' }, 'api-version-gone'],
    ['403', { status: 403, text: '' }, 'api-forbidden'],
    ['500', { status: 500, text: 'oops' }, 'api-unavailable'],
    ['another address', { status: 302, text: '' }, 'api-redirected'],
    ['a page', { text: '<html>Log in</html>' }, 'api-answer-malformed'],
    ['nothing', { text: '' }, 'api-answer-malformed'],
    ['levels without end', { text: deep }, 'api-answer-malformed'],
    ['more than can be read', { text: `["${'a'.repeat(64_000_001)}"]` }, 'api-answer-malformed'],
    ['another document', { text: '{"swagger":"2.0"}' }, 'is not an OpenAPI document'],
    ['a list of paths', { text: '{"paths":[]}' }, 'is not an OpenAPI document'],
    ['the secret', { text: '{"paths":{"test-secret":{}}}' }, 'secret-in-answer'],
  ])('where it answers %s, that is a warning and no more', async (_, stand, why) => {
    const found = await examine((version) => (version === '2026-07' ? stand : vendor(version)));
    expect(found.exitCode).toBe(0);
    const [first, second, ...rest] = specChecks(found);
    expect(first).toMatch(
      /^warn api-spec-unavailable 2026-07: the specification cannot be read, so nothing was compared: /,
    );
    expect(first).toContain(why);
    expect(second).toMatch(/^ok api-spec experimental: /);
    expect(rest).toEqual([]);
    expect(found.stdout).not.toContain('test-secret');
    expect(found.stdout).not.toContain('Remove the credential from the entity');
  });

  test.each<[string, Stand, string]>([
    ['a list', { text: '[]' }, 'answered JSON that is not an object at the last of 2 tries'],
    ['a page', { text: '<html>' }, 'answered something that is not JSON at the last of 2 tries'],
    ['a fault', { status: 503, text: '' }, 'answered 503 at the last of 2 tries'],
  ])('and %s is asked for once again, and no more', async (_, stand, why) => {
    const found = await examine((version) => (version === '2026-07' ? stand : vendor(version)), {
      timeout: '45',
    });
    expect(found.exitCode).toBe(0);
    expect(specChecks(found)[0]).toContain(why);
    const asked = found.exchanges.filter(({ path }) => path.endsWith('.json'));
    expect(asked.filter(({ path }) => path.startsWith('/2026-07/'))).toHaveLength(2);
  });

  test('where the API does not answer at all, it is not asked for', async () => {
    const status = { kind: 'status', status: 503 } as const;
    const settings: SettingsInput = { faults: [{ when: { on: 'token' }, effect: status }] };
    const found = await examine(vendor, { line: 'doctor --spec --format json', settings });
    expect(found.exitCode).toBe(1);
    expect(specChecks(found)).toEqual([
      'warn api-spec-unavailable nothing was compared with the specification, because the checks above failed',
    ]);
    expect(found.exchanges.filter(({ path }) => path.endsWith('.json'))).toEqual([]);
  });

  test('a circle of references is told as what it leaves out', async () => {
    const circle = { $ref: '#/components/schemas/A' };
    const found = await examine(
      changed('2026-07', (document) => ({
        ...document,
        components: { schemas: { A: { $ref: '#/components/schemas/B' }, B: circle } },
      })),
    );
    expect(found.exitCode).toBe(1);
    expect(specChecks(found).join('\n')).toMatch(/^fail api-spec-gone 2026-07: /mu);
  });

  test('schemas that lead to one another without end are a warning', async () => {
    const first = { $ref: '#/components/schemas/S0' };
    const ring = Array.from({ length: 20_000 }, (_, index) => [
      `S${index}`,
      {
        allOf: [{ $ref: `#/components/schemas/S${(index + 1) % 20_000}` }],
        properties: { data: first },
      },
    ]);
    const found = await examine(
      changed('2026-07', (document) => {
        const text = JSON.stringify(document).replaceAll(
          /"schema":\{[^{}]*\}/g,
          `"schema":{"$ref":"${first.$ref}"}`,
        );
        return { ...JSON.parse(text), components: { schemas: Object.fromEntries(ring) } };
      }),
    );
    expect(found).toMatchObject({ exitCode: 0, stderr: '' });
    expect(specChecks(found)).toEqual([
      'warn api-spec-unavailable 2026-07: the specification cannot be read, so nothing was compared: its schemas refer to too many other schemas',
      expect.stringMatching(/^ok api-spec experimental: /),
    ]);
  });

  test('of the sandbox, in a version that it has retired, there is none', async () => {
    const settings = { retiredVersions: ['experimental'] };
    const found = await examine(() => undefined, { settings });
    const [first, second] = specChecks(found);
    expect(first).toMatch(/^ok api-spec 2026-07: /);
    expect(second).toMatch(/^warn api-spec-unavailable experimental: .*api-version-gone/);
  });
});
