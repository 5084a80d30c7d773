/** A project whose folder was moved since the earlier commit is compared with the one at its old place. */
import { cp, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { TestProject } from '../../support/a-project.ts';
import { everyProject, statesIn } from './a-fleet.ts';
import { listOfClient, type PulledFleet, withPulledFleet } from './a-pulled-fleet.ts';

async function move({ folder }: TestProject, from: string, to: string): Promise<void> {
  await cp(join(folder, 'clients'), join(folder, '.base/clients'), { recursive: true });
  await rename(join(folder, `clients/${from}`), join(folder, `clients/${to}`));
}

const withMoved = (use: (fleet: PulledFleet) => Promise<void>) =>
  withPulledFleet(['a', 'b'], async (fleet) => {
    fleet.describe(listOfClient('a'), 'By Ann');
    await move(fleet, 'a', 'a-fr');
    await use(fleet);
  });

const aMoved = { file: 'clients/a-fr/audiencectl.yaml', from: 'clients/a/audiencectl.yaml' };

describe('a moved project', () => {
  test('is named in every report, where a reviewer reads', async () => {
    await withMoved(async ({ run, read }) => {
      const reports = ['markdown=plan.md', 'html=plan.html', 'json=plan.json'];
      const options = reports.map((report) => `--report ${report}`).join(' ');
      const { stdout } = await run(`plan --each ${everyProject} --base .base ${options}`);
      const said = /1 project was moved: (.+)clients\/a\/audiencectl.yaml(.+) to (.+)a-fr\//su;
      for (const text of [stdout, await read('plan.md'), await read('plan.html')])
        expect(text).toMatch(said);
      expect(JSON.parse(await read('plan.json')).moved).toEqual([aMoved]);
      const unmoved = await run(`plan --each ${everyProject} --format json`);
      expect(JSON.parse(unmoved.stdout)).not.toHaveProperty('moved');
      const { stderr } = await run(`apply --each ${everyProject} --base .base --auto-approve`);
      expect(stderr).toMatch(said);
    });
  });

  test('plan knows the edits of the UI, and warns of nothing', async () => {
    await withMoved(async ({ run }) => {
      const line = `plan --each ${everyProject} --base .base --changed-since .base`;
      const { exitCode, stdout, stderr } = await run(`${line} --format json`);
      expect(exitCode).toBe(0);
      const { projects, diagnostics, moved } = JSON.parse(stdout);
      expect(diagnostics).toEqual([]);
      expect(projects[0].plan.diagnostics).toEqual([]);
      expect(projects[0].plan.changes[0].origin).toBe('drift');
      expect(moved).toEqual([aMoved]);
      expect(stderr).not.toContain('moved');
    });
  });

  test('pull takes them', async () => {
    await withMoved(async ({ run, read }) => {
      const { exitCode } = await run(`pull --each ${everyProject} --base .base`);
      expect(exitCode).toBe(0);
      expect(await read('clients/a-fr/lists.yaml')).toContain('By Ann');
    });
  });

  test('its saved plan is applied', async () => {
    await withMoved(async ({ run }) => {
      await run(`plan --each ${everyProject} --base .base --out plans`);
      const { stdout } = await run('apply --each plans --base .base --format json');
      expect(statesIn(stdout)).toEqual({ 'a-fr': '0 done', b: '0 done' });
    });
  });

  test('is one although its project file was edited, if that gives its name', async () => {
    await withMoved(async ({ run, folder }) => {
      const here = join(folder, 'clients/a-fr/audiencectl.yaml');
      const there = join(folder, '.base/clients/a/audiencectl.yaml');
      const text = await readFile(here, 'utf8');
      await writeFile(there, text);
      await writeFile(here, `${text}\nprune: removed\n`);
      const { stdout } = await run(`plan --each ${everyProject} --base .base --format json`);
      expect(JSON.parse(stdout).diagnostics).toEqual([]);
    });
  });

  test('is none where another project of the account came instead: it may delete nothing', async () => {
    await withMoved(async ({ run, folder }) => {
      const here = join(folder, 'clients/a-fr/audiencectl.yaml');
      const text = await readFile(here, 'utf8');
      await writeFile(here, `${text.replace(/^name:.*$/mu, 'name: other')}\nprune: removed\n`);
      const lists = join(folder, 'clients/a-fr/lists.yaml');
      const declared = await readFile(lists, 'utf8');
      await writeFile(lists, declared.replaceAll(listOfClient('a'), 'Something else'));
      const { stdout } = await run(`plan --each ${everyProject} --base .base --format json`);
      const { projects, diagnostics } = JSON.parse(stdout);
      expect(diagnostics).toMatchObject([{ code: 'project-not-found' }]);
      expect(projects[0].plan.summary.delete).toBe(0);
    });
  });

  test('all projects may be moved, and their plans applied', async () => {
    await withMoved(async ({ run, folder }) => {
      await rename(join(folder, 'clients/b'), join(folder, 'clients/b-fr'));
      const line = `--base .base --changed-since .base`;
      const planned = await run(`plan --each ${everyProject} ${line} --out plans`);
      expect(planned.exitCode).toBe(0);
      const { stdout, exitCode } = await run('apply --each plans --base .base --format json');
      expect(exitCode).toBe(0);
      expect(statesIn(stdout)).toEqual({ 'a-fr': '0 done', 'b-fr': '0 done' });
    });
  });

  test('what may be two projects is a warning, as before', async () => {
    await withMoved(async ({ run, folder }) => {
      await cp(join(folder, 'clients/a-fr'), join(folder, 'clients/a-nl'), { recursive: true });
      const { stdout } = await run(`plan --each ${everyProject} --base .base --format json`);
      expect(JSON.parse(stdout).diagnostics).toMatchObject([{ code: 'project-not-found' }]);
    });
  });
});
