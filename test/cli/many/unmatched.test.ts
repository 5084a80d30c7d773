/** A glob of --target or --exclude that matches in no project is a slip, found before anything is written. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { everyProject, statesIn, withFleet } from './a-fleet.ts';

const apply = `apply --each ${everyProject} --auto-approve --format json`;

describe('globs that match in no project', () => {
  test.each([
    '--exclude segment/Customerz*',
    '--target segment/Customerz*',
    '--target segment/* --target segment/Customerz*',
    '--target segment/* --exclude segment/Customerz*',
  ])('%s: nothing is applied', async (globs) => {
    await withFleet(['a', 'b'], async ({ run, writes }) => {
      const { exitCode, stdout } = await run(`${apply} ${globs}`);
      expect(exitCode).toBe(1);
      expect(JSON.parse(stdout).diagnostics).toMatchObject([
        { code: 'target-unmatched', message: expect.stringContaining('any of 2 projects') },
      ]);
      expect(writes()).toEqual([]);
    });
  });

  test.each(['plan', 'apply --auto-approve', 'pull'])(
    '%s: no report says that anything is unchanged',
    async (command) => {
      await withFleet(['a', 'b'], async ({ run, folder }) => {
        await run(apply);
        const line = `${command} --each ${everyProject} --target segment/Customerz*`;
        const { exitCode, stdout } = await run(
          `${line} --report markdown=r.md --report html=r.html`,
        );
        expect(exitCode).toBe(1);
        const reports = [
          stdout,
          ...['r.md', 'r.html'].map((file) => readFileSync(join(folder, file), 'utf8')),
        ];
        for (const text of reports) {
          expect(text).toMatch(/2 without a result\./u);
          expect(text).not.toMatch(/\d+ unchanged|is unchanged|are unchanged/u);
        }
      });
    },
  );

  test('one that matches in some projects is no slip', async () => {
    await withFleet(['a', 'b'], async ({ run, writes }) => {
      const { exitCode, stdout } = await run(`${apply} --exclude segment/*of?b`);
      expect({ exitCode, stdout }).toMatchObject({ exitCode: 0 });
      expect(statesIn(stdout)).toEqual({ a: '0 done', b: '0 done' });
      expect(writes()).toHaveLength(1);
    });
  });

  test('one that could only match in a project that cannot be read is a slip, too', async () => {
    const files = { 'clients/c/lists.yaml': 'segments: [' };
    await withFleet(
      ['a', 'c'],
      async ({ run, writes }) => {
        const { exitCode, stdout } = await run(`${apply} --exclude segment/*of?c`);
        expect(exitCode).toBe(1);
        expect(statesIn(stdout)).toMatchObject({ c: '1 failed' });
        expect(JSON.parse(stdout).projects[1].diagnostics.length).toBeGreaterThan(0);
        expect(writes()).toEqual([]);
      },
      { files },
    );
  });

  test('a project that failed when all were planned is not run again', async () => {
    const fault = {
      when: { on: 'read', nth: 1 },
      effect: { kind: 'status', status: 400 },
    } as const;
    await withFleet(
      ['a'],
      async ({ run, writes }) => {
        const { exitCode, stdout } = await run(`${apply} --exclude segment/Customerz*`);
        expect(exitCode).toBe(1);
        expect(statesIn(stdout)).toEqual({ a: '1 failed' });
        expect(writes()).toEqual([]);
      },
      { settings: { faults: [fault] } },
    );
  });

  test.each(['AUDIENCECTL_OUT', 'AUDIENCECTL_CHANGED_SINCE'])(
    '%s does nothing to reviewed plans',
    async (name) => {
      await withFleet(['a'], async ({ run, folder, writes }) => {
        await run(`plan --each ${everyProject} --out plans`);
        const plans = name.endsWith('OUT') ? 'plans' : '.';
        expect(await run('apply --each plans --auto-approve', { [name]: plans })).toMatchObject({
          exitCode: 1,
        });
        expect(existsSync(join(folder, 'plans/clients/a/audiencectl.json'))).toBe(true);
        expect(writes()).toEqual([]);
        expect(await run('apply --each plans --auto-approve')).toMatchObject({ exitCode: 0 });
        expect(writes()).toHaveLength(1);
      });
    },
  );

  test('no plan is left to be applied', async () => {
    await withFleet(['a'], async ({ run, folder }) => {
      const { exitCode } = await run(
        `plan --each ${everyProject} --out plans --exclude segment/Customerz*`,
      );
      expect(exitCode).toBe(1);
      expect(existsSync(join(folder, 'plans/clients/a/audiencectl.json'))).toBe(false);
    });
  });
});
