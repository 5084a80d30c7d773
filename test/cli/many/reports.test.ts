/** `--report` over many projects: once for all, in every format. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { aClient, everyProject, statesIn, withFleet } from './a-fleet.ts';

describe('reports of many projects', () => {
  test.each(['json', 'markdown'])('no two documents share stdout: %s', async (format) => {
    await withFleet(['a'], async ({ run }) => {
      const line = `plan --each ${everyProject} --format json --report ${format}=-`;
      const { exitCode, stdout } = await run(line);
      expect(exitCode).toBe(1);
      expect(JSON.parse(stdout).diagnostics).toMatchObject([{ code: 'conflicting-options' }]);
    });
  });

  test('of plans and of applies are written once, and name every project', async () => {
    await withFleet(['a', 'b'], async ({ run, folder, write }) => {
      await write({ 'clients/c/audiencectl.yaml': 'nonsense: [' });
      const reports = ['text', 'json', 'markdown', 'html', 'gitlab'];
      const line = reports.map((format) => `--report ${format}=r.${format}`).join(' ');
      for (const command of ['plan', 'apply --auto-approve']) {
        const { exitCode } = await run(`${command} --each ${everyProject} ${line}`);
        expect(exitCode).toBe(1);
        const texts = await Promise.all(
          reports.map((format) => readFile(join(folder, `r.${format}`), 'utf8')),
        );
        for (const text of texts.slice(0, 4)) {
          expect(text).toContain('acme-a');
          expect(text).toContain('clients/c/audiencectl.yaml');
        }
        expect(statesIn(texts[1] ?? '')).toEqual({ a: '0 done', b: '0 done', c: '1 failed' });
      }
    });
  });

  test('of findings name files from the root of the repository', async () => {
    await withFleet(['a', 'b'], async ({ run, folder, write }) => {
      await write({ 'clients/b/more.yaml': 'segments: [', ...aClient('c', 'surprise: 1\n') });
      const line = `validate --each ${everyProject} --report sarif=f.sarif --report junit=f.xml --report codequality=f.json`;
      expect((await run(line)).exitCode).toBe(1);
      const sarif = JSON.parse(await readFile(join(folder, 'f.sarif'), 'utf8'));
      const places = sarif.runs[0].results.map(
        (result: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }) =>
          result.locations[0]?.physicalLocation.artifactLocation.uri,
      );
      expect(places).toEqual(['clients/b/more.yaml', 'clients/c/audiencectl.yaml']);
      const junit = await readFile(join(folder, 'f.xml'), 'utf8');
      expect(junit).toContain('tests="4" failures="2"');
      const found = JSON.parse(await readFile(join(folder, 'f.json'), 'utf8'));
      expect(found.map(({ location }: { location: { path: string } }) => location.path)).toEqual(
        places,
      );
    });
  });

  test('of findings name one in a shared manifest once, with all of its projects', async () => {
    const shared = 'manifests: ["*.yaml", "../../shared/*.yaml"]\n';
    const files = {
      ...aClient('a', shared),
      ...aClient('b', shared),
      'shared/all.yaml': 'segments:\n  - { name: Odd, surprise: 1 }\n',
    };
    await withFleet(
      [],
      async ({ run, folder }) => {
        const line = `validate --each ${everyProject} --report sarif=f.sarif --report codequality=f.json`;
        expect((await run(line)).exitCode).toBe(1);
        const sarif = JSON.parse(await readFile(join(folder, 'f.sarif'), 'utf8'));
        const texts = sarif.runs[0].results.map((each: object) => JSON.stringify(each));
        expect(new Set(texts).size).toBe(texts.length);
        for (const text of texts.filter((each: string) => each.includes('shared/all.yaml'))) {
          expect(text).toContain('in the project acme-a');
          expect(text).toContain('in the project acme-b');
        }
        const found = JSON.parse(await readFile(join(folder, 'f.json'), 'utf8'));
        expect(found).toHaveLength(texts.length);
      },
      { files },
    );
  });

  test('are no file that one of the projects reads', async () => {
    await withFleet(['a', 'b'], async ({ run, sandbox, folder }) => {
      const before = await readFile(join(folder, 'clients/b/lists.yaml'), 'utf8');
      const line = `plan --each ${everyProject} --report text=clients/b/lists.yaml --format json`;
      const { exitCode, stdout } = await run(line);
      expect(exitCode).toBe(1);
      expect(JSON.parse(stdout).diagnostics).toMatchObject([{ code: 'output-not-allowed' }]);
      expect(sandbox.requests()).toEqual([]);
      expect(await readFile(join(folder, 'clients/b/lists.yaml'), 'utf8')).toBe(before);
    });
  });

  test('a log of events is continued for each project', async () => {
    await withFleet(['a', 'b'], async ({ run, folder }) => {
      const line = `apply --each ${everyProject} --auto-approve --events log`;
      await run(line);
      await run(line);
      const log = await readFile(join(folder, 'log/clients/b/audiencectl.jsonl'), 'utf8');
      const events = log
        .trim()
        .split('\n')
        .map((each) => JSON.parse(each).event);
      expect(events.filter((event) => event === 'start')).toHaveLength(2);
      expect(events).toContain('outcome');
    });
  });

  test('each project has its own sandbox', async () => {
    await withFleet(['a', 'b'], async ({ run, sandbox }) => {
      const env = { AUDIENCECTL_API_URL: '' };
      const apply = `apply --each ${everyProject} --auto-approve --sandbox --format json`;
      expect(statesIn((await run(apply, env)).stdout)).toEqual({ a: '0 done', b: '0 done' });
      const plan = `plan --each ${everyProject} --sandbox --detailed-exitcode`;
      const { exitCode, stdout, stderr } = await run(plan, env);
      expect(exitCode).toBe(0);
      expect(sandbox.requests()).toEqual([]);
      // What is the same for all of them is said once.
      expect(stdout).toBe('2 projects: 2 unchanged.\n');
      expect(stderr.match(/SANDBOX/gu)).toHaveLength(1);
      expect(stderr).toContain('sandbox.json of its folder (2 projects)');
      const { stdout: whole } = await run(`${plan} --verbose`, env);
      expect(whole).toContain('2 projects are unchanged.');
    });
  });
});
