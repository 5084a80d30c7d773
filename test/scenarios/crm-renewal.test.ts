/** A customer list is renewed: what a reviewer reads, end to end on a sandbox. */
import { readdir, readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../src/sandbox/json.ts';
import { type ServedSandbox, serveSandbox } from '../../src/sandbox/serve-sandbox.ts';
import { expectGolden } from '../report/golden.ts';
import { type FolderFiles, withFolder } from '../support/a-folder.ts';
import { credentials } from '../support/a-project.ts';
import { type CliRun, runCli } from '../support/run-cli.ts';

const advertiserId = '78462';
const platform = 'marketing-solutions';
const folders = new URL('crm-renewal/', import.meta.url);

/** The manifests of a folder, below a folder of the project. */
async function readFiles(folder: string, below = ''): Promise<FolderFiles> {
  const root = new URL(`${folder}/`, folders);
  const names = (await readdir(root, { recursive: true })).filter((name) => name.endsWith('.yaml'));
  const texts = await Promise.all(
    names.map(async (name) => [below + name, await readFile(new URL(name, root), 'utf8')] as const),
  );
  return Object.fromEntries(texts);
}

/** What the tool made from the base, and what happened since in the Criteo UI. */
function editInTheUi({ sandbox }: ServedSandbox): void {
  const document = sandbox.document();
  const idOf = (kind: 'segment' | 'audience', name: string) => {
    const rows = document?.[`${kind}s`];
    const row = Array.isArray(rows) ? rows.find((each) => each.attributes.name === name) : null;
    if (typeof row?.id !== 'string') throw new Error(`no ${kind} "${name}"`);
    return row.id;
  };
  const audience = (name: string, attributes: JsonObject) =>
    sandbox.edit({ platform, kind: 'audience', id: idOf('audience', name), attributes });
  audience('Recent viewers not in CRM', {
    description: 'Recent viewers, no customers (checked by Ana)',
    adSetIds: ['51001', '51002', '51977'],
  });
  audience('Prospects like our customers', { adSetIds: ['52010', '52011'] });
  audience('Spring sale', { description: 'Whoever looked and did not buy, since March' });
  // What nobody ever put into git.
  const list = idOf('segment', 'CRM 2025');
  for (let n = 0; n < 394; n += 1) {
    const attributes = { advertiserId, name: `List ${n}`, type: 'ContactList', contactList: {} };
    sandbox.edit({ platform, kind: 'segment', attributes });
  }
  for (let n = 0; n < 879; n += 1) {
    const attributes = { advertiserId, name: `Try ${n}`, algebra: { audienceSegmentId: list } };
    sandbox.edit({ platform, kind: 'audience', attributes });
  }
}

let plan: CliRun;
let applied: CliRun;
let after: CliRun;
let comment: string;

beforeAll(async () => {
  const served = await serveSandbox({ port: 0, options: { behavioralSegments: 0 } });
  try {
    const now = await readFiles('now');
    const before = await readFiles('before', 'before/');
    // A checkout of the base, as a pipeline has beside the project.
    const head = { 'before/.git/HEAD': `4f2c1d9${'0'.repeat(33)}\n` };
    await withFolder({ ...now, ...before, ...head }, async (folder) => {
      const env = {
        ...credentials,
        AUDIENCECTL_API_URL: served.url,
        AUDIENCECTL_ENV: 'production',
      };
      const run = (...args: readonly string[]) => runCli(args, { cwd: folder, env });
      const begun = await run(
        ...['apply', '-C', 'before', '--auto-approve', '--quiet', '--parallelism', '1'],
      );
      if (begun.exitCode !== 0) throw new Error(begun.stderr);
      editInTheUi(served);
      const options = ['--base', 'before', '--drift', 'leave'];
      plan = await run('plan', ...options, '--report', 'markdown=comment.md', '--out', 'plan.json');
      comment = await readFile(`${folder}/comment.md`, 'utf8');
      applied = await run('apply', 'plan.json', '--quiet');
      after = await run('plan', ...options);
    });
  } finally {
    await served.close();
  }
}, 60_000);

describe('the plan of a renewed customer list', () => {
  test('reads as it should, whole', () => {
    expect(plan.exitCode).toBe(0);
    expect(plan.stderr).toMatch(
      /^Saved\. To apply exactly this plan: audiencectl apply plan\.json --env production --base before --checksum \w{64}\n$/u,
    );
    expectGolden('scenario-crm-renewal.txt', plan.stdout);
  });

  test.each([
    'acme-fr · production · Marketing Solutions advertiser 78462',
    'Read 412 segments and 903 audiences, complete. Compared with git base 4f2c1d9.',
    '"Recent viewers not in CRM" is live in 3 ad sets: some people enter, some leave (nobody leaves yet: "CRM 2026" is empty).',
    '"CRM 2026" is a new list and empty until its first upload. Until then it excludes nobody from "Recent viewers not in CRM"',
    '"Lookalike of CRM" is rebuilt under a new ID; an audience live in 2 ad sets moves to the new one.',
    'It was edited in the Criteo UI: git changed its description, too, and would overwrite the edit.',
    '- not CRM 2025 + not CRM 2026 people enter: in "Recent viewers" and "CRM 2025", not in "CRM 2026" leave: in "Recent viewers" and "CRM 2026", not in "CRM 2025"',
    'description: changed both here and in the UI since the base (conflict) base "Recent viewers, no customers" - UI "Recent viewers, no customers (checked by Ana)" + git "Recent viewers who are not customers"',
    'live in 3 ad sets: 51001, 51002, 51977',
    'why the file says delete (state: absent) live in no ad set undo partly: it can be created again, under a new ID',
    'change "Prospects like our customers" to use it',
    'filled by: audiencectl members sync "CRM 2026"',
    '"Prospects like our customers" via "Lookalike of CRM" people: cannot tell live in 2 ad sets',
    '37 unchanged. 1,273 not in git, left alone.',
    '1 edited in the UI, unchanged in git, left alone (--drift leave): audience "Spring sale".',
    'audiencectl pull --base DIR --target "audience/Spring sale"',
    '"People" is logic over segments, not a head count.',
  ])('says: %s', (sentence) => {
    expect(plan.stdout.replace(/\s+/gu, ' ')).toContain(sentence);
  });

  test('ends with the tally alone', () => {
    expect(plan.stdout.split('\n').at(-2)).toBe(
      'Plan: 2 to create, 1 to update, 1 to replace, 1 to delete.',
    );
  });

  test.each([
    '<!-- audiencectl:acme-fr/production -->',
    '**2 to create, 1 to update, 1 to replace, 1 to delete.** Nothing has been changed yet; merging applies exactly this.',
    '| ~ update | `Recent viewers not in CRM` | enter: in `Recent viewers` and `CRM 2025`, not in `CRM 2026`<br>leave: in `Recent viewers` and `CRM 2026`, not in `CRM 2025`<br>nobody leaves yet: `CRM 2026` is empty | **3 ad sets** | partly: not all in git |',
    '| ± replace | segment `Lookalike of CRM` | cannot tell: it is created again under a new ID, and Criteo does not say who will be in it | **2 ad sets**, through 1 audience | partly: new ID |',
    '| → affected | `Prospects like our customers`, through `Lookalike of CRM` | cannot tell | **2 ad sets** | – |',
    '| - delete | `Black Friday 2025` | everyone leaves | no ad set | partly: new ID |',
    '| + create | `Win-back spring` | new | – | yes |',
    '| + create | segment `CRM 2026` | new, empty | – | yes |',
  ])('says in the comment: %s', (line) => {
    expect(comment.split('\n')).toContain(line);
  });

  test('is carried out as reviewed, and leaves what it said it would leave', () => {
    expect(applied.exitCode).toBe(0);
    expect(after).toMatchObject({ exitCode: 0 });
    expect(after.stdout).toContain('audience "Spring sale"');
    expect(after.stdout.split('\n').at(-2)).toBe(
      'Plan: 0 to create, 0 to update, 0 to replace, 0 to delete.',
    );
  });
});
