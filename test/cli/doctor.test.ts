import { describe, expect, test } from '@jest/globals';
import { smallProject } from '../support/a-folder.ts';
import { type TestProject, withProject } from '../support/a-project.ts';
import { runCli } from '../support/run-cli.ts';

async function examine(
  settings: NonNullable<Parameters<typeof withProject>[0]['settings']> = {},
  env: Readonly<Record<string, string>> = {},
  line = 'doctor --format json',
) {
  return withProject({ files: smallProject, settings }, async (project: TestProject) => {
    const { exitCode, stdout, stderr } = await project.run(line, env);
    const document = JSON.parse(stdout);
    const checks: { name: string; status: string; text: string; hint?: string }[] = document.checks;
    return {
      exitCode,
      stderr,
      document,
      status: Object.fromEntries(checks.map(({ name, status }) => [name, status])),
      text: (name: string) => checks.find((check) => check.name === name)?.text,
      hint: (name: string) => checks.find((check) => check.name === name)?.hint,
      requests: project.sandbox.requests(),
    };
  });
}

describe('doctor', () => {
  test('finds everything in order, and reads alone', async () => {
    const found = await examine();
    expect(found).toMatchObject({ exitCode: 0, stderr: '' });
    expect(found.document).toMatchObject({ formatVersion: 1, diagnostics: [] });
    expect(found.status).toEqual({
      project: 'ok',
      credentials: 'ok',
      proxy: 'ok',
      application: 'ok',
      account: 'ok',
      'read-segments': 'ok',
      'read-audiences': 'ok',
      'audience-version': 'ok',
      clock: 'ok',
      'rate-limit': 'ok',
      permissions: 'ok',
    });
    expect(found.hint('permissions')).toContain('"Audiences Read" alone');
    const sent = found.requests.map(({ method, path }) => `${method} ${path}`);
    expect(sent).toHaveLength(6);
    expect(sent.filter((request) => !/^GET |\/search$|\/oauth2\/token$/.test(request))).toEqual([]);
  });

  test('says it in lines, with the sum of it as the last', async () => {
    await withProject({ files: smallProject }, async ({ run }) => {
      const { stdout } = await run('doctor');
      expect(stdout).toMatch(/^ok {4}project +acme-fr: Retail Media account 625702934721171442/);
      expect(stdout).toMatch(/\nReady to plan; 0 warnings\.\n$/);
    });
  });

  test('without credentials nothing is sent', async () => {
    const found = await examine({}, { CRITEO_CLIENT_SECRET: '' });
    expect(found).toMatchObject({ exitCode: 1, requests: [] });
    expect(found.text('credentials')).toBe('CRITEO_CLIENT_SECRET is not set');
  });

  test('shows no secret and no password of a proxy', async () => {
    const env = { CRITEO_CLIENT_SECRET: 'hush-hush', no_proxy: '127.0.0.1' };
    const { document, text } = await examine({}, { ...env, HTTP_PROXY: 'http://u:pw@proxy:3128' });
    expect(text('proxy')).toContain('proxy:3128');
    expect(JSON.stringify(document)).not.toMatch(/hush|pw@/);
  });

  test('tells which permission is missing', async () => {
    const status = { kind: 'status', status: 403 } as const;
    const found = await examine({ faults: [{ when: { path: '/search' }, effect: status }] });
    expect(found.exitCode).toBe(1);
    expect(found.status).toMatchObject({ 'read-segments': 'fail', 'read-audiences': 'fail' });
    expect(found.text('read-segments')).toContain('api-forbidden');
    expect(found.hint('read-segments')).toContain('Audiences Read');
    expect(found.document.checks.map(({ name }: { name: string }) => name)).not.toContain(
      'permissions',
    );
  });

  test('an application that only reads is all that a plan needs', async () => {
    expect(await examine({ readOnlyClients: ['test'] })).toMatchObject({ exitCode: 0 });
  });

  test('tells which version is no longer served, and which will end', async () => {
    const found = await examine({
      retiredVersions: ['experimental'],
      deprecatedVersions: ['2026-07'],
    });
    expect(found.exitCode).toBe(1);
    expect(found.status).toMatchObject({
      'read-audiences': 'ok',
      'audience-version': 'fail',
      'api-version': 'warn',
    });
    expect(found.text('audience-version')).toContain('api-version-gone');
  });

  test('an account that is not there is told by the search', async () => {
    const found = await examine({ accounts: { '625702934721171442': 'missing' } });
    expect(found).toMatchObject({ exitCode: 1, status: { 'read-segments': 'fail' } });
  });

  test('tells that few requests are left', async () => {
    const rateLimit = { requests: 12, windowMs: 60_000, headers: 'always' } as const;
    const found = await examine({ rateLimit });
    expect(found).toMatchObject({ exitCode: 0, status: { 'rate-limit': 'warn' } });
    expect(found.text('rate-limit')).toMatch(/^\d requests are left/);
  });

  test('an address that leads nowhere is one failure', async () => {
    const found = await examine(
      {},
      { AUDIENCECTL_API_URL: 'http://127.0.0.1:9', AUDIENCECTL_TIMEOUT: '0' },
    );
    expect(found.exitCode).toBe(1);
    expect(Object.values(found.status).filter((status) => status === 'fail')).toHaveLength(1);
  });

  test('a project file that is wrong is a finding with its place', async () => {
    await withProject({ files: { 'audiencectl.yaml': 'version: 2\n' } }, async ({ folder }) => {
      const { exitCode, stderr } = await runCli(['doctor'], { cwd: folder });
      expect(exitCode).toBe(1);
      expect(stderr).toMatch(/^audiencectl\.yaml:1:10 error unknown-value /m);
    });
  });
});
