import { describe, expect, test } from '@jest/globals';
import { type FolderFiles, projectFile, smallProject, withFolder } from '../../support/a-folder.ts';
import { serveHostile } from '../../support/a-hostile-api.ts';
import { credentials, withProject } from '../../support/a-project.ts';
import { runAt } from '../../support/run-at.ts';
import { runCli } from '../../support/run-cli.ts';

const withVersion = (lines: string): FolderFiles => ({
  ...smallProject,
  'audiencectl.yaml': `${projectFile}${lines}`,
});

/** 2026-01 of retail media ends on 2027-01-27. */
const ending = withVersion('apiVersion: 2026-01\n');
const versionLines = (text: string) =>
  text.split('\n').filter((line) => /(?:^| )warning api-version-/.test(line));

const commands = [
  'validate',
  'plan --sandbox',
  'apply --sandbox --auto-approve',
  'doctor --sandbox',
];

describe.each(commands)('%s warns on stderr of a version that ends', (command) => {
  test.each([
    ['2026-10-28', 91, []],
    ['2026-10-30', 89, ['audiencectl.yaml:5:13 warning api-version-ending']],
    ['2027-01-27', 0, ['audiencectl.yaml:5:13 warning api-version-ending']],
    ['2027-01-28', -1, ['audiencectl.yaml:5:13 warning api-version-ended']],
  ])('on %s, %d days before', async (day, _days, expected) => {
    await withFolder(ending, async (folder) => {
      const { exitCode, stdout, stderr } = await runAt(day, command, { folder });
      expect(exitCode).toBe(0);
      const told = versionLines(stderr);
      expect(told.map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual(expected);
      for (const line of told) expect(line).toContain('2027-01-27');
      expect(versionLines(stdout)).toEqual([]);
    });
  });

  test('in the JSON document, too, unless that is a plan', async () => {
    await withFolder(ending, async (folder) => {
      const run = await runAt('2026-12-01', `${command} --format json`, { folder });
      const document = JSON.parse(run.stdout);
      const codes = document.diagnostics.map(({ code }: { code: string }) => code);
      const expected = command.startsWith('plan') ? [] : ['api-version-ending'];
      expect(codes.filter((code: string) => code.startsWith('api-'))).toEqual(expected);
      expect(versionLines(run.stderr)).toHaveLength(1);
    });
  });

  test('unless the project file ignores it', async () => {
    const files = withVersion('apiVersion: 2026-01\nignore: [api-version-ending]\n');
    await withFolder(files, async (folder) => {
      const { exitCode, stderr } = await runAt('2026-12-01', command, { folder });
      expect(exitCode).toBe(0);
      expect(versionLines(stderr)).toEqual([]);
    });
  });

  test('also with --quiet', async () => {
    await withFolder(ending, async (folder) => {
      const { stderr } = await runAt('2026-12-01', `${command} --quiet`, { folder });
      expect(versionLines(stderr)).toHaveLength(1);
    });
  });
});

describe('the day of a run', () => {
  test('is no part of a plan', async () => {
    await withProject({ files: ending }, async ({ folder, url }) => {
      const env = { ...credentials, AUDIENCECTL_API_URL: url };
      const plans = [];
      for (const day of ['2026-06-01', '2027-01-01', '2027-06-01']) {
        const { exitCode, stdout } = await runAt(day, 'plan --format json', { folder, env });
        expect(exitCode).toBe(0);
        plans.push(stdout);
      }
      expect(new Set(plans).size).toBe(1);
    });
  });

  test('does not hide the errors of the manifests', async () => {
    const files = { ...ending, 'wrong.yaml': 'audiences: [{ name: A, algebra: {} }]\n' };
    await withFolder(files, async (folder) => {
      const { exitCode, stderr } = await runAt('2026-12-01', 'plan --sandbox', { folder });
      expect(exitCode).toBe(1);
      expect(versionLines(stderr)).toHaveLength(1);
      expect(stderr).toMatch(/wrong\.yaml:1:\d+ error /);
    });
  });

  test('shows the line, and what to set instead', async () => {
    await withFolder(withVersion('audienceApiVersion: preview\n'), async (folder) => {
      const { stderr } = await runAt('2026-11-29', 'validate', { folder });
      expect(stderr).toContain(
        'audiencectl.yaml:5:21 warning api-version-ending audienceApiVersion is preview, which ends on 2026-12-31, in 32 days\n',
      );
      expect(stderr).toContain('5 | audienceApiVersion: preview');
      expect(stderr).toContain(
        'hint: Set audienceApiVersion: experimental at audiencectl.yaml:5:21.',
      );
    });
  });
});

test('every environment is told once, since the version is that of all', async () => {
  const files = withVersion('apiVersion: 2026-01\nenvironments: { staging: {}, production: {} }\n');
  await withFolder(files, async (folder) => {
    const { exitCode, stderr } = await runAt('2026-12-01', 'validate', { folder });
    expect({ exitCode, told: versionLines(stderr).length }).toEqual({ exitCode: 0, told: 1 });
  });
});

describe.each(['validate', 'validate --format json', 'plan --sandbox', 'doctor --sandbox'])(
  '%s warns of no version whose key is wrong',
  (command) => {
    test.each([
      ['in an environment', 'environments: { staging: { audienceApiVersion: preview } }\n'],
      ['in one of two', 'environments: { a: {}, staging: { apiVersion: 2025-07 } }\n'],
      ['of another type', 'apiVersion: [2025-07]\n'],
      ['of another form', 'audienceApiVersion: 7\nsegmentApiVersion: newest\n'],
    ])('%s', async (_, lines) => {
      await withFolder(withVersion(lines), async (folder) => {
        const env = lines.includes('staging') && !command.startsWith('val') ? ' --env staging' : '';
        const run = await runAt('2030-01-01', `${command}${env}`, { folder });
        expect(run.exitCode).not.toBe(0);
        const keys = lines.match(/\w+ApiVersion|apiVersion/gu) ?? [];
        for (const key of keys) {
          expect(`${run.stdout}${run.stderr}`).not.toMatch(
            new RegExp(`\\b${key} is \\d|${key} is \\w+ [(]the default`, 'u'),
          );
        }
      });
    });
  },
);

test('a version whose key is right is warned of beside one that is wrong', async () => {
  const lines = 'apiVersion: 2026-01\nenvironments: { staging: { audienceApiVersion: preview } }\n';
  await withFolder(withVersion(lines), async (folder) => {
    const { stderr } = await runAt('2030-01-01', 'validate', { folder });
    expect(versionLines(stderr)).toEqual([
      expect.stringMatching(
        /^audiencectl\.yaml:5:13 warning api-version-ended apiVersion is 2026-01, /,
      ),
    ]);
  });
});

test('other projects of the repository are not what the run uses', async () => {
  const files = { ...smallProject, 'old/audiencectl.yaml': ending['audiencectl.yaml'] ?? '' };
  await withFolder(files, async (folder) => {
    const { stderr } = await runAt('2026-12-01', 'plan --sandbox', { folder });
    expect(versionLines(stderr)).toEqual([]);
  });
});

test('a saved plan is warned of as its project is, and without a project, too', async () => {
  await withProject({ files: ending }, async ({ folder, url }) => {
    const env = { ...credentials, AUDIENCECTL_API_URL: url };
    await runAt('2026-06-01', 'plan --out plan.json', { folder, env });
    const line = 'apply plan.json --auto-approve';
    const beside = await runAt('2026-12-01', line, { folder, env });
    expect(beside.exitCode).toBe(0);
    expect(versionLines(beside.stderr)).toEqual([
      expect.stringMatching(/^audiencectl\.yaml:5:13 warning api-version-ending /),
    ]);
    const trusted = await runAt('2026-12-01', `${line} --trust-plan-file`, { folder, env });
    expect(versionLines(trusted.stderr)).toEqual([
      expect.stringMatching(/^warning api-version-ending apiVersion is 2026-01, which ends on/),
    ]);
  });
});

const tokenAnswer = { json: { access_token: 'token-of-a-test', token_type: 'bearer' } };

const deprecatedLines = (text: string) =>
  text.split('\n').filter((line) => /(?:^| )warning api-deprecated /.test(line));

describe('what the API deprecates', () => {
  const settings = { deprecatedVersions: ['2026-07', 'experimental'] };

  test.each([
    ['plan', 0],
    ['plan --format json', 0],
    ['plan --sizes', 0],
    ['apply --auto-approve', 0],
    ['apply --auto-approve --format json', 0],
    ['snapshot --out s.json', 0],
    ['export --out there', 0],
    ['sizes', 0],
    ['doctor', 0],
    ['doctor --format json', 0],
  ])('is told by %s, once for each version', async (line, exitCode) => {
    const files = withVersion('apiVersion: 2026-07\n');
    await withProject({ files, settings }, async ({ run }) => {
      const found = await run(line);
      expect(found.exitCode).toBe(exitCode);
      const told = deprecatedLines(found.stderr);
      expect(told.length).toBeGreaterThan(0);
      const versions = told.map((each) => /of version (\S+) on/.exec(each)?.[1]);
      expect(new Set(versions).size).toBe(told.length);
      for (const each of told) expect(each).toMatch(/ Criteo ends .* on 2027-01-31/);
      // The place of what is set; the other version is the default.
      expect(found.stderr).toMatch(/^audiencectl\.yaml:5:13 warning api-deprecated .*2026-07/m);
      expect(found.stderr).toContain('Version 2026-07 of this endpoint will be retired');
      if (line.includes('--format json')) JSON.parse(found.stdout);
    });
  });

  test.each([
    ['members stats', [], 0],
    ['members sync', ['--source', 'people.csv'], 0],
    ['members add', ['--source', 'people.csv'], 0],
    // An audience excludes the list.
    ['members clear', ['--auto-approve'], 3],
  ] as const)('is told by %s', async (action, options, expected) => {
    const files = { ...smallProject, 'people.csv': 'email\na@example.com\n' };
    await withProject({ files, settings }, async ({ folder, run, url }) => {
      await run('apply --auto-approve');
      const env = { ...credentials, AUDIENCECTL_API_URL: url };
      const args = [...action.split(' '), 'CRM Users 2025', ...options, '--format', 'json'];
      const { exitCode, stdout, stderr } = await runCli(args, { cwd: folder, env });
      expect(exitCode).toBe(expected);
      expect(deprecatedLines(stderr).length).toBeGreaterThan(0);
      const codes = JSON.parse(stdout).diagnostics.map(({ code }: { code: string }) => code);
      // The list is empty, which statistics say, too.
      const others = codes.filter((code: string) => code !== 'list-empty');
      expect(new Set(others)).toEqual(new Set(['api-deprecated']));
    });
  });

  test('is told by catalog', async () => {
    const files = {
      'audiencectl.yaml': 'version: 1\nplatform: marketing-solutions\nadvertiserId: "45634"\n',
      'm.yaml': 'segments: []\n',
    };
    await withProject({ files, settings }, async ({ run }) => {
      const { stdout, stderr } = await run('catalog brands --country FR --format json');
      expect(deprecatedLines(stderr)).toHaveLength(1);
      expect(JSON.parse(stdout).diagnostics).toMatchObject([{ code: 'api-deprecated' }]);
    });
  });

  test('is told of a run that fails, after what it failed of', async () => {
    const fault = {
      when: { path: '/audiences/search' },
      effect: { kind: 'status', status: 403 },
    } as const;
    await withProject(
      { files: smallProject, settings: { ...settings, faults: [fault] } },
      async ({ run }) => {
        const { exitCode, stdout, stderr } = await run('plan --format json');
        expect(exitCode).toBe(1);
        expect(JSON.parse(stdout).diagnostics).toMatchObject([{ severity: 'error' }]);
        expect(deprecatedLines(stderr).length).toBeGreaterThan(0);
      },
    );
  });

  test('is a deprecation of the token, which no project file can mend', async () => {
    const headers = { deprecation: '@1793000000', sunset: 'Thu, 01 Jul 2027 00:00:00 GMT' };
    const served = await serveHostile({ token: { ...tokenAnswer, headers } });
    try {
      await withFolder(smallProject, async (folder) => {
        const env = { ...credentials, AUDIENCECTL_API_URL: served.url };
        const { stderr } = await runCli(['plan'], { cwd: folder, env });
        expect(deprecatedLines(stderr)).toEqual([
          'warning api-deprecated Criteo ends POST oauth2/token on 2027-07-01, and has deprecated it as of 2026-10-26',
        ]);
        expect(stderr).toMatch(/hint: Upgrade audiencectl, /);
      });
    } finally {
      await served.close();
    }
  });

  test.each([
    [{ deprecation: 'soon', sunset: 'never' }, [], '(Deprecation: soon) (Sunset: never)'],
    [{ deprecation: 'false' }, [], null],
    [{ deprecation: '' }, [], null],
    [{ deprecation: 'true' }, [], 'of version 2026-07'],
    [{ sunset: '\u00e9 ::error::x' }, [], '(Sunset: '],
    [
      {},
      [{ type: 'deprecation', code: 'deprecated-field', detail: 'x \u001b[31m' }],
      'x \\u001b[31m',
    ],
    [{}, [{ code: 'endpoint-deprecated', title: 'Bye.' }], 'endpoint-deprecated: Bye'],
    [{}, [{ type: 'deprecation', code: 5, detail: {} }], 'deprecation'],
  ])('is what headers %j and entries %j say, as text', async (headers, warnings, words) => {
    const answer = {
      data: [],
      ...{ meta: { totalItems: 0, limit: 500, offset: 0 }, errors: [], warnings },
    };
    const served = await serveHostile({ every: () => ({ json: answer, headers }) });
    try {
      await withFolder(smallProject, async (folder) => {
        const env = { ...credentials, AUDIENCECTL_API_URL: served.url };
        const { exitCode, stderr } = await runCli(['plan'], { cwd: folder, env });
        expect(exitCode).toBe(0);
        // Everything is read at the one, and the other is where the audience would be written.
        const told = deprecatedLines(stderr).filter((line) => !line.includes('of version exp'));
        if (words === null) expect(told).toEqual([]);
        else expect(told).toEqual([expect.stringContaining(words)]);
        expect(stderr).not.toMatch(/^::/m);
        expect(stderr).not.toContain('\u001b');
      });
    } finally {
      await served.close();
    }
  });

  test('is an annotation of GitHub Actions, as a version that ends is', async () => {
    await withProject(
      { files: ending, settings: { deprecatedVersions: ['2026-01'] } },
      async ({ folder, url }) => {
        const env = { ...credentials, AUDIENCECTL_API_URL: url, GITHUB_ACTIONS: 'true' };
        const github = { ...env, GITHUB_WORKSPACE: folder };
        const { stderr } = await runAt('2026-12-01', 'plan', { folder, env: github });
        const places = [
          ...stderr.matchAll(/^::warning file=audiencectl\.yaml,line=5,.*title=([\w-]+)/gm),
        ];
        expect(places.map(([, title]) => title)).toEqual(['api-version-ending', 'api-deprecated']);
      },
    );
  });

  test('is hidden where the project ignores it', async () => {
    const files = withVersion('ignore: [api-deprecated]\n');
    await withProject({ files, settings }, async ({ run }) => {
      expect(deprecatedLines((await run('plan')).stderr)).toEqual([]);
    });
  });

  test('is a line of --events for each endpoint, and none of the plan', async () => {
    await withProject({ files: smallProject, settings }, async ({ run }) => {
      const { stdout } = await run('apply --auto-approve --events - --report json=r.json');
      const events = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      const told = events.filter(({ event }) => event === 'deprecation');
      const keys = told.map((each) => JSON.stringify([each.version, each.endpoint, each.code]));
      expect(told.length).toBeGreaterThan(2);
      expect(new Set(keys).size).toBe(keys.length);
      expect(told[0]).toMatchObject({ sunset: '2027-01-31', since: null });
    });
    await withProject({ files: smallProject, settings }, async ({ run }) => {
      const warned = (await run('plan --format json')).stdout;
      expect(warned).not.toContain('deprecated');
    });
  });
});
