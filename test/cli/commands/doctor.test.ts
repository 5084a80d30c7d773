import { symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { SettingsInput } from '../../../src/sandbox/settings.ts';
import {
  type FolderFiles,
  projectFile,
  smallProject,
  withFolder,
  writeFiles,
} from '../../support/a-folder.ts';
import { type TestProject, withProject } from '../../support/a-project.ts';
import { runCli } from '../../support/run-cli.ts';

const gone = (version: string): SettingsInput => ({
  faults: [{ when: { path: `/${version}/` }, effect: { kind: 'status', status: 404 } }],
});

async function examine(
  settings: SettingsInput = {},
  env: Readonly<Record<string, string>> = {},
  line = 'doctor --format json',
  files: FolderFiles = smallProject,
) {
  return withProject({ files, settings }, async (project: TestProject) => {
    const { exitCode, stdout, stderr } = await project.run(line, env);
    const document = JSON.parse(stdout);
    const checks: { name: string; status: string; text: string; hint?: string }[] = document.checks;
    return {
      exitCode,
      stderr,
      stdout,
      document,
      status: Object.fromEntries(checks.map(({ name, status }) => [name, status])),
      text: (name: string) => checks.find((check) => check.name === name)?.text,
      hint: (name: string) => checks.find((check) => check.name === name)?.hint,
      requests: project.sandbox.requests(),
    };
  });
}

describe('doctor', () => {
  test('warns of no account that the sandbox has no data of', async () => {
    const files = {
      'audiencectl.yaml': 'version: 1\nplatform: marketing-solutions\nadvertiserId: "4949"\n',
      'm.yaml':
        'audiences:\n  - name: A\n    algebra: { and: [B, C] }\nsegments:\n  - name: B\n    prospecting: { usersType: Prospects }\n  - name: C\n    prospecting: { usersType: ProspectsOrNonBuyers }\n',
    };
    await withFolder(files, async (cwd) => {
      expect((await runCli(['apply', '--sandbox', '--auto-approve'], { cwd })).exitCode).toBe(0);
      const other = files['audiencectl.yaml'].replace('4949', '5050');
      await writeFiles(cwd, { 'audiencectl.yaml': other });
      const { stdout } = await runCli(['doctor', '--sandbox'], { cwd });
      expect(stdout).toContain('advertiser 5050 has no data in the sandbox yet');
      expect(stdout).not.toMatch(/^warn|consent/mu);
    });
  });

  test('says how to renew the schemas that editors read', async () => {
    const modeline = '# yaml-language-server: $schema=';
    const [file = ''] = Object.keys(smallProject).filter((name) => name !== 'audiencectl.yaml');
    const found = await examine({}, {}, undefined, {
      'audiencectl.yaml': `${modeline}https://example.com/own.json\n${projectFile}`,
      [file]: `${modeline}schemas/old.json\n${smallProject[file]}`,
      'own.yaml': `${modeline}schemas/own.json\nsegments: []\n`,
      'missing.yaml': `${modeline}schemas/missing.json\nsegments: []\n`,
      'schemas/old.json': '{ "$id": "https://audiencectl.dev/schemas/manifest.schema.json" }',
      'schemas/own.json': '{ "$id": "https://example.com/own.json" }',
    });
    const checks = found.document.checks.filter(
      ({ name }: { name: string }) => name === 'editor-schema',
    );
    expect(checks).toMatchObject([
      { status: 'warn', hint: expect.stringContaining('manifest > schemas/old.json') },
      {
        status: 'warn',
        hint: expect.stringContaining('manifest --platform retail-media > schemas/missing.json'),
      },
    ]);
    expect(found.exitCode).toBe(0);
  });

  test('never says to write over a file that is no schema of ours', async () => {
    const named = [
      ...['../bashrc', '../missing.json', '/etc/hosts', '/missing.json', '.git/config'],
      ...['.git/hooks/missing.json', 'sub/.git/missing.json', 'package.json', 'commented.json'],
      ...['.envrc', 'list.json', 'deep/../../missing.json', 'linked/missing.json', 'dangling.json'],
    ];
    const manifests = named.map((schema, index): [string, string] => [
      `m${index}.yaml`,
      `# yaml-language-server: $schema=${schema}\nsegments: []\n`,
    ]);
    const files = {
      'audiencectl.yaml': projectFile,
      '.git/config': '[core]\n',
      'package.json': '{ "name": "x" }',
      'commented.json': '// Ours.\n{ "$id": "https://example.com/own.json" }',
      'list.json': '[]',
      ...Object.fromEntries(manifests),
    };
    await withProject({ files }, async ({ folder, run }) => {
      await symlink(tmpdir(), join(folder, 'linked'));
      await symlink(join(tmpdir(), 'no-such-file'), join(folder, 'dangling.json'));
      const { checks } = JSON.parse((await run('doctor --format json')).stdout);
      expect(checks.filter(({ name }: { name: string }) => name === 'editor-schema')).toEqual([]);
    });
  });

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
      retailers: 'ok',
      'read-segments': 'ok',
      'read-audiences': 'ok',
      'audience-version': 'ok',
      clock: 'ok',
      'rate-limit': 'ok',
      permissions: 'ok',
    });
    expect(found.hint('permissions')).toContain('only the permission "Audiences Read"');
    const sent = found.requests.map(({ method, path }) => `${method} ${path}`);
    // The last two are for the declared contact list, which is not there yet.
    expect(sent).toHaveLength(9);
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

  test.each([
    [
      'audience-version',
      'audienceApiVersion: preview\n',
      'preview',
      'Set audienceApiVersion: experimental at audiencectl.yaml:5:21.',
    ],
    [
      'segment-version',
      'segmentApiVersion: 2026-01\n',
      '2026-01',
      'Set segmentApiVersion: 2026-07 at audiencectl.yaml:5:20.',
    ],
    [
      'application',
      'apiVersion: 2026-01\n',
      '2026-01',
      'Set apiVersion: 2026-07 at audiencectl.yaml:5:13.',
    ],
    [
      'audience-version',
      '',
      'experimental',
      'Set audienceApiVersion in the project file to the newest version that https://developers.criteo.com/retail-media/changelog lists. Without it, experimental is the default.',
    ],
  ])('%s names the key to change, and where: %j', async (name, line, version, hint) => {
    const files = { ...smallProject, 'audiencectl.yaml': `${projectFile}${line}` };
    const answers: readonly SettingsInput[] = [
      { retiredVersions: [version] },
      // A version that lacks the path altogether; the account was found at the other one.
      ...(name === 'application' ? [] : [gone(version)]),
    ];
    for (const settings of answers) {
      const found = await examine(settings, {}, 'doctor --format json', files);
      expect(found).toMatchObject({ exitCode: 1, status: { [name]: 'fail' } });
      expect(found.hint(name)).toBe(hint);
    }
  });

  const ids = (found: Awaited<ReturnType<typeof examine>>) =>
    Object.keys(found.status).filter((name) => found.status[name] === 'fail');

  test('an account that is not there is told by the look-up and the search, once', async () => {
    const found = await examine({ accounts: { '625702934721171442': 'missing' } });
    expect(found).toMatchObject({ exitCode: 1, status: { account: 'warn' } });
    expect(ids(found)).toEqual(['read-segments', 'read-audiences', 'audience-version']);
    expect(found.text('account')).toContain('is not listed for this application');
    expect(found.hint('read-segments')).toMatch(/^Correct the ID of the account .*accountId/u);
    expect(found.text('read-audiences')).toMatch(/ fails for the same reason as read-segments$/u);
    expect(found.hint('read-audiences')).toBeUndefined();
    // What it may use cannot be learnt, which is no finding of its own.
    expect(found.status).not.toHaveProperty('retailers');
    expect(found.stdout.match(/account-must-exist/gu)).toHaveLength(1);
  });

  test('what a warning on stderr says whole, the check says in short', async () => {
    const files = {
      ...smallProject,
      'audiencectl.yaml': `${projectFile}audienceApiVersion: preview\n`,
    };
    await withProject({ files, settings: { deprecatedVersions: ['2026-07'] } }, async (world) => {
      const { stdout, stderr } = await world.run('doctor');
      const checks = stdout.split('\n').filter((line) => /^warn {2}api-version /u.test(line));
      expect(checks).toEqual([
        expect.stringMatching(/ audienceApiVersion is preview \(api-version-ending\)$/u),
        expect.stringMatching(/ Criteo ends .* on 2027-01-31 \(api-deprecated\)$/u),
      ]);
      expect(stdout).toMatch(/\nReady to plan; 2 warnings\.\n$/u);
      const hints = stderr.split('\n').filter((line) => line.startsWith('  hint: '));
      expect(hints).toHaveLength(2);
      for (const hint of hints) expect(stdout).not.toContain(hint.slice('  hint: '.length));
      const json = JSON.parse((await world.run('doctor --format json')).stdout);
      expect(json.diagnostics.map(({ code }: { code: string }) => code)).toEqual([
        'api-version-ending',
        'api-deprecated',
      ]);
      const names = json.checks.map(({ name }: { name: string }) => name);
      expect(names.filter((name: string) => name === 'api-version')).toHaveLength(2);
    });
  });

  test('does not count what the project ignores', async () => {
    const files = {
      ...smallProject,
      'audiencectl.yaml': `${projectFile}audienceApiVersion: preview\nignore: [api-deprecated, api-version-ending]\n`,
    };
    const settings = { deprecatedVersions: ['2026-07', 'preview'] };
    await withProject({ files, settings }, async ({ run }) => {
      const { stdout, stderr } = await run('doctor');
      expect({ stderr, stdout }).toEqual({
        stderr: '',
        stdout: expect.not.stringMatching(/^warn/mu),
      });
      expect(stdout).toMatch(/\nReady to plan; 0 warnings\.\n$/u);
    });
  });

  test('tells that the account is a demand account', async () => {
    const found = await examine({ accounts: { '625702934721171442': 'demand' } });
    expect(found).toMatchObject({ exitCode: 1, status: { account: 'fail' } });
    expect(found.text('account')).toContain(
      '("Sandbox account 625702934721171442") is a demand account',
    );
    expect(found.hint('account')).toBe(
      'Use the account of a retailer in the project file, not that of a brand.',
    );
  });

  test('tells which retailers the account cannot use, and where they are named', async () => {
    const { 'audiencectl.yaml': projectFile = '', ...rest } = smallProject;
    const files = {
      ...rest,
      'audiencectl.yaml': `${projectFile}defaults: { retailerId: "5" }\nowns: { segments: { retailerIds: ["1234", "7"] } }\n`,
      'more.yaml':
        'segments:\n  - name: Other\n    retailerId: "99"\n    contactList: { identifierType: Email }\n  - { name: Gone, retailerId: "98", state: absent }\n',
    };
    const settings = { retailers: { '99': 'unauthorized', '7': 'unauthorized' } } as const;
    await withProject({ files, settings }, async ({ run, sandbox }) => {
      const { exitCode, stdout } = await run('doctor --format json');
      expect(exitCode).toBe(0);
      const checks: { name: string }[] = JSON.parse(stdout).checks;
      expect(checks.find(({ name }) => name === 'retailers')).toEqual({
        name: 'retailers',
        status: 'warn',
        text: 'the account has no access to 7 (audiencectl.yaml), 99 (more.yaml:3)',
        hint: expect.stringMatching(/^Correct retailerId there/u),
      });
      const asked = sandbox.requests().filter(({ path }) => path.endsWith('/retailers/search'));
      expect(asked.map(({ body }) => body)).toEqual([
        { data: { attributes: { retailerIdFilter: ['1234', '5', '7', '99'] } } },
      ]);
    });
  });

  test('asks for ten retailers at a time, and reads each answer', async () => {
    const ids = Array.from({ length: 23 }, (_, index) => `${100 + index}`);
    const segments = ids.map(
      (id) => `  - { name: S${id}, retailerId: "${id}", contactList: { identifierType: Email } }\n`,
    );
    const files = { ...smallProject, 'manifest.yaml': `segments:\n${segments.join('')}` };
    const settings = { retailers: { '122': 'unauthorized' } } as const;
    await withProject({ files, settings }, async ({ run, sandbox }) => {
      const { stdout } = await run('doctor');
      expect(stdout).toMatch(/^warn {2}retailers +the account has no access to 122 \(/mu);
      const asked = sandbox.requests().filter(({ path }) => path.endsWith('/retailers/search'));
      expect(asked).toHaveLength(3);
    });
  });

  test('retailers that cannot be looked up are no failure', async () => {
    const status = { kind: 'status', status: 403 } as const;
    const found = await examine({ faults: [{ when: { path: '/retailers/' }, effect: status }] });
    expect(found).toMatchObject({ exitCode: 0, status: { retailers: 'warn' } });
    expect(found.text('retailers')).toContain('planning does not need this');
  });

  test('a project of marketing solutions has no retailers', async () => {
    const files = {
      'audiencectl.yaml': 'version: 1\nplatform: marketing-solutions\nadvertiserId: "4949"\n',
      'm.yaml': 'segments:\n  - { name: A, contactList: {} }\n',
    };
    await withProject({ files }, async ({ run }) => {
      const { exitCode, stdout } = await run('doctor');
      expect(exitCode).toBe(0);
      expect(stdout).not.toContain('retailers');
    });
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
