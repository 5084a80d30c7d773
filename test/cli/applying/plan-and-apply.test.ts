import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { projectFile, smallProject } from '../../support/a-folder.ts';
import {
  credentials,
  isWrite,
  itemCount,
  type TestProject,
  withProject,
} from '../../support/a-project.ts';
import { runAlone } from '../../support/run-cli.ts';

const noChanges = 'No changes. The remote matches the manifests.';

function lastLine(text: string): string | undefined {
  return text.trimEnd().split('\n').at(-1);
}

/** So many event segments, and two audiences of them. */
function largerProject(segments: number) {
  const names = Array.from({ length: segments }, (_, index) => `Viewers of shelf ${index + 1}`);
  const declared = names.map(
    (name, index) =>
      `  - name: ${name}\n    events: { shopperActivity: View, lookbackDays: Last30Days, categoryIds: [${index + 1}] }`,
  );
  return {
    'audiencectl.yaml': projectFile,
    'segments.yaml': `defaults: { retailerId: "1234" }\nsegments:\n${declared.join('\n')}\n`,
    'audiences.yaml': `defaults: { retailerId: "1234" }
audiences:
  - name: First or last shelf
    algebra: { or: [${names[0]}, ${names.at(-1)}] }
  - name: First shelf, not the second
    algebra: { and: [${names[0]}, { not: ${names[1]} }] }
`,
  };
}

describe('plan, apply, plan', () => {
  test('creates what is declared, and then has nothing to do, in a process each', async () => {
    await withProject({ files: smallProject }, async ({ folder, url }) => {
      const env = { ...credentials, AUDIENCECTL_API_URL: url };
      const run = (line: string) => runAlone(line.split(' '), { cwd: folder, env });
      const planned = await run('plan');
      expect(planned).toMatchObject({ exitCode: 0 });
      expect(lastLine(planned.stdout)).toBe(
        'Plan: 3 to create, 0 to update, 0 to replace, 0 to delete.',
      );
      expect(await run('apply --auto-approve')).toMatchObject({ exitCode: 0 });
      const again = await run('plan');
      expect(lastLine(again.stdout)).toBe(noChanges);
      expect(lastLine((await run('apply --auto-approve')).stdout)).toBe(noChanges);
    });
  });

  test('25 segments and 2 audiences take four write requests of at most ten items', async () => {
    await withProject({ files: largerProject(25) }, async ({ run, writes }) => {
      expect(await run('apply --auto-approve')).toMatchObject({ exitCode: 0 });
      expect(writes().map(itemCount)).toEqual([10, 10, 5, 2]);
    });
  });

  test('plan sends the token request and searches, and nothing else', async () => {
    await withProject({ files: smallProject }, async ({ run, sandbox }) => {
      await run('plan');
      expect(sandbox.requests().length).toBeGreaterThan(2);
      expect(sandbox.requests().filter(isWrite)).toEqual([]);
    });
  });

  test('a change, a removal of an attribute and a deletion', async () => {
    await withProject({ files: smallProject }, async ({ run, write }) => {
      await run('apply --auto-approve');
      await write({
        'manifest.yaml': `defaults: { retailerId: "1234" }
segments:
  - name: CRM Users 2025
    contactList: { identifierType: Email }
  - name: Recent shoe viewers
    events: { shopperActivity: View, lookbackDays: Last60Days, categoryIds: ["3590922"] }
audiences:
  - name: Recent viewers not in CRM
    state: absent
`,
      });
      const { stdout } = await run('plan');
      expect(lastLine(stdout)).toBe('Plan: 0 to create, 2 to update, 0 to replace, 1 to delete.');
      expect(await run('apply --auto-approve')).toMatchObject({ exitCode: 0 });
      expect(lastLine((await run('plan')).stdout)).toBe(noChanges);
    });
  });
});

describe('the same input gives the same bytes', () => {
  const surroundings = [
    { TZ: 'UTC', LANG: 'C' },
    { TZ: 'Pacific/Auckland', LANG: 'sv_SE.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
  ];

  test.each(['text', 'json', 'markdown', 'html'])('%s', async (format) => {
    await withProject({ files: largerProject(12) }, async ({ run }) => {
      const outputs = [];
      for (const env of surroundings)
        outputs.push((await run(`plan --format ${format}`, env)).stdout);
      expect(outputs[0]).not.toBe('');
      expect(new Set(outputs).size).toBe(1);
    });
  });

  test('whatever the parallelism, the remote ends up the same', async () => {
    const names = async (parallelism: number) =>
      withProject({ files: largerProject(25) }, async ({ run, sandbox }) => {
        await run(`apply --auto-approve --parallelism ${parallelism}`);
        return (await run('plan --format json')).stdout + sandbox.requests().filter(isWrite).length;
      });
    expect(await names(1)).toBe(await names(8));
  });
});

describe('whatever way the API answers, the second plan is empty', () => {
  test.each([
    { description: 'wrapped' },
    { description: 'wrapped-on-update' },
    { emptyArrays: 'null' },
    { emptyArrays: 'omit' },
    { nulls: 'omit' },
    { failures: 'warnings' },
    { algebraOrder: 'reversed', setOrder: 'reversed' },
    { algebraNulls: 'null' },
    { attributes: 'partial' },
    { timestamps: 'unzoned', isReadOnly: 'string' },
  ] as const)('%p', async (variants) => {
    await withProject({ files: smallProject, settings: { variants } }, async ({ run }) => {
      expect(await run('apply --auto-approve')).toMatchObject({ exitCode: 0 });
      expect(lastLine((await run('plan')).stdout)).toBe(noChanges);
    });
  });
});

describe('a saved snapshot', () => {
  test('is planned from without network and credentials, and serves the sandbox', async () => {
    await withProject({ files: smallProject }, async ({ run, sandbox }) => {
      await run('apply --auto-approve');
      expect(await run('snapshot --out real.json')).toMatchObject({ exitCode: 0, stdout: '' });
      const sent = sandbox.requests().length;
      const offline = { CRITEO_CLIENT_ID: '', CRITEO_CLIENT_SECRET: '' };
      const planned = await run('plan --snapshot real.json', offline);
      expect(lastLine(planned.stdout)).toBe(noChanges);
      const rehearsed = await run('plan --sandbox --data real.json', offline);
      expect(lastLine(rehearsed.stdout)).toBe(noChanges);
      expect(sandbox.requests()).toHaveLength(sent);
    });
  });

  test('of another account is refused', async () => {
    await withProject({ files: smallProject }, async ({ run, write }) => {
      await run('snapshot --out real.json');
      await write({ 'audiencectl.yaml': projectFile.replace('6257', '9999') });
      const { exitCode, stderr } = await run('plan --snapshot real.json');
      expect(exitCode).toBe(1);
      expect(stderr).toContain('snapshot-target');
    });
  });
});

/** Renames a segment behind the project's back, as someone in the UI would. */
async function editRemotely(project: TestProject, name: string, description: string) {
  const { folder, run, write } = project;
  const manifest = await readFile(join(folder, 'manifest.yaml'), 'utf8');
  await write({
    'manifest.yaml': manifest.replace(
      `- name: ${name}\n`,
      `- name: ${name}\n    description: ${description}\n`,
    ),
  });
  expect(await run('apply --auto-approve')).toMatchObject({ exitCode: 0 });
  await write({ 'manifest.yaml': manifest });
}

describe('a saved plan', () => {
  const edited = {
    ...smallProject,
    'manifest.yaml': smallProject['manifest.yaml']?.replace('Last30Days', 'Last60Days') ?? '',
  };

  test('is its own approval', async () => {
    await withProject({ files: smallProject }, async ({ run, writes }) => {
      await run('plan --out plan.json --quiet');
      expect(await run('apply plan.json')).toMatchObject({ exitCode: 0 });
      expect(writes().map(itemCount)).toEqual([2, 1]);
    });
  });

  test('is refused after one of its entities was changed remotely', async () => {
    await withProject({ files: smallProject }, async (project) => {
      const { run, write, writes } = project;
      await run('apply --auto-approve');
      await write(edited);
      await run('plan --out plan.json');
      await write(smallProject);
      await editRemotely(project, 'Recent shoe viewers', 'edited in the UI');
      const before = writes().length;
      const { exitCode, stdout } = await run('apply plan.json');
      expect(exitCode).toBe(3);
      expect(stdout).toContain('Recent shoe viewers');
      expect(writes()).toHaveLength(before);
    });
  });

  test('is applied after an unrelated entity was changed remotely', async () => {
    await withProject({ files: smallProject }, async (project) => {
      const { run, write } = project;
      await run('apply --auto-approve');
      await write(edited);
      await run('plan --out plan.json');
      await write({
        'manifest.yaml':
          smallProject['manifest.yaml']?.replace(
            '    description: Segment made of CRM user emails\n',
            '',
          ) ?? '',
      });
      await run('apply --auto-approve');
      await write(edited);
      expect(await run('apply plan.json')).toMatchObject({ exitCode: 0 });
    });
  });

  test('is finished by the same command after it was cut off half-way', async () => {
    const cut = {
      when: { on: 'write', nth: Array.from({ length: 20 }, (_, index) => index + 3) },
      effect: { kind: 'status', status: 400 },
    } as const;
    await withProject(
      { files: largerProject(25), settings: { faults: [cut] } },
      async (project) => {
        const { run, sandbox } = project;
        await run('plan --out plan.json');
        expect(await run('apply plan.json')).toMatchObject({ exitCode: 4 });
        sandbox.configure({ faults: [] });
        expect(await run('apply plan.json')).toMatchObject({ exitCode: 0 });
        expect(lastLine((await run('plan')).stdout)).toBe(noChanges);
      },
    );
  });

  test.each([
    ['content', (text: string) => text.replaceAll('CRM Users 2025', 'CRM Users 2026'), 3],
    ['format', (text: string) => text.replace('"formatVersion": 1', '"formatVersion": 2'), 1],
    ['JSON', (text: string) => text.slice(0, -20), 1],
  ])('is refused when its %s was altered', async (_, alter, expected) => {
    await withProject({ files: smallProject }, async ({ folder, run, write, writes }) => {
      await run('plan --out plan.json');
      await write({ 'plan.json': alter(await readFile(join(folder, 'plan.json'), 'utf8')) });
      expect(await run('apply plan.json')).toMatchObject({ exitCode: expected });
      expect(writes()).toEqual([]);
    });
  });

  test('is refused in the project of another account', async () => {
    await withProject({ files: smallProject }, async ({ run, write }) => {
      await run('plan --out plan.json');
      await write({ 'audiencectl.yaml': projectFile.replace('6257', '9999') });
      const { exitCode, stderr } = await run('apply plan.json');
      expect(exitCode).toBe(1);
      expect(stderr).toContain('plan-target');
    });
  });
});

describe('--checksum', () => {
  const checksumOf = async ({ run }: TestProject): Promise<string> =>
    JSON.parse((await run('plan --format json')).stdout).checksum;

  test('carries out the plan that was reviewed, without asking', async () => {
    await withProject({ files: smallProject }, async (project) => {
      const checksum = await checksumOf(project);
      expect(await project.run(`apply --checksum ${checksum}`)).toMatchObject({ exitCode: 0 });
    });
  });

  test('refuses any other plan', async () => {
    await withProject({ files: smallProject }, async (project) => {
      const checksum = await checksumOf(project);
      await project.write({
        'manifest.yaml': smallProject['manifest.yaml']?.replace('Last30Days', 'Last60Days') ?? '',
      });
      for (const line of [
        `apply --checksum ${checksum}`,
        `apply --auto-approve --checksum ${checksum}`,
      ]) {
        expect(await project.run(line)).toMatchObject({ exitCode: 3 });
      }
      expect(project.writes()).toEqual([]);
    });
  });
});
