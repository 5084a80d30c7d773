/**
 * Text from outside is printed as text: every command, every field that somebody outside can choose, and
 * every way out of the program. Nothing of it moves a cursor, breaks a line or gives an order to a CI system.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { isPlan } from '../../../src/schema/generated/is-plan.js';
import { type FolderFiles, projectFile, smallProject, withFolder } from '../../support/a-folder.ts';
import { type HostileAnswers, serveHostile } from '../../support/a-hostile-api.ts';
import { credentials, withProject } from '../../support/a-project.ts';
import { advertiserId, anAudienceRow, aSegmentRow, aSnapshot } from '../../support/a-world.ts';
import { harmsIn, hostileArgument, hostileText, hostileTexts } from '../../support/hostile-text.ts';
import { type CliRun, runCli } from '../../support/run-cli.ts';

/** A way to start the program that lets something from outside reach its output. */
interface Attack {
  readonly args: readonly string[];
  readonly files?: FolderFiles;
  readonly env?: Readonly<Record<string, string>>;
  /** What the API answers; there is none unless given. */
  readonly api?: HostileAnswers;
  /** Files that the run writes and that people look at. */
  readonly written?: readonly string[];
  /** Whether the text may be refused whole, so that none of it comes out. */
  readonly silent?: true;
}

/** Part of every hostile text, and harmless by itself: what is printed holds it, or the test proves nothing. */
const trace = 'pwned';

async function attack({ args, files = smallProject, env = {}, api }: Attack, written: string[]) {
  const served = api === undefined ? null : await serveHostile(api);
  try {
    return await withFolder(files, async (cwd) => {
      const url = served === null ? {} : { AUDIENCECTL_API_URL: served.url };
      const run = await runCli(args, { cwd, env: { ...credentials, ...url, ...env } });
      const texts = await Promise.all(
        written.map((file) => readFile(join(cwd, file), 'utf8').catch(() => '')),
      );
      return { ...run, texts };
    });
  } finally {
    await served?.close();
  }
}

async function expectHarmless(it: Attack): Promise<CliRun> {
  const run = await attack(it, [...(it.written ?? [])]);
  const all = [run.stdout, run.stderr, ...run.texts];
  expect(all.flatMap(harmsIn)).toEqual([]);
  if (it.silent !== true) expect(all.join('')).toContain(trace);
  if (it.args.includes('json')) expect(() => JSON.parse(run.stdout)).not.toThrow();
  return run;
}

const quoted = JSON.stringify(hostileText);
const marketing = `version: 1\nplatform: marketing-solutions\nadvertiserId: "${advertiserId}"\n`;
const formats = ['text', 'json', 'markdown', 'html', 'gitlab'] as const;

describe('what stands in manifests and the project file', () => {
  const manifests: readonly (readonly [string, string])[] = [
    ['bytes that YAML does not take', `segments:\n  - nmae: x # pwned \u001b[2J\u0007\b\u009b1m\n`],
    [
      'a name',
      `segments:\n  - name: ${quoted}\n    retailerId: "1"\n    contactList: {}\n    x: 1\n`,
    ],
    ['a key', `segments:\n  - ${quoted}: 1\n`],
    [
      'a value that is none',
      `segments:\n  - name: a\n    contactList: { identifierType: ${quoted} }\n`,
    ],
    ['an ID', `segments:\n  - name: a\n    id: ${quoted}\n`],
    [
      'a reference',
      `audiences:\n  - name: a\n    retailerId: "1"\n    algebra: { and: [${quoted}, b] }\n`,
    ],
    ['a variable', `segments:\n  - name: "\${var.a}${JSON.stringify(hostileText).slice(1)}\n`],
    ['an alias', `segments: [*${'##vso[x]pwned'}]\n`],
    ['a tag', `segments: !<##vso[x]pwned> 1\n`],
  ];
  test.each(
    manifests.flatMap(([what, text]) =>
      [['validate'], ['validate', '--format', 'json'], ['plan', '--sandbox']].map(
        (args) => [`${what}: ${args.join(' ')}`, text, args] as const,
      ),
    ),
  )('%s', async (what, text, args) => {
    // A position in a text of YAML is told without the text around it, but for the excerpt.
    const silent =
      args.includes('json') && /^an alias|^bytes/u.test(what) ? { silent: true as const } : {};
    await expectHarmless({ args, files: { ...smallProject, 'manifest.yaml': text }, ...silent });
  });

  test.each(hostileTexts)('a line above the place, and comments around it: %j', async (text) => {
    const manifest = `segments:\n  # pwned\n  - nmae: x # ${text}\n  # ${text}\n  - nmae: x\n`;
    const files = {
      ...smallProject,
      'manifest.yaml': manifest,
      'b.yaml': `${text}: a\n- nmae: pwned\n`,
    };
    await expectHarmless({ args: ['validate'], files, silent: true });
  });

  test.each([
    ['name', `name: ${quoted}\nx: 1\n`],
    ['platform', `platform: ${quoted}\n`],
    ['ignore', `ignore: [${quoted}]\n`],
    ['protect', `protect: [${quoted}]\n`],
    ['vars', `vars: { ${quoted}: 1 }\n`],
    ['manifests', `manifests: [${JSON.stringify(`pwned${hostileArgument}`)}]\n`],
    ['environments', `environments: { ${quoted}: { accountId: "1", x: 1 } }\n`],
    ['owns', `owns: { segments: { names: [${quoted}], retailerIds: [${quoted}] } }\n`],
    ['accountId', `accountId: ${quoted}\n`],
    ['apiVersion', `apiVersion: ${quoted}\n`],
  ])('the project file: %s', async (_, text) => {
    const base = projectFile
      .split('\n')
      .filter((line) => line !== '' && !text.startsWith(`${line.split(':')[0]}:`))
      .join('\n');
    await expectHarmless({
      args: ['validate'],
      files: { ...smallProject, 'audiencectl.yaml': `${base}\n${text}` },
    });
  });

  test.each([['validate'], ['plan', '--sandbox'], ['validate', '--format', 'json']])(
    'the name of a file: %s',
    async (...args: string[]) => {
      const name = '::error::pwned\u001b[2J\n##[error]\u202e%0A,x:.yaml';
      await expectHarmless({
        args,
        files: { ...smallProject, [name]: 'segments:\n  - nmae: x\n' },
      });
    },
  );

  test('annotations give the orders that are ours, and no other', async () => {
    const name = '::error::pwned\u001b[2J\n##[error]\u202e%0A,x:.yaml';
    const text = `segments:\n  - nmae: x # ##vso[x]pwned ::error::\n  - name: ${quoted}\n    x: 1\n    y: 2\n`;
    const { stdout, stderr } = await withFolder({ ...smallProject, [name]: text }, (cwd) =>
      runCli(['validate'], { cwd, env: { GITHUB_ACTIONS: 'true' } }),
    );
    expect(harmsIn(stdout)).toEqual([]);
    const lines = stderr.split('\n');
    const ours =
      /^::(?:error|warning) file=[^,:]*,line=\d+,col=\d+(?:,endColumn=\d+)?,title=[a-z-]+::/u;
    const orders = lines.filter((line) => line.includes('::'));
    expect(orders.length).toBeGreaterThan(2);
    expect(orders.filter((line) => !ours.test(line))).toEqual([]);
    expect(harmsIn(orders.map((line) => line.replace(ours, '')).join('\n'))).toEqual([]);
    expect(harmsIn(lines.filter((line) => !ours.test(line)).join('\n'))).toEqual([]);
    expect(harmsIn(lines.join('\n').replaceAll(/^::/gmu, ''))).toEqual([]);
  });
});

/** Rows whose every text that is no ID is hostile. */
const hostileRows = {
  segments: [
    aSegmentRow('1', hostileText, { description: hostileText, updatedAt: hostileText }),
    aSegmentRow('2', 'CRM Users 2025', { description: hostileText, channels: [hostileText] }),
    aSegmentRow('3', `${hostileText}3`, { type: hostileText, contactList: undefined }),
    aSegmentRow('5', `${hostileText}5`, {
      events: { shopperActivity: hostileText, lookbackDays: hostileText, categoryIds: ['1'] },
    }),
  ],
  audiences: [
    anAudienceRow('4', hostileText, { audienceSegmentId: '1' }, { description: hostileText }),
    anAudienceRow('6', 'Recent viewers not in CRM', {
      and: [{ audienceSegmentId: '1' }, { not: { audienceSegmentId: '2' } }],
    }),
  ],
};

const snapshotFile = JSON.stringify(aSnapshot(hostileRows.segments, hostileRows.audiences));

/** Names are at most 256 characters long, so that a part of the text at a time is declared. */
const shortNames = hostileText
  .split('\n')
  .map((text, index) => ({ text: text.replaceAll('\u0000', '').trim(), index }))
  .filter(({ text }) => text !== '');
const manifestOfNames = [
  'segments:',
  ...shortNames.flatMap(({ text, index }) => [
    `  - name: ${JSON.stringify(`${text} ${index}`)}`,
    '    retailerId: "1234"',
    `    description: ${JSON.stringify(text)}`,
    `    meta: { ${JSON.stringify(text)}: ${JSON.stringify(text)} }`,
    '    contactList: { identifierType: Email }',
  ]),
  'audiences:',
  ...shortNames.flatMap(({ text, index }) => [
    `  - name: ${JSON.stringify(`${text} ${index}`)}`,
    '    retailerId: "1234"',
    `    algebra: { and: [${JSON.stringify(`${text} ${index}`)}, CRM Users 2025] }`,
  ]),
  '',
].join('\n');

const hostileProject: FolderFiles = {
  'audiencectl.yaml': `${projectFile}prune: owned\nowns: { segments: { names: ["*"] }, audiences: { names: ["*"] } }\n`,
  'manifest.yaml': manifestOfNames,
  'snapshot.json': snapshotFile,
};

describe('what stands in a snapshot, and in what is declared beside it', () => {
  test.each(
    formats.flatMap((format): readonly (readonly [string, readonly string[]])[] => [
      [`plan --format ${format}`, ['plan', '--snapshot', 'snapshot.json', '--format', format]],
      [
        `plan --verbose --report ${format}`,
        ['plan', '--verbose', '--snapshot', 'snapshot.json', '--report', `${format}=report`],
      ],
    ]),
  )('%s', async (name, args) => {
    const silent = name.includes('gitlab') ? { silent: true as const } : {};
    await expectHarmless({ args, files: hostileProject, written: ['report'], ...silent });
  });

  test.each([
    ['graph', ['graph', '--snapshot', 'snapshot.json']],
    ['export', ['export', '--snapshot', 'snapshot.json']],
    ['plan of prunes', ['plan', '--snapshot', 'snapshot.json', '--max-deletes', '100']],
    ['a snapshot whose name is hostile', ['plan', '--snapshot', hostileArgument]],
    [
      'a target that nothing has',
      ['plan', '--snapshot', 'snapshot.json', '--target', hostileArgument],
    ],
  ] as const)('%s', async (_, args) => {
    await expectHarmless({ args, files: hostileProject });
  });

  test.each(['retailer', 'entity'])(
    'an export in a file for each %s reads back as it was, and its files are harmless',
    async (layout) => {
      const rows = shortNames.map(({ text, index }) =>
        aSegmentRow(String(index + 1), `${text} ${index}`.normalize(), { description: text }),
      );
      const audience = anAudienceRow('99', `${hostileTexts[0]} 99`, {
        or: rows.slice(0, 10).map(({ id }) => ({ audienceSegmentId: id })),
      });
      const files = {
        'audiencectl.yaml': projectFile,
        's.json': JSON.stringify(aSnapshot(rows, [audience])),
      };
      await withFolder(files, async (cwd) => {
        const run = (...args: string[]) => runCli(args, { cwd, env: credentials });
        const args = ['--snapshot', 's.json'];
        const printed = await run('export', ...args, '--layout', layout);
        expect(harmsIn(printed.stdout)).toEqual([]);
        expect(await run('export', ...args, '--out', '.', '--layout', layout)).toMatchObject({
          exitCode: 0,
        });
        const written = (await readdir(cwd, { recursive: true })).filter((file) =>
          /^(?:segments|audiences).*\.yaml$/u.test(file),
        );
        const texts = await Promise.all(written.map((file) => readFile(join(cwd, file), 'utf8')));
        expect([...written, ...texts].flatMap(harmsIn)).toEqual([]);
        const planned = await run('plan', ...args, '--format', 'json');
        expect(planned.exitCode).toBe(0);
        expect(JSON.parse(planned.stdout).summary).toMatchObject({
          ...{ create: 0, update: 0, unchanged: rows.length + 1, unmanaged: 0 },
        });
      });
    },
  );
});

/** A problem whose every text is hostile. */
const problem = {
  type: hostileText,
  code: hostileText,
  instance: hostileText,
  title: hostileText,
  detail: hostileText,
  traceId: hostileText,
  source: { x: hostileText },
};
const refusal = (status: number) => ({
  status,
  json: {
    errors: [problem],
    warnings: [problem],
    error: hostileText,
    error_description: hostileText,
  },
  headers: { sunset: 'pwned ::error::', deprecation: 'pwned ##[x]' },
});

describe('what the API answers', () => {
  const commands: readonly (readonly string[])[] = [
    ['plan'],
    ['plan', '--verbose'],
    ['plan', '--format', 'json'],
    ['apply', '--auto-approve', '--events', 'report'],
    ['apply', '--auto-approve', '--format', 'json'],
    ['export'],
    ['snapshot', '--out', 'report'],
    ['sizes'],
    ['doctor'],
    ['doctor', '--format', 'json'],
    ['members', 'stats', 'CRM Users 2025'],
    ['members', 'clear', 'CRM Users 2025', '--auto-approve'],
  ];
  test.each(
    commands.flatMap((args) =>
      [400, 401, 404].map((status) => [`${args.join(' ')}: ${status}`, args, status]),
    ) as [string, readonly string[], number][],
  )('%s', async (_, args, status) => {
    const api = { every: () => refusal(status) };
    await expectHarmless({ args, api, written: ['report'] });
  });

  test.each(commands.map((args) => [args.join(' '), args] as const))(
    'the token endpoint: %s',
    async (_, args) => {
      await expectHarmless({ args, api: { token: refusal(401) }, written: ['report'] });
    },
  );

  test.each(commands.map((args) => [args.join(' '), args] as const))(
    'rows: %s',
    async (_, args) => {
      const silent = /snapshot|members|doctor/.test(args[0] ?? '') ? { silent: true as const } : {};
      // The refused plan is shown whole; carried out, its writes would wait for their rows to appear.
      const line = args[0] === 'apply' ? [...args, '--max-deletes', '0'] : args;
      await expectHarmless({ args: line, api: hostileRows, files: hostileProject, ...silent });
    },
  );

  test.each([
    ['text', ['apply', '--auto-approve', '--events', 'report']],
    ['verbose', ['apply', '--auto-approve', '--verbose']],
    ['json', ['apply', '--auto-approve', '--format', 'json']],
    ['markdown', ['apply', '--auto-approve', '--report', 'markdown=report']],
    ['html', ['apply', '--auto-approve', '--report', 'html=report']],
  ] as const)('refused writes: %s', async (_, args) => {
    const every = (_method: string, path: string) =>
      path.endsWith('/search') ? undefined : refusal(400);
    await expectHarmless({ args, api: { every }, files: hostileProject, written: ['report'] });
    const api = { ...hostileRows, every };
    await expectHarmless({ args, api, files: hostileProject, written: ['report'] });
  });

  test.each([
    ['catalog interests', ['catalog', 'interests', '--country', 'FR']],
    ['catalog brands', ['catalog', 'brands', '--country', 'FR', 'pwned']],
    ['catalog behavioral', ['catalog', 'behavioral']],
    ['catalog as JSON', ['catalog', 'behavioral', '--format', 'json']],
    ['doctor', ['doctor']],
    ['doctor as JSON', ['doctor', '--format', 'json']],
  ] as const)('names of its own: %s', async (_, args) => {
    const attributes = {
      name: hostileText,
      advertiserName: hostileText,
      size: 3,
      type: 'Behavioral',
      ...(args.some((word) => word === 'behavioral')
        ? { behavioral: { country: hostileText, category: hostileText } }
        : {}),
    };
    const row = { id: advertiserId, type: hostileText, attributes };
    const meta = { totalItems: 1 };
    const api = {
      every: () => ({ json: { data: [row], meta }, headers: { sunset: 'pwned ::x' } }),
    };
    await expectHarmless({
      args,
      api,
      files: { 'audiencectl.yaml': marketing, 'a.yaml': 'segments: []\n' },
    });
  });
});

describe('what stands in a plan file', () => {
  /** Every text of a document, by its path. */
  function textsOf(
    value: unknown,
    path: readonly (string | number)[] = [],
  ): readonly (readonly (string | number)[])[] {
    if (typeof value === 'string') return [path];
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, member]) => textsOf(member, [...path, key]));
  }
  function withText(document: unknown, path: readonly (string | number)[]): string {
    const copy = structuredClone(document);
    let place = copy as Record<string | number, unknown>;
    for (const key of path.slice(0, -1)) place = place[key] as Record<string | number, unknown>;
    place[path.at(-1) ?? ''] = hostileText;
    return JSON.stringify(copy);
  }

  test('all that its schema lets through, in every format', async () => {
    const snapshot = aSnapshot(
      [aSegmentRow('2', 'CRM Users 2025', { description: 'old' }), aSegmentRow('7', 'Old list')],
      [
        anAudienceRow('6', 'Recent viewers not in CRM', { audienceSegmentId: '2' }),
        anAudienceRow('8', 'Left', { audienceSegmentId: '7' }),
      ],
    );
    const files = { ...smallProject, 'snapshot.json': JSON.stringify(snapshot) };
    await withProject({ files }, async ({ folder, write }) => {
      const run = (...args: string[]) => runCli(args, { cwd: folder, env: credentials });
      const { stdout } = await run('plan', '--snapshot', 'snapshot.json', '--format', 'json');
      const document: unknown = { ...JSON.parse(stdout), base: 'base', ...extras };
      await write({ 'plan.json': JSON.stringify(document) });
      expect(await run('show', 'plan.json')).toMatchObject({ exitCode: 0 });
      // `test/report/hostile-text.test.ts` renders each text in turn.
      let whole = document;
      for (const path of textsOf(document)) {
        const more: unknown = JSON.parse(withText(whole, path));
        if (isPlan(more)) whole = more;
      }
      expect(textsOf(whole).length).toBeGreaterThan(80);
      await write({ 'plan.json': JSON.stringify(whole) });
      for (const format of formats) {
        for (const line of [
          ['show'],
          ['apply', '--auto-approve'],
          ['apply', '--trust-plan-file'],
        ]) {
          const args = [...line, 'plan.json', '--format', format, '--report', `${format}=report`];
          const shown = await run(...args);
          const report = await readFile(join(folder, 'report'), 'utf8').catch(() => '');
          expect([format, [shown.stdout, shown.stderr, report].flatMap(harmsIn)]).toEqual([
            format,
            [],
          ]);
        }
      }
    });
  });

  /** What a plan of this snapshot does not have, and another one may. */
  const extras = {
    selection: { target: ['a'], exclude: ['b'], pulledIn: ['segment/c'] },
    refusals: [{ code: 'x', address: 'segment/a', text: 'b', fix: 'c' }],
    affected: [{ address: 'audience/a', verdict: 'wider', via: ['segment/b'], adSetIds: ['1'] }],
    diagnostics: [
      {
        severity: 'warning',
        code: 'a',
        message: 'b',
        hint: 'c',
        source: { file: 'd', line: 1, column: 1 },
      },
    ],
    leftAlone: [{ address: 'segment/a', id: '1', reason: 'protected', text: 'b' }],
    consents: ['allow-replace'],
  };
});

describe('what stands on the command line and in the environment', () => {
  const h = hostileArgument;
  const lines: readonly (readonly string[])[] = [
    [h],
    ['help', h],
    [`--${h}`],
    ['plan', h],
    ['plan', `--${h}`],
    ['plan', '--format', h],
    ['plan', '--drift', h],
    ['plan', '--timeout', h],
    ['plan', '--max-deletes', h],
    ['plan', '--report', h],
    ['plan', '--fail-on', h],
    ['plan', '--var', h],
    ['plan', '--var', `${h}=1`],
    ['plan', '--env', h],
    ['plan', '--project', h],
    ['plan', '--chdir', h],
    ['plan', '--base', h],
    ['plan', '--api-url', h],
    ['plan', '--api-url', `https://${h}`],
    ['plan', '--snapshot', h],
    ['plan', '--sandbox', '--data', `${h}/x`],
    ['plan', '--sandbox', '--out', `no/${h}`],
    ['plan', '--sandbox', '--target', h],
    ['plan', '--sandbox', '--report', `text=no/${h}`],
    ['apply', h],
    ['apply', '--sandbox', '--auto-approve', '--events', `no/${h}`],
    ['show', h],
    ['export', '--layout', h],
    ['export', '--sandbox', '--out', `audiencectl.yaml/${h}`],
    ['snapshot', '--sandbox', '--out', `no/${h}`],
    ['snapshot', '--sandbox', '--out', `pwned ##[x] ::y`],
    ['graph', '--focus', h],
    ['catalog', h],
    ['catalog', 'brands', '--country', h],
    ['explain', h],
    ['schema', h],
    ['completion', h],
    ['init', '--account-id', h],
    ['init', '--platform', h],
    ['init', '--example', h],
    ['init', '--project', h, '--account-id', '1'],
    ['sandbox', '--port', h],
    ['validate', '--format', 'json', h],
    ['plan', '--format', 'json', '--env', h],
  ];
  test.each(
    lines.map((args, index) => [`${index}: ${JSON.stringify(args).slice(0, 60)}`, args] as const),
  )('%s', async (_, args) => {
    await expectHarmless({ args, silent: true });
  });

  test('the data file of a sandbox', async () => {
    const name = 'pwned\u001b[2J\n::error::##[x]';
    const files = { ...smallProject, [name]: '{' };
    await expectHarmless({ args: ['sandbox', '--data', name], files });
    await expectHarmless({ args: ['plan', '--sandbox', '--data', name], files });
  });

  test.each(
    ['members', 'sizes'].flatMap((command) => [
      [command, h],
      [command, 'sync', h],
      [command, 'sync', h, '--source', h],
      [command, 'sync', h, h],
      [command, '--legacy-audience-id', h],
    ]),
  )('%s %s', async (...args) => {
    await expectHarmless({ args: [...args, '--sandbox'], silent: true });
  });

  test.each([
    ['an unknown one', { [`AUDIENCECTL_${h.replaceAll('=', '')}`]: 'x' }],
    ['the value of one', { AUDIENCECTL_TIMEOUT: h }],
    ['a format', { AUDIENCECTL_FORMAT: h }],
    ['the project', { AUDIENCECTL_PROJECT: h }],
    ['a proxy', { HTTPS_PROXY: h, HTTP_PROXY: h, AUDIENCECTL_API_URL: 'http://127.0.0.1:9' }],
    ['a token', { CRITEO_ACCESS_TOKEN: h, AUDIENCECTL_API_URL: 'http://127.0.0.1:9' }],
  ])('a variable: %s', async (_, env) => {
    await expectHarmless({ args: ['plan'], env, silent: true });
    await expectHarmless({ args: ['doctor'], env, silent: true });
  });
});
