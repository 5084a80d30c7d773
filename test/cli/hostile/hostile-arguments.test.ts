/** Nothing in a plan file, on the command line or in the environment is printed otherwise than as text. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { isPlan } from '../../../src/schema/generated/is-plan.js';
import { smallProject } from '../../support/a-folder.ts';
import { credentials, withProject } from '../../support/a-project.ts';
import { anAudienceRow, aSegmentRow, aSnapshot } from '../../support/a-world.ts';
import { harmsIn, hostileArgument, hostileText } from '../../support/hostile-text.ts';
import { runCli } from '../../support/run-cli.ts';
import { expectHarmless, formats } from './an-attack.ts';

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
    ['rename', h, 'X'],
    ['rename', 'segment/CRM Users 2025', h],
    ['show', h],
    ['export', '--layout', h],
    ['export', '--sandbox', '--out', `audiencectl.yaml/${h}`],
    ['snapshot', '--sandbox', '--out', `no/${h}`],
    ['snapshot', '--sandbox', '--out', `pwned ##[x] ::y`],
    ['graph', '--focus', h],
    ['who', '--in', h],
    ['who', '--in', 'CRM Users 2025', '--snapshot', h],
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
