/** What the report of an apply that failed says, and how often. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { codes } from '../../../src/diagnostics/codes.ts';
import type { ProblemType } from '../../../src/sandbox/protocol/problem.ts';
import { projectFile } from '../../support/a-folder.ts';
import { withProject } from '../../support/a-project.ts';

const names = Array.from({ length: 12 }, (_, index) => `Viewers ${index}`);
const files = {
  'audiencectl.yaml': projectFile,
  'm.yaml': `segments:\n${names
    .map(
      (name) =>
        `  - { name: ${name}, retailerId: 1, events: { shopperActivity: View, lookbackDays: Last30Days, brandIds: [7] } }`,
    )
    .join('\n')}\n`,
};

const formats = ['text', 'markdown', 'html', 'json'] as const;

async function failedBy(status: number) {
  const faults = [{ when: { on: 'write' }, effect: { kind: 'status', status } }] as const;
  return withProject({ files, settings: { faults } }, async ({ folder, run }) => {
    const reports = formats.map((format) => `--report ${format}=r.${format}`).join(' ');
    const { exitCode, stdout, stderr } = await run(`apply --auto-approve --timeout 0 ${reports}`);
    const read = (format: string) => readFile(join(folder, `r.${format}`), 'utf8');
    const [text = '', markdown = '', html = '', json = '{}'] = await Promise.all(formats.map(read));
    return { exitCode, stdout, stderr, text, markdown, html, report: JSON.parse(json) };
  });
}

const count = (text: string, part: string) => text.split(part).length - 1;

describe('a fault of the door is told once, with what to renew, to ask for or to wait for', () => {
  test.each([
    [401, 'authorization-token-invalid', 'CRITEO_CLIENT_SECRET'],
    [403, 'insufficient-permissions', 'Audiences Manage'],
    [404, 'sandbox-resource-not-found', 'set segmentApiVersion in the project file'],
    [410, 'sandbox-version-retired', 'set segmentApiVersion in the project file'],
    [500, 'internal-error', 'Wait until the API works again'],
    [503, 'internal-error', 'Wait until the API works again'],
  ])('%i', async (status, code, advice) => {
    const ran = await failedBy(status);
    const { exitCode, stdout, text, markdown, html, report } = ran;
    expect(exitCode).toBe(4);
    expect(stdout).toBe(text);
    for (const told of [text.replace(/\s+/gu, ' '), markdown, html]) {
      expect({ told, advised: count(told, advice) }).toEqual({ told, advised: 1 });
      expect(told).toContain('12 changes');
      expect(told).not.toContain('Correct what');
      expect(told.match(/m\.yaml:\d/gu)?.length ?? 0).toBe(told === html ? 12 : 0);
    }
    // The status, the API's own code and its words stand beside it.
    expect(count(text, `The API answered ${status} (`)).toBe(1);
    expect(text.includes('The API failed.')).toBe(status >= 500);
    expect(text).toContain(code);
    expect(text.replace(/\s+/gu, ' ')).toContain('A fault of the sandbox.');
    expect(report.results).toHaveLength(12);
    for (const { error } of report.results) {
      expect(error).toMatchObject({
        code,
        status,
        hint: expect.stringContaining(advice),
      });
    }
  });
});

describe('where the first request is refused, no change is said to wait for another', () => {
  const retailer = 'retailerId: 1';
  const events = 'events: { shopperActivity: View, lookbackDays: Last30Days, brandIds: [7] }';
  const apart = {
    'audiencectl.yaml': projectFile,
    'm.yaml': `segments:
  - { name: Seen, ${retailer}, ${events} }
  - { name: Bought, ${retailer}, ${events.replace('View', 'Buy')} }
  - { name: Customers, ${retailer}, contactList: { identifierType: Email } }
audiences:
  - { name: A, ${retailer}, algebra: { and: [Seen, { not: Customers }] } }
  - { name: B, ${retailer}, algebra: Bought }
`,
  };

  test.each([401, 403, 404, 410])('%i', async (status) => {
    const faults = [
      { when: { on: 'write', path: '/audience-segments/' }, effect: { kind: 'status', status } },
    ] as const;
    await withProject({ files: apart, settings: { faults } }, async ({ folder, run }) => {
      const reports = formats.map((format) => `--report ${format}=r.${format}`).join(' ');
      await run(`apply --auto-approve ${reports}`);
      const read = (format: string) => readFile(join(folder, `r.${format}`), 'utf8');
      const [text = '', markdown = '', html = '', json = '{}'] = await Promise.all(
        formats.map(read),
      );
      for (const told of [text.replace(/\s+/gu, ' '), markdown, html]) {
        expect(told).toContain(
          '2 changes not started, because the API refused an earlier request:',
        );
        expect(told).not.toContain('need');
      }
      const { results } = JSON.parse(json);
      const skipped = results.filter(({ outcome }: { outcome: string }) => outcome === 'skipped');
      expect(skipped.map(({ because }: { because: string }) => because)).toEqual([
        'refused',
        'refused',
      ]);
    });
  });
});

describe('so is one that stands at the items', () => {
  test.each<[ProblemType, string]>([
    ['access-control', 'Audiences Manage'],
    ['authorization', 'Audiences Manage'],
    ['authentication', 'CRITEO_CLIENT_SECRET'],
    ['availability', 'Wait until the API works again'],
    ['quota', 'higher quota'],
    ['validation', 'Correct m.yaml:2'],
  ])('%s', async (type, advice) => {
    const effect = { kind: 'refuse-items', items: 'all', type, code: 'of-the-test' } as const;
    const faults = [{ when: { on: 'write' }, effect }] as const;
    await withProject({ files, settings: { faults } }, async ({ run }) => {
      const { exitCode, stdout } = await run('apply --auto-approve --timeout 0');
      const told = stdout.replace(/\s+/gu, ' ');
      expect(exitCode).toBe(4);
      expect({ told, advised: count(told, advice) }).toEqual({ told, advised: 1 });
      expect(told.includes('Correct')).toBe(type === 'validation');
    });
  });
});

describe('a quota is no fault of a manifest', () => {
  test.each<[ProblemType, string, string]>([
    ['validation', 'audiences-limit-reached', 'Delete audiences'],
    ['quota', 'audiences-limit-reached', 'Delete audiences'],
    ['quota', 'quota-exceeded', 'ask Criteo for a higher quota'],
    [
      'access-control',
      'account-must-exist',
      'Correct the ID of the account or advertiser in the project file: accountId or advertiserId.',
    ],
    ['access-control', 'insufficient-advertiser-permissions', 'to give the application consent'],
  ])('%s %s', async (type, code, advice) => {
    const effect = { kind: 'refuse-items', items: 'all', type, code } as const;
    const faults = [{ when: { on: 'write' }, effect }] as const;
    await withProject({ files, settings: { faults } }, async ({ run }) => {
      const { stdout } = await run('apply --auto-approve --timeout 0');
      const told = stdout.replace(/\s+/gu, ' ');
      expect({ told, advised: count(told, advice) }).toEqual({ told, advised: 1 });
      expect(told).not.toMatch(/m\.yaml:\d/u);
    });
  });

  test('an account that is unknown is told as such, in plan and in apply', async () => {
    const settings = { accounts: { '625702934721171442': 'missing' } } as const;
    await withProject({ files, settings }, async ({ run }) => {
      for (const line of ['plan', 'apply --auto-approve', 'snapshot --out s.json']) {
        const { exitCode, stderr } = await run(line);
        expect({ exitCode, stderr }).toEqual({
          exitCode: 1,
          stderr: expect.stringContaining(
            'hint: Correct the ID of the account or advertiser in the project file: accountId or advertiserId.',
          ),
        });
      }
    });
  });
});

describe('what explain knows of a code', () => {
  test('is said beside it, once of all that failed for the same reason', async () => {
    const settings = { retailers: { '1': 'not-live' } } as const;
    await withProject({ files, settings }, async ({ run }) => {
      const { stdout } = await run('apply --auto-approve');
      const told = stdout.replace(/\s+/gu, ' ');
      expect(count(told, 'retailer-must-be-live')).toBe(1);
      expect(told).toContain('The API says: Retailer 1 is not live. Code');
      expect(count(told, 'not live')).toBe(1);
      expect(count(told, 'Wait until the retailer is live')).toBe(1);
    });
  });

  test.each([
    ['as-used', 'can never be deleted', 'no audience uses it'],
    ['own-code', 'cannot be deleted', 'served impressions'],
  ] as const)('is not repeated of served impressions, %s', async (servedImpressions, ...once) => {
    const settings = { variants: { servedImpressions } } as const;
    await withProject({ files, settings }, async ({ run, sandbox, write }) => {
      await run('apply --auto-approve');
      const [row] = JSON.parse(JSON.stringify(sandbox.document())).segments;
      sandbox.configure({ servedSegmentIds: [row.id] });
      const name = row.attributes.name;
      const rest = (files['m.yaml'] ?? '').replace(
        `name: ${name},`,
        `name: ${name}, state: absent,`,
      );
      await write({ 'm.yaml': rest });
      const { stdout } = await run('apply --auto-approve');
      const told = stdout.replace(/\s+/gu, ' ');
      for (const words of once)
        expect({ told, count: count(told, words) }).toEqual({ told, count: 1 });
    });
  });

  test('is its first sentence, and one advice to run again is enough', async () => {
    const settings = { variants: { servedImpressions: 'as-used' } } as const;
    const used = `${files['m.yaml']}audiences:\n  - { name: A, retailerId: 1, algebra: Viewers 0 }\n`;
    const start = { ...files, 'm.yaml': used };
    await withProject({ files: start, settings }, async ({ run, sandbox, write }) => {
      await run('apply --auto-approve');
      const { segments } = JSON.parse(JSON.stringify(sandbox.document()));
      const row = segments.find(
        ({ attributes }: { attributes: { name: string } }) => attributes.name === 'Viewers 0',
      );
      sandbox.configure({ servedSegmentIds: [row.id] });
      const gone = used
        .replace('name: Viewers 0,', 'name: Viewers 0, state: absent,')
        .replace('name: A,', 'name: A, state: absent,');
      await write({ 'm.yaml': gone });
      const { stdout } = await run('apply --auto-approve');
      const told = stdout.replace(/\s+/gu, ' ');
      expect(told).toContain('an audience still uses it.');
      expect(told).not.toContain('The API gives the same answer');
      expect({ told, again: told.match(/run the same command again/giu)?.length }).toEqual({
        told,
        again: 1,
      });
    });
  });

  test('is said once of what the API keeps silent about', async () => {
    const settings = { retailers: { '1': 'not-live' }, variants: { failures: 'none' } } as const;
    await withProject({ files, settings }, async ({ run }) => {
      const { stdout } = await run('apply --auto-approve --timeout 0');
      const told = stdout.replace(/\s+/gu, ' ');
      expect({ told, count: count(told, 'did not confirm') }).toEqual({ told, count: 1 });
      expect(count(told, 'Code not-seen')).toBe(1);
    });
  });

  test('stands in JSON and in the events, too', async () => {
    const settings = { retailers: { '1': 'not-live' } } as const;
    await withProject({ files, settings }, async ({ folder, run }) => {
      const { stdout } = await run('apply --auto-approve --format json --events e.ndjson');
      const hint = 'Wait until the retailer is live, or use another one.';
      const { results } = JSON.parse(stdout);
      expect(results).toHaveLength(12);
      for (const { error } of results) expect(error).toMatchObject({ hint });
      const lines = (await readFile(join(folder, 'e.ndjson'), 'utf8')).trimEnd().split('\n');
      const outcomes = lines
        .map((line) => JSON.parse(line))
        .filter(({ event }) => event === 'outcome');
      expect(outcomes).toHaveLength(12);
      for (const { error } of outcomes) expect(error).toMatchObject({ hint });
    });
  });
});

test('what failed or was skipped is never counted as done on the way', async () => {
  const ran = await failedBy(403);
  expect(ran.report.summary.done).toBe(0);
  const progress = ran.stderr.match(/^create segments: .*$/gmu) ?? [];
  expect(progress.length).toBeGreaterThan(0);
  for (const line of progress)
    expect(line).toMatch(/: 0 done, \d+ failed \(0 of 12 changes done so far\)$/u);
});

test('the lines of requests side by side add up to what is done so far', async () => {
  await withProject({ files }, async ({ run }) => {
    const { stderr } = await run('apply --auto-approve');
    const lines = [...stderr.matchAll(/: (\d+) done \((\d+) of 12 changes done so far\)$/gmu)];
    let sum = 0;
    for (const [, items, all] of lines) {
      sum += Number(items);
      expect(Number(all)).toBe(sum);
    }
    expect(sum).toBe(12);
  });
});

test('counts for GitLab come with the report on stderr where something failed', async () => {
  const faults = [{ when: { on: 'write' }, effect: { kind: 'status', status: 403 } }] as const;
  await withProject({ files, settings: { faults } }, async ({ run, sandbox }) => {
    const failed = await run('apply --auto-approve --format gitlab --quiet');
    expect(failed.exitCode).toBe(4);
    expect(JSON.parse(failed.stdout)).toEqual({ create: 0, update: 0, delete: 0 });
    expect(failed.stderr).toContain('12 changes failed for the same reason');
    expect(failed.stderr).toContain('Audiences Manage');
    sandbox.configure({ faults: [] });
    const done = await run('apply --auto-approve --format gitlab --quiet');
    expect(JSON.parse(done.stdout)).toEqual({ create: 12, update: 0, delete: 0 });
    expect(done.stderr).toBe('');
  });
});

describe("a code of the API's that reads like one of ours has none of our words", () => {
  test.each([
    ...['gone', 'renamed', 'pruned', 'protected', 'timeout', 'retired', 'interrupted'],
    ...['api-forbidden', 'plan-stale', 'unknown-key', 'members-list-gone', 'not-seen'],
  ])('%s', async (code) => {
    const effect = { kind: 'refuse-items', items: 'all', type: 'validation', code } as const;
    const faults = [{ when: { on: 'write' }, effect }] as const;
    await withProject({ files, settings: { faults } }, async ({ run }) => {
      const { exitCode, stdout } = await run('apply --auto-approve --timeout 0');
      expect(exitCode).toBe(4);
      const told = stdout.replace(/\s+/gu, ' ');
      const entry = codes.find((each) => each.code === code);
      expect(told).toContain(`Code ${code}, trace ID`);
      expect(told).toContain('Correct m.yaml:2');
      expect(told).not.toContain(entry?.meaning ?? 'a meaning');
      expect(told).not.toContain(entry?.fix ?? 'a fix');
      const json = await run('apply --auto-approve --timeout 0 --format json');
      expect(json.stdout).not.toContain(JSON.stringify(entry?.fix ?? 'a fix'));
    });
  });
});
