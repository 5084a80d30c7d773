import { describe, expect, test } from '@jest/globals';
import {
  audiencesText,
  baseOption,
  projectText,
  segmentsText,
  withPulled,
} from './a-pulled-project.ts';

const nothing = 'Nothing to take: the manifests say what is remote.';

describe('what was edited in the UI', () => {
  test('is written in place, byte by byte, and a plan is empty then', async () => {
    await withPulled(async ({ run, edit, idOf, read }) => {
      const and = [
        { audienceSegmentId: idOf('segment', 'Viewers') },
        { not: { audienceSegmentId: idOf('segment', 'Customers') } },
        { not: { audienceSegmentId: idOf('segment', 'Complaints') } },
      ];
      edit('audience', 'Prospects', { algebra: { and }, description: 'Checked by Ana' });
      edit('segment', 'Viewers', {
        events: { shopperActivity: 'View', lookbackDays: 'Last60Days', categoryIds: ['2', '3'] },
      });
      const pulled = await run(`pull ${baseOption}`);
      expect(pulled).toMatchObject({ exitCode: 0, stderr: '' });
      expect(await read('segments.yaml')).toBe(
        segmentsText.replace(
          'lookbackDays: Last30Days, categoryIds: ["1", "2"]',
          'lookbackDays: Last60Days, categoryIds: ["2", "3"]',
        ),
      );
      expect(await read('audiences.yaml')).toBe(
        audiencesText
          .replace("'Viewers, no customers'", "'Checked by Ana'")
          .replace('# never\n', '# never\n        - not: Complaints\n'),
      );
      expect(pulled.stdout).toBe(`acme-fr: 2 edits made in the Criteo UI, taken into the manifests.

  ~ audiences.yaml:3   audience "Prospects"
      description   "Viewers, no customers" -> "Checked by Ana"
      algebra         all of
                        Viewers
                        not Customers
                    +   not Complaints
      people        enter: newly in "Viewers" (last viewed one of its products 31 to 60 days ago; or
                    categories 3), not in "Customers" or "Complaints"
                    leave: no longer in "Viewers" (categories 1), not in "Customers"; or in
                    "Viewers" as it was and "Complaints", not in "Customers"

  ~ segments.yaml:10   segment "Viewers"
      look-back    30 days -> 60 days
      categories   - 1
                   + 3
                     stays: 2
      people       enter: last viewed one of its products 31 to 60 days ago; or categories 3
                   leave: categories 1

Written: audiences.yaml, segments.yaml.
Next: git diff, then audiencectl plan.
`);
      expect((await run('plan')).stdout).toContain('No changes.');
      expect(await run(`pull ${baseOption}`)).toEqual({
        ...{ exitCode: 0, stdout: `${nothing}\n`, stderr: '' },
      });
    });
  });

  test('is found without a base, too, and then it is said what cannot be known', async () => {
    await withPulled(async ({ run, edit, read }) => {
      edit('audience', 'Prospects', { description: 'Checked by Ana' });
      const { stdout } = await run('pull');
      expect(stdout).toContain(
        'acme-fr: 1 entry that differed from Criteo, taken into the manifests.',
      );
      expect(stdout).toContain('Without --base, pull cannot distinguish');
      expect(await read('audiences.yaml')).toContain("'Checked by Ana'  # please keep");
    });
  });

  test('is taken from a snapshot without a connection', async () => {
    await withPulled(async ({ run, edit, read, sandbox }) => {
      edit('audience', 'Prospects', { description: 'Checked by Ana' });
      expect(await run('snapshot --out .s.json')).toMatchObject({ exitCode: 0 });
      sandbox.forgetRequests();
      expect(await run(`pull --snapshot .s.json ${baseOption}`)).toMatchObject({ exitCode: 0 });
      expect(sandbox.requests()).toEqual([]);
      expect(await read('audiences.yaml')).toContain('Checked by Ana');
    });
  });

  test('is taken only of what --target matches', async () => {
    await withPulled(async ({ run, edit, read }) => {
      edit('audience', 'Prospects', { description: 'Checked by Ana' });
      edit('segment', 'Viewers', { description: 'By Bob' });
      await run(`pull ${baseOption} --target segment/*`);
      expect(await read('segments.yaml')).toContain('"By Bob"');
      expect(await read('audiences.yaml')).toBe(audiencesText);
      await run(`pull ${baseOption} --exclude segment/*`);
      expect(await read('audiences.yaml')).toContain('Checked by Ana');
    });
  });

  test('stays where the value stands in a variable', async () => {
    await withPulled(async ({ run, edit, read }) => {
      edit('segment', 'Shelf', { description: 'On the table' });
      const { exitCode, stdout } = await run(`pull ${baseOption}`);
      expect(exitCode).toBe(0);
      expect(stdout).toContain(
        'Not taken (1)\n  segment "Shelf": description   audiencectl.yaml:6',
      );
      expect(await read('segments.yaml')).toBe(segmentsText);
    });
  });
});

describe('--take', () => {
  const both = async (project: Parameters<Parameters<typeof withPulled>[0]>[0]) => {
    project.edit('audience', 'Prospects', { description: 'Checked by Ana' });
    await project.write({
      'audiences.yaml': audiencesText.replace('Viewers, no customers', 'Checked by Bob'),
    });
  };

  test('leaves a conflict unless it is asked for', async () => {
    await withPulled(async (project) => {
      await both(project);
      const left = await project.run(`pull ${baseOption}`);
      expect(left).toMatchObject({ exitCode: 0 });
      expect(left.stdout).toContain('audience "Prospects": description   audiences.yaml:');
      expect(left.stdout).toContain('      "Checked by Bob" -> "Checked by Ana"\n');
      expect(left.stdout.replaceAll(/\s+/gu, ' ')).toContain(
        'To take the version of the UI: --take drift,conflict --target "audience/Prospects". To keep that of git, apply this project.',
      );
      expect(await project.read('audiences.yaml')).toContain('Checked by Bob');
      const taken = await project.run(`pull ${baseOption} --take conflict`);
      expect(taken.stdout).toContain("git's own change is replaced (conflict)");
      expect(await project.read('audiences.yaml')).toContain("'Checked by Ana'  # please keep");
    });
  });

  test('new: an entry follows its siblings', async () => {
    await withPulled(async ({ run, add, read }) => {
      const attributes = { retailerId: '1234', name: 'Buyers', type: 'Events' };
      const events = { shopperActivity: 'Buy', lookbackDays: 'Last90Days' };
      add('segment', { ...attributes, events });
      expect((await run(`pull ${baseOption}`)).stdout).not.toContain('Written');
      const { stdout } = await run(`pull ${baseOption} --take drift,new`);
      expect(stdout).toContain('segment "Buyers"   new in the UI, entry added');
      const text = await read('segments.yaml');
      expect(text.startsWith(segmentsText)).toBe(true);
      expect(text.slice(segmentsText.length)).toContain('- name: Buyers');
      expect((await run('plan')).stdout).toContain('No changes.');
    });
  });

  test('gone: the entry goes with its comments', async () => {
    await withPulled(async ({ run, remove, read }) => {
      remove('audience', 'Old');
      const { stdout } = await run(`pull ${baseOption} --take gone`);
      expect(stdout).toContain('audience "Old"   deleted in the UI, entry removed');
      const [kept = ''] = audiencesText.split("  # Last year's");
      expect(await read('audiences.yaml')).toBe(kept);
    });
  });

  test('gone: of a customer list it is said that its members are lost', async () => {
    await withPulled(async ({ run, remove, read }) => {
      remove('segment', 'Complaints');
      const left = await run(`pull ${baseOption}`);
      expect(left.stdout).toMatch(/a customer list: its\s+members\s+are\s+lost/u);
      const { stdout } = await run(`pull ${baseOption} --take gone`);
      expect(stdout).toContain('members   lost: the customer list of this name was deleted');
      expect(await read('segments.yaml')).not.toContain('Complaints');
    });
  });

  test('gone: what the project file protects stays', async () => {
    await withPulled(
      async ({ run, remove, read }) => {
        remove('segment', 'Complaints');
        const { exitCode, stdout } = await run(`pull ${baseOption} --take gone`);
        expect(exitCode).toBe(0);
        expect(stdout).toContain('and protect in the project file names it.');
        expect(await read('segments.yaml')).toBe(segmentsText);
      },
      { 'audiencectl.yaml': `${projectText}protect: ["segment/Comp*"]\n` },
    );
  });

  test('spent: what did its work goes', async () => {
    await withPulled(async ({ run, write, read }) => {
      const text = audiencesText.replace('- name: Old', '- name: Older\n    renamedFrom: Old');
      await write({ 'audiences.yaml': text });
      expect(await run('apply --auto-approve --quiet')).toMatchObject({ exitCode: 0 });
      const { stdout } = await run('pull --take spent');
      expect(stdout).toContain('spent, removed: renamedFrom');
      expect(await read('audiences.yaml')).toBe(text.replace('    renamedFrom: Old\n', ''));
    });
  });

  test('may be repeated, and come from a variable', async () => {
    await withPulled(async (project) => {
      await both(project);
      project.remove('audience', 'Old');
      const env = { AUDIENCECTL_TAKE: 'conflict, gone', AUDIENCECTL_CHECK: 'true' };
      const { exitCode, stdout } = await project.run(`pull ${baseOption}`, env);
      expect(exitCode).toBe(2);
      expect(stdout).toContain('-  - name: Old');
      expect(
        await project.run(`pull ${baseOption} --check --take conflict --take gone`),
      ).toMatchObject({ exitCode, stdout });
    });
  });

  test.each([
    [
      `${baseOption} --take drfit`,
      'error invalid-option --take names "drfit", which cannot be taken\n  hint: Did you mean drift?',
    ],
    [
      `${baseOption} --take drift,other`,
      'hint: Give one of drift, conflict, unknown, new, gone, spent.',
    ],
    [`${baseOption} --take unknown`, 'error conflicting-options --take unknown has no effect'],
    ['--dry-run', 'hint: Did you mean --check?'],
    ['--take drift new', 'hint: Separate the words with commas, such as --take drift,new.'],
    ['--take=', 'hint: Give one of drift, conflict, unknown, new, gone, spent.'],
    ['--take drift', 'error conflicting-options --take drift needs --base'],
  ])('%s is refused', async (options, message) => {
    await withPulled(async ({ run }) => {
      const { exitCode, stdout, stderr } = await run(`pull ${options}`);
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
      expect(stderr).toContain(message);
    });
  });
});
