/** Which version of the API each request goes to, and what happens where one is not served. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { FaultCondition, FaultEffect } from '../../../src/sandbox/faults/fault.ts';
import type { LoggedRequest } from '../../../src/sandbox/inspection/request-log.ts';
import { smallProject } from '../../support/a-folder.ts';
import {
  isProof,
  isWrite,
  itemCount,
  type TestProject,
  withProject,
} from '../../support/a-project.ts';

const projectWith = (more: string) => ({
  ...smallProject,
  'audiencectl.yaml': `${smallProject['audiencectl.yaml']}${more}`,
});

const versionOf = ({ path }: { readonly path: string }) => path.split('/')[1];

describe('segmentApiVersion', () => {
  test('takes the writes of segments elsewhere, and no read', async () => {
    const files = projectWith('segmentApiVersion: 2027-01\n');
    await withProject({ files }, async ({ run, sandbox, writes }) => {
      expect(await run('apply --auto-approve')).toMatchObject({ exitCode: 0 });
      const segments = writes().filter(({ path }) => path.includes('audience-segments'));
      expect(segments.map(versionOf)).toEqual(['2027-01']);
      const reads = sandbox.requests().filter((request) => !isWrite(request));
      expect(new Set(reads.slice(1).map(versionOf))).toEqual(new Set(['2026-07']));
      const doctor = await run('doctor --format json');
      expect(JSON.parse(doctor.stdout).checks).toContainEqual(
        expect.objectContaining({ name: 'segment-version', status: 'ok' }),
      );
    });
  });

  test('stands in the plan, and the plan is applied as it was made', async () => {
    const files = projectWith('segmentApiVersion: 2027-01\n');
    await withProject({ files }, async ({ run, write, writes }) => {
      const saved = await run('plan --format json --out plan.json');
      const plan = JSON.parse(saved.stdout);
      expect(plan.project).toMatchObject({ apiVersion: '2026-07', segmentApiVersion: '2027-01' });
      await write({ 'audiencectl.yaml': smallProject['audiencectl.yaml'] ?? '' });
      const refused = await run('apply plan.json --format json');
      expect(refused.exitCode).toBe(3);
      expect(JSON.parse(refused.stdout).refusals).toMatchObject([{ code: 'plan-not-declared' }]);
      expect(writes()).toEqual([]);
      await write(files);
      expect(await run('apply plan.json')).toMatchObject({ exitCode: 0 });
      expect(writes().map(versionOf)).toEqual(['2027-01', 'experimental']);
    });
  });
});

const call = ({ method, path }: LoggedRequest) =>
  `${method} ${path.replace(/^\/([^/]+).*?\/(audience-segments|audiences)/u, '$1 $2')}`;

const twoAudiences = `${smallProject['manifest.yaml']}  - { name: Second, algebra: CRM Users 2025 }\n`;

describe('before its first write, apply proves each endpoint but the one it begins with', () => {
  test('with an empty bulk request, and once each', async () => {
    await withProject({ files: smallProject }, async ({ run, sandbox, write }) => {
      const sent = () => sandbox.requests().filter(isWrite);
      expect(await run('apply --auto-approve')).toMatchObject({ exitCode: 0 });
      expect(sent().map((request) => [call(request), itemCount(request)])).toEqual([
        ['POST experimental audiences/create', 0],
        ['POST 2026-07 audience-segments/create', 2],
        ['POST experimental audiences/create', 1],
      ]);
      const before = sandbox.requests().length;
      // Nothing is asked where there is nothing to do.
      expect(await run('apply --auto-approve')).toMatchObject({ exitCode: 0 });
      expect(sandbox.requests().slice(before).filter(isWrite)).toEqual([]);
      // Nor where all goes to one place.
      await write({
        'manifest.yaml': (smallProject['manifest.yaml'] ?? '').replace('made of', 'of'),
      });
      expect(await run('apply --auto-approve')).toMatchObject({ exitCode: 0 });
      expect(sent().filter(isProof)).toHaveLength(1);
    });
  });

  test.each<[string, FaultEffect]>([
    ...[200, 400, 409, 413, 422, 500, 503].map((status): [string, FaultEffect] => [
      `${status}`,
      { kind: 'status', status, body: 'empty' },
    ]),
    ['429', { kind: 'status', status: 429, resetSeconds: 0 }],
    ['no answer', { kind: 'reset' }],
    ['what is not JSON', { kind: 'body', form: 'html' }],
  ])('and goes on where that is answered with %s', async (_, effect) => {
    const settings = { faults: [{ when: { path: '/audiences/create', nth: 1 }, effect }] };
    await withProject({ files: smallProject, settings }, async ({ run, sandbox }) => {
      const { exitCode, stdout } = await run('apply --auto-approve --format json');
      expect(exitCode).toBe(0);
      expect(JSON.parse(stdout).summary).toMatchObject({ done: 3 });
      expect(sandbox.document()?.['audiences']).toHaveLength(1);
    });
  });

  test.each([405, 501])('and stops where that is answered with %i', async (status) => {
    const effect: FaultEffect = { kind: 'status', status };
    const settings = { faults: [{ when: { path: '/audiences/create' }, effect }] };
    await withProject({ files: smallProject, settings }, async ({ run, writes }) => {
      const { exitCode, stdout } = await run('apply --auto-approve --format json');
      expect(exitCode).toBe(3);
      expect(JSON.parse(stdout).refusals).toMatchObject([
        { code: 'write-not-served', text: expect.stringContaining(`answers ${status}`) },
      ]);
      expect(writes()).toEqual([]);
    });
  });

  test('as a request like any other: in the events, and within the limit of requests', async () => {
    await withProject({ files: smallProject }, async ({ run, folder }) => {
      const { stderr } = await run('apply --auto-approve --verbose --events e.ndjson');
      expect(stderr.match(/POST \/experimental\/.*\/audiences\/create/gu)).toHaveLength(2);
      const lines = (await readFile(join(folder, 'e.ndjson'), 'utf8')).trimEnd().split('\n');
      const sent = lines.map((line) => JSON.parse(line)).filter(({ kind }) => kind === 'audience');
      expect(sent.filter(({ event }) => event === 'request')).toMatchObject([
        { verb: 'create', items: [] },
        { verb: 'create', items: [{ name: 'Recent viewers not in CRM' }] },
      ]);
    });
  });
});

describe('a version that has no such request', () => {
  const stable = projectWith('audienceApiVersion: 2026-07\n');
  const fix = 'Set audienceApiVersion: experimental at audiencectl.yaml:5:21.';

  test('refuses the run before the first write', async () => {
    await withProject({ files: stable }, async ({ run, writes }) => {
      const { exitCode, stdout } = await run('apply --auto-approve --format json');
      expect(exitCode).toBe(3);
      expect(JSON.parse(stdout).refusals).toMatchObject([{ code: 'write-not-served', fix }]);
      expect(writes()).toEqual([]);
    });
  });

  test('is told once, with the line to change, where the run begins with it', async () => {
    await withProject({ files: smallProject }, async ({ run, write, folder }) => {
      await run('apply --auto-approve');
      const audiences = Array.from(
        { length: 12 },
        (_, index) => `  - { name: A${index}, algebra: CRM Users 2025 }\n`,
      );
      await write({
        ...stable,
        'manifest.yaml': `${smallProject['manifest.yaml']}${audiences.join('')}`,
      });
      const formats = ['text', 'markdown', 'html'];
      const reports = formats.map((format) => `--report ${format}=r.${format}`).join(' ');
      expect(await run(`apply --auto-approve ${reports}`)).toMatchObject({ exitCode: 4 });
      for (const format of formats) {
        const told = (await readFile(join(folder, `r.${format}`), 'utf8')).replace(/\s+/gu, ' ');
        expect({ format, told: told.split(fix).length - 1 }).toEqual({ format, told: 1 });
        expect(told).not.toMatch(/Correct manifest\.yaml|manifest\.yaml:\d+(?:, | and )/u);
      }
    });
  });

  test('asks for another plan where the plan was saved, since its versions are a part of it', async () => {
    await withProject({ files: smallProject }, async ({ run, write, folder }) => {
      await run('apply --auto-approve');
      await write({ ...stable, 'manifest.yaml': twoAudiences });
      await run('plan --out p.json');
      const formats = ['text', 'markdown', 'html'];
      const reports = formats.map((format) => `--report ${format}=r.${format}`).join(' ');
      const next = async (line: string) => {
        expect(await run(`apply${line} --auto-approve ${reports}`)).toMatchObject({ exitCode: 4 });
        return Promise.all(
          formats.map(async (format) => {
            const told = await readFile(join(folder, `r.${format}`), 'utf8');
            return told
              .replace(/\s+/gu, ' ')
              .match(
                /run the same command again\.|plan again, review that plan, and apply it\./giu,
              );
          }),
        );
      };
      for (const line of [' p.json', ' p.json --trust-plan-file'])
        for (const told of await next(line))
          expect(told).toEqual(['plan again, review that plan, and apply it.']);
      for (const told of await next('')) expect(told).toEqual(['run the same command again.']);
    });
  });

  test('and where the file sets none, it is said that it is the default', async () => {
    const settings = { retiredVersions: ['experimental'] };
    await withProject({ files: smallProject, settings }, async ({ run }) => {
      const { exitCode, stdout } = await run('apply --auto-approve --format json');
      expect(exitCode).toBe(3);
      expect(JSON.parse(stdout).refusals).toMatchObject([
        {
          fix: 'Set audienceApiVersion in the project file to the newest version that https://developers.criteo.com/retail-media/changelog lists. Without it, experimental is the default.',
        },
      ]);
    });
  });
});

describe('a plan proves the version that it would write with, where nothing was read at it', () => {
  const retired = { settings: { retiredVersions: ['experimental'] } };
  const searches = ({ sandbox }: TestProject) =>
    sandbox.requests().filter(({ path }) => path.startsWith('/experimental/'));

  test('with one search, and not where nothing is to be written there', async () => {
    await withProject(
      { files: { ...smallProject, 'manifest.yaml': twoAudiences } },
      async (world) => {
        const { run, write, sandbox } = world;
        expect(await run('plan')).toMatchObject({ exitCode: 0 });
        expect(searches(world)).toMatchObject([
          {
            path: expect.stringMatching(/\/audiences\/search$/u),
            query: { limit: '1', offset: '0' },
          },
        ]);
        expect(sandbox.requests().filter(isWrite)).toEqual([]);
        await run('apply --auto-approve');
        const before = searches(world).length;
        expect(await run('plan')).toMatchObject({ exitCode: 0 });
        await write({ 'manifest.yaml': twoAudiences.replace('made of', 'of') });
        expect(await run('plan')).toMatchObject({ exitCode: 0 });
        expect(searches(world)).toHaveLength(before);
      },
    );
  });

  test('and warns first of all where it is gone, in every format', async () => {
    await withProject({ files: smallProject, ...retired }, async ({ run }) => {
      const said = 'Apply cannot write audiences';
      const why = 'Criteo no longer serves version experimental and answers a search with 410.';
      const hint =
        'Set audienceApiVersion in the project file to the newest version that https://developers.criteo.com/retail-media/changelog lists. Without it, experimental is the default.';
      const text = (await run('plan')).stdout.replace(/\s+/gu, ' ');
      expect(text).toContain(`Look at these first ! ${said}: ${why} ${hint}`);
      const markdown = (await run('plan --format markdown')).stdout;
      expect(markdown).toMatch(new RegExp(`first\\*\\*\\n\\n1\\. \\*\\*${said}`, 'u'));
      const html = (await run('plan --format html')).stdout;
      expect(html.indexOf(said)).toBeGreaterThan(html.indexOf('Look at these first'));
      // What stands there is not said again among the findings.
      for (const told of [text, markdown, html]) {
        expect(told.split(said)).toHaveLength(2);
        expect(told.split('Without it, experimental is the default')).toHaveLength(2);
      }
      const json = await run('plan --format json');
      expect(JSON.parse(json.stdout).diagnostics[0]).toMatchObject({
        severity: 'warning',
        code: 'api-version-unproven',
      });
      // The same input gives the same bytes.
      expect(await run('plan --format json')).toEqual(json);
    });
  });

  test('and names all that it would write there, with each key', async () => {
    const files = projectWith('audienceApiVersion: preview\nsegmentApiVersion: preview\n');
    await withProject({ files, settings: { retiredVersions: ['preview'] } }, async ({ run }) => {
      const text = (await run('plan')).stdout.replace(/\s+/gu, ' ');
      expect(text).toContain(
        'Apply cannot write segments and audiences: Criteo no longer serves version preview and answers a search with 410. Set segmentApiVersion: 2026-07 at audiencectl.yaml:6:20. Set audienceApiVersion: experimental at audiencectl.yaml:5:21.',
      );
    });
  });

  test('but never where the project ignores that, nor from a snapshot', async () => {
    await withProject({ files: smallProject, ...retired }, async ({ run, write, sandbox }) => {
      await run('snapshot --out s.json');
      const before = sandbox.requests().length;
      const saved = await run('plan --snapshot s.json --format json');
      expect(JSON.parse(saved.stdout).changes).toHaveLength(3);
      expect(saved.stdout).not.toContain('api-version-unproven');
      expect(sandbox.requests()).toHaveLength(before);
      await write(projectWith('ignore: [api-version-unproven]\n'));
      expect((await run('plan --format json')).stdout).not.toContain('api-version-unproven');
    });
  });

  test.each([400, 401, 403, 404, 410, 422, 429, 500, 503])(
    'a search answered with %i',
    async (status) => {
      const effect = { kind: 'status', status, resetSeconds: 0 } as const;
      const settings = { faults: [{ when: { path: '/experimental/' }, effect }] };
      await withProject({ files: smallProject, settings }, async ({ run }) => {
        const { exitCode, stdout } = await run('plan --format json --timeout 0');
        expect(exitCode).toBe(0);
        const codes = JSON.parse(stdout).diagnostics.map(({ code }: { code: string }) => code);
        expect(codes.includes('api-version-unproven')).toBe(status === 404 || status === 410);
      });
    },
  );

  test.each<[string, FaultEffect]>([
    ['no answer', { kind: 'reset' }],
    ['a fault', { kind: 'status', status: 500 }],
    ['a refusal for now', { kind: 'status', status: 429, resetSeconds: 30 }],
    ['a page', { kind: 'body', form: 'html' }],
  ])('a search that gets %s is not sent again, and the plan is saved', async (_, effect) => {
    const settings = { faults: [{ when: { path: '/experimental/' }, effect }] };
    await withProject({ files: smallProject, settings }, async (world) => {
      const { exitCode, stderr } = await world.run('plan --out plan.json');
      expect({ exitCode, stderr }).toMatchObject({
        exitCode: 0,
        stderr: expect.stringMatching(/^Saved\. [^\n]*\n$/),
      });
      expect(searches(world)).toHaveLength(1);
      const saved = await readFile(join(world.folder, 'plan.json'), 'utf8');
      expect(JSON.parse(saved).changes).toHaveLength(3);
      expect(saved).not.toContain('api-version-unproven');
    });
  });
});

test.each<[string, FaultCondition, number, string]>([
  ['the first write is the question', { on: 'write', nth: 1 }, 0, '/audiences/create'],
  ['the question comes before', { path: '/audiences/create', nth: 2 }, 1, '/audiences/create'],
  [
    'what a run begins with has none',
    { path: '/audience-segments/create', nth: 1 },
    2,
    '-segments/create',
  ],
])('what nth strikes: %s', async (_, when, items, path) => {
  await withProject({ files: smallProject }, async ({ run, sandbox }) => {
    const effect = { kind: 'slow', milliseconds: 1 } as const;
    sandbox.configure({ faults: [{ when, effect }] });
    expect((await run('apply --auto-approve')).exitCode).toBe(0);
    const struck = sandbox.requests().filter(({ fault }) => fault !== null);
    expect(struck.map(itemCount)).toEqual([items]);
    expect(struck[0]?.path).toContain(path);
  });
});
