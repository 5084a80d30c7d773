/** `--each`: one command over many projects, of which none stops another. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { aClient, everyProject, statesIn, withFleet } from './a-fleet.ts';

const broken = { 'clients/broken/more.yaml': 'segments: [' };
const foreign = aClient('foreign', 'credentials: NOBODY\n');

describe('many projects', () => {
  test('a broken one, one without credentials and a refused one stop no other', async () => {
    await withFleet(['able', 'broken', 'refused', 'zeal'], async ({ run, write, writes }) => {
      expect((await run(`apply --each ${everyProject} --auto-approve`)).exitCode).toBe(0);
      const before = writes().length;
      await write({
        ...broken,
        ...foreign,
        'clients/refused/lists.yaml':
          aClient('refused')['clients/refused/lists.yaml']?.replace('1234', '5678') ?? '',
        'clients/zeal/more.yaml': aClient('more')['clients/more/lists.yaml'] ?? '',
      });
      const planned = await run(`plan --each ${everyProject} --format json`);
      expect(planned.exitCode).toBe(1);
      expect(statesIn(planned.stdout)).toEqual({
        able: '0 done',
        broken: '1 failed',
        foreign: '1 failed',
        refused: '3 refused',
        zeal: '0 done',
      });
      const applied = await run(`apply --each ${everyProject} --auto-approve --format json`);
      expect(applied.exitCode).toBe(1);
      expect(statesIn(applied.stdout)).toEqual(statesIn(planned.stdout));
      expect(
        writes()
          .slice(before)
          .map(({ path }) => path.split('/')[4]),
      ).toHaveLength(1);
    });
  });

  test.each([
    ['validate', 'clients/b/more.yaml', 'segments: [', 1],
    ['plan', 'clients/b/lists.yaml', 'nonsense: 1', 1],
    ['plan --detailed-exitcode', 'README.md', '', 2],
    ['plan --fail-on unknown', 'README.md', '', 3],
    ['apply', 'README.md', '', 3],
    ['doctor', 'README.md', '', 0],
  ])(
    '%s exits with the worst of theirs, and always with one document',
    async (line, file, text, code) => {
      await withFleet(['a', 'b', 'c'], async ({ run, write }) => {
        await write({ [file]: text });
        const { exitCode, stdout } = await run(`${line} --each ${everyProject} --format json`);
        expect(exitCode).toBe(code);
        const { formatVersion, projects } = JSON.parse(stdout);
        expect(formatVersion).toBe(1);
        expect(projects.map((each: { project: string }) => each.project)).toEqual([
          'acme-a',
          'acme-b',
          'acme-c',
        ]);
      });
    },
  );

  test('have the bound of --max-deletes each', async () => {
    const pruning = 'owns: { segments: {} }\nprune: owned\nlimits: { maxDeletePercent: 100 }\n';
    const two = (client: string) => ({
      ...aClient(client, pruning),
      [`clients/${client}/more.yaml`]: (
        aClient(client)[`clients/${client}/lists.yaml`] ?? ''
      ).replace('Customers', 'Friends'),
    });
    await withFleet(
      ['c'],
      async ({ run, write, writes }) => {
        await run(`apply --each ${everyProject} --auto-approve`);
        const before = writes().length;
        const gone = ['a', 'b'].map((client) => [`clients/${client}/more.yaml`, 'segments: []\n']);
        await write(Object.fromEntries(gone));
        const line = `apply --each ${everyProject} --auto-approve --format json`;
        const refused = await run(`${line} --max-deletes 0`);
        expect(statesIn(refused.stdout)).toEqual({ a: '3 refused', b: '3 refused', c: '0 done' });
        expect(writes()).toHaveLength(before);
        // Each deletes one, so two are deleted in the run.
        const applied = await run(`${line} --max-deletes 1`);
        expect(statesIn(applied.stdout)).toEqual({ a: '0 done', b: '0 done', c: '0 done' });
        expect(writes()).toHaveLength(before + 2);
      },
      { files: { ...two('a'), ...two('b') } },
    );
  });

  test('are shown in the order of their paths, however many run at once', async () => {
    const names = ['m', 'a', 'z', 'k', 'b', 'y', 'c'];
    await withFleet(names, async ({ run }) => {
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: 9 }), async (parallelism) => {
          const line = `plan --each ${everyProject} --format json --parallelism ${parallelism}`;
          const { exitCode, stdout } = await run(line);
          expect(exitCode).toBe(0);
          expect(Object.keys(statesIn(stdout))).toEqual([...names].sort());
        }),
        { numRuns: 4 },
      );
    });
  });

  test('a target has to match in one of them', async () => {
    await withFleet(['a', 'b'], async ({ run }) => {
      const one = await run(`plan --each ${everyProject} --target segment/*a --format json`);
      expect(one.exitCode).toBe(0);
      expect(one.stderr).toContain('matches no declared or remote entity in 1 of 2 projects');
      const { projects } = JSON.parse(one.stdout);
      const counts = projects.map(
        ({ plan }: { plan: { changes: unknown[] } }) => plan.changes.length,
      );
      expect(counts).toEqual([1, 0]);
      const none = await run(`plan --each ${everyProject} --target segment/nothing --format json`);
      expect(none.exitCode).toBe(1);
      expect(JSON.parse(none.stdout).diagnostics).toMatchObject([{ code: 'target-unmatched' }]);
    });
  });

  test.each([
    ['--each x/*.yaml', 'projects-not-found'],
    ['--each clients', 'projects-not-found'],
    ['--each ../*', 'projects-not-found'],
    [`--each ${everyProject} --project clients/a/audiencectl.yaml`, 'conflicting-options'],
    [`--each ${everyProject} --snapshot s.json`, 'conflicting-options'],
    [`--each ${everyProject} --out -`, 'conflicting-options'],
    [`--each ${everyProject} --sandbox --data s.json`, 'conflicting-options'],
    ['--changed-since .', 'conflicting-options'],
    ['--parallelism 2', 'conflicting-options'],
  ])('%s is refused, and nothing is sent', async (line, code) => {
    await withFleet(['a'], async ({ run, sandbox }) => {
      const env = line.includes('--sandbox') ? { AUDIENCECTL_API_URL: '' } : {};
      const { exitCode, stdout } = await run(`plan ${line} --format json`, env);
      expect(exitCode).toBe(1);
      expect(JSON.parse(stdout).diagnostics).toMatchObject([{ code }]);
      expect(sandbox.requests()).toEqual([]);
    });
  });

  test('what matches and is no project is a project that failed', async () => {
    await withFleet(['a'], async ({ run }) => {
      const { exitCode, stdout } = await run('validate --each clients/a/* --format json');
      expect(exitCode).toBe(1);
      const { projects } = JSON.parse(stdout);
      expect(
        projects.map(({ file, exitCode: code }: Record<string, unknown>) => [file, code]),
      ).toEqual([
        ['clients/a/audiencectl.yaml', 0],
        ['clients/a/lists.yaml', 1],
      ]);
    });
  });

  test('a project that was typed wins over a variable that names many', async () => {
    await withFleet(['a', 'b'], async ({ run }) => {
      const env = { AUDIENCECTL_EACH: everyProject };
      const one = await run('plan --project clients/a/audiencectl.yaml --format json', env);
      expect(JSON.parse(one.stdout).project.name).toBe('acme-a');
      expect(Object.keys(statesIn((await run('plan --format json', env)).stdout))).toEqual([
        'a',
        'b',
      ]);
    });
  });
});
