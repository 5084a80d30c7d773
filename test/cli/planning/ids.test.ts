/** What stands in the place of an ID is made of digits, wherever it comes from, or nothing is done with it. */
import { readdir } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { smallProject, withFolder } from '../../support/a-folder.ts';
import { type HostileAnswers, serveHostile } from '../../support/a-hostile-api.ts';
import { credentials } from '../../support/a-project.ts';
import {
  accountId,
  advertiserId,
  anAudienceRow,
  aSegmentRow,
  aSnapshot,
} from '../../support/a-world.ts';
import { type CliRun, runCli } from '../../support/run-cli.ts';

const oddIds: readonly (readonly [string, unknown])[] = [
  ['text', 'abc'],
  ['a path', '../../../x'],
  ['a query', '1?a=b'],
  ['two dots', '..'],
  ['a sign', '-1'],
  ['a fraction', '1.5'],
  ['a number with an exponent', 1e21],
  ['digits of another script', '١٢٣'],
  ['digits and a line end', '1\n'],
  ['YAML', '1"\nx: y'],
  ['nothing', ''],
  ['an object', { value: '1' }],
  ['true', true],
];

/** Beyond 2^63, and what some samples write as a number. */
const soundIds: readonly unknown[] = ['18446744073709551616', '0012', 738_406];

type World = Required<Pick<HostileAnswers, 'segments' | 'audiences'>>;

/** Each place where the API answers an ID, with one put into it. */
const places: readonly (readonly [string, (id: unknown) => World])[] = [
  ['the ID of a segment', (id) => world({ id })],
  ['the ID of an audience', (id) => world({}, {}, { id })],
  ['the retailer of a segment', (id) => world({}, { retailerId: id })],
  ['the account of a segment', (id) => world({}, { accountId: id })],
  ['the advertiser of an audience', (id) => world({}, {}, {}, { advertiserId: id })],
  ['an ad set', (id) => world({}, {}, {}, { adSetIds: ['1', id] })],
  ['a segment in algebra', (id) => world({}, {}, {}, { algebra: { audienceSegmentId: id } })],
  [
    'a segment deep in algebra',
    (id) => world({}, {}, {}, { algebra: { and: [{ or: [{ not: { audienceSegmentId: id } }] }] } }),
  ],
  ['a seed', (id) => world({}, { type: 'Lookalike', lookalike: { seedSegmentId: id } })],
  ['a category', (id) => world({}, { events: { categoryIds: [id] } })],
  ['a category that is wrapped', (id) => world({}, { events: { categoryIds: { value: [id] } } })],
  ['a brand', (id) => world({}, { inMarket: { brandIds: [id] } })],
  ['an interest', (id) => world({}, { inMarket: { interestIds: [id] } })],
];

function world(
  segment: object,
  of: object = {},
  audience: object = {},
  ofAudience: object = {},
): World {
  const row = aSegmentRow('1', 'a', {});
  const second = anAudienceRow('2', 'b', { audienceSegmentId: '1' });
  return {
    segments: [{ ...row, ...segment, attributes: { ...row.attributes, ...of } }],
    audiences: [{ ...second, ...audience, attributes: { ...second.attributes, ...ofAudience } }],
  };
}

async function withApi<Result>(
  api: HostileAnswers,
  use: (run: (...args: string[]) => Promise<CliRun>, folder: string) => Promise<Result>,
) {
  const served = await serveHostile(api);
  try {
    return await withFolder(smallProject, (cwd) =>
      use(
        (...args) =>
          runCli(args, { cwd, env: { ...credentials, AUDIENCECTL_API_URL: served.url } }),
        cwd,
      ),
    );
  } finally {
    await served.close();
  }
}

describe.each(places)('%s', (place, worldWith) => {
  const cases = oddIds.filter(([, id]) => !(place.includes('wrapped') && typeof id === 'object'));

  test.each(cases)('%s: the answer is refused', async (_, id) => {
    await withApi(worldWith(id), async (run, folder) => {
      const before = await readdir(folder);
      const done = await run('snapshot', '--out', 'out.json');
      expect(done).toMatchObject({ exitCode: 1, stdout: '' });
      expect(done.stderr).toMatch(/^error api-answer-malformed /u);
      expect(await readdir(folder)).toEqual(before);
    });
  });

  // One validator judges both; three kinds of what is no ID tell whether it is asked.
  const few = cases.filter(([name]) => /two dots|exponent|line end/u.test(name));

  test.each(few)('%s: a saved snapshot is refused', async (_, id) => {
    const { segments, audiences } = worldWith(id);
    const snapshot = { ...aSnapshot(), segments, audiences };
    await withFolder({ ...smallProject, 's.json': JSON.stringify(snapshot) }, async (cwd) => {
      const planned = await runCli(['plan', '--snapshot', 's.json'], { cwd });
      expect(planned).toMatchObject({ exitCode: 1, stdout: '' });
      expect(planned.stderr).toMatch(/^error snapshot-invalid /u);
      const served = await runCli(['plan', '--sandbox', '--data', 's.json'], { cwd });
      expect(served).toMatchObject({ exitCode: 1, stdout: '' });
      expect(served.stderr).toMatch(/^error sandbox-not-started .*made of digits/mu);
    });
  });

  test.each(soundIds)('%j is one', async (id) => {
    // Beyond what the place is about, the world stays sound.
    const { segments, audiences } = worldWith(place.startsWith('the ID of') ? String(id) : id);
    await withApi({ segments, audiences }, async (run) => {
      expect(await run('snapshot', '--out', 'out.json')).toMatchObject({ exitCode: 0 });
      const again = await run('export', '--snapshot', 'out.json');
      expect(again.exitCode).toBe(0);
    });
  });
});

test.each([
  [
    'every command that reads',
    [
      ['plan'],
      ['apply', '--auto-approve'],
      ['export'],
      ['sizes'],
      ['members', 'stats', 'a'],
      ['members', 'clear', 'a', '--auto-approve'],
    ],
  ],
] as const)('%s', async (_, commands) => {
  await withApi(world({ id: '..' }), async (run) => {
    for (const args of commands) {
      const done = await run(...args);
      expect([args, done.exitCode]).toEqual([args, 1]);
      expect(done.stderr).toMatch(/^error api-answer-malformed /mu);
    }
  });
});

const marketing = {
  'audiencectl.yaml': `version: 1\nplatform: marketing-solutions\nadvertiserId: "${advertiserId}"\n`,
  'a.yaml': 'segments: []\n',
};

test.each([
  [['catalog', 'brands', '--country', 'FR']],
  [['catalog', 'interests', '--country', 'FR']],
  [['catalog', 'behavioral']],
])('%j', async (args) => {
  const row = { id: '../1', attributes: { name: 'x' } };
  const served = await serveHostile({
    every: () => ({ json: { data: [row], meta: { totalItems: 1 } } }),
  });
  try {
    await withFolder(marketing, async (cwd) => {
      const env = { ...credentials, AUDIENCECTL_API_URL: served.url };
      const done = await runCli(args, { cwd, env });
      expect(done).toMatchObject({ exitCode: 1, stdout: '' });
      expect(done.stderr).toMatch(/^error api-answer-malformed /u);
    });
  } finally {
    await served.close();
  }
});

describe('an ID that the user gives', () => {
  const odd = oddIds.flatMap(([, id]) => (typeof id === 'string' && id !== '' ? [id] : []));
  test.each(odd)('init --account-id %j', async (id) => {
    await withFolder({}, async (cwd) => {
      for (const option of ['--account-id', '--advertiser-id']) {
        const done = await runCli(['init', `${option}=${id}`], { cwd });
        expect(done).toMatchObject({ exitCode: 1, stdout: '' });
        expect(await readdir(cwd)).toEqual([]);
      }
    });
  });

  test.each(odd)('members --legacy-audience-id %j', async (id) => {
    await withApi(world({}), async (run) => {
      const done = await run('members', 'clear', `--legacy-audience-id=${id}`, '--auto-approve');
      expect(done).toMatchObject({ exitCode: 1, stdout: '' });
      expect(done.stderr).toMatch(/^error invalid-option /u);
    });
  });

  test.each(odd)('in the project file and in manifests, also by a variable: %j', async (id) => {
    const written = JSON.stringify(id);
    const files = [
      { 'audiencectl.yaml': `version: 1\nplatform: retail-media\naccountId: ${written}\n` },
      {
        'm.yaml': `segments:\n  - { name: a, retailerId: ${written}, contactList: { identifierType: Email } }\n`,
      },
      {
        'm.yaml': `segments:\n  - { name: a, id: ${written}, retailerId: "1", contactList: { identifierType: Email } }\n`,
      },
      {
        'm.yaml': `segments:\n  - { name: a, retailerId: "1", events: { shopperActivity: View, lookbackDays: Last30Days, categoryIds: [${written}] } }\n`,
      },
      {
        'm.yaml': `audiences:\n  - { name: a, retailerId: "1", algebra: { segmentId: ${written} } }\n`,
      },
    ];
    for (const changed of files) {
      await withFolder({ ...smallProject, ...changed }, async (cwd) => {
        expect(await runCli(['validate'], { cwd })).toMatchObject({ exitCode: 1 });
      });
      const [[name, text] = ['', '']] = Object.entries(changed);
      // An option that may be repeated is given line by line.
      if (id.includes('\n')) continue;
      const withVariable = text.replace(written, '"${var.id}"');
      await withFolder({ ...smallProject, [name]: withVariable }, async (cwd) => {
        const done = await runCli(['validate', '--var', `id=${id}`], { cwd });
        expect([text, done.exitCode]).toEqual([text, 1]);
      });
    }
  });
});

test('an address of the API is never made of what a plan file says in place of a version', async () => {
  const files = { ...smallProject, 's.json': JSON.stringify(aSnapshot()) };
  const served = await serveHostile({});
  try {
    await withFolder(files, async (cwd) => {
      const env = { ...credentials, AUDIENCECTL_API_URL: served.url };
      const saved = await runCli(['plan', '--snapshot', 's.json', '--format', 'json'], {
        cwd,
        env,
      });
      const plan = JSON.parse(saved.stdout);
      for (const version of ['..', '../..', 'a/b', '', 'x?y']) {
        plan.project.apiVersion = version;
        plan.project.segmentApiVersion = version;
        plan.project.accountId = accountId;
        const { writeFile } = await import('node:fs/promises');
        await writeFile(`${cwd}/plan.json`, JSON.stringify(plan));
        const done = await runCli(['apply', 'plan.json', '--auto-approve'], { cwd, env });
        expect([version, done.exitCode]).not.toEqual([version, 0]);
      }
      const paths = served.calls().map(({ path }) => path);
      expect(paths.filter((path) => !path.startsWith('/2026-07/'))).toEqual([]);
    });
  } finally {
    await served.close();
  }
});
