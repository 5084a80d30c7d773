/** `apply --each` on a terminal asks once for all plans, and applies what was shown and nothing else. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { runCommandLine } from '../../../src/cli/run-command-line.ts';
import { credentials, type TestProject } from '../../support/a-project.ts';
import { aClient, everyProject, statesIn, withFleet } from './a-fleet.ts';

/** A stream that says it is a terminal, and what was written to it. */
function aScreen(onText: (text: string) => void = () => {}) {
  const stream = Object.assign(new PassThrough(), { isTTY: true });
  let text = '';
  stream.setEncoding('utf8').on('data', (more: string) => {
    text += more;
    onText(more);
  });
  return { stream, text: () => text };
}

/** @param answer to the question; `meanwhile` happens before it is given. */
async function applyAndAnswer(
  { folder, url }: TestProject,
  answer: string,
  meanwhile: () => Promise<unknown> = async () => {},
  globs = '',
  format = 'json',
) {
  const before = process.cwd();
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  let questions = 0;
  const stderr = aScreen((text) => {
    if (!text.includes('Apply these plans?')) return;
    questions += 1;
    void meanwhile().then(() => stdin.write(`${answer}\n`));
  });
  const stdout = aScreen();
  try {
    const line = `-C ${folder} apply --each ${everyProject} --format ${format} --no-color${globs}`;
    const exitCode = await runCommandLine(line.split(' '), {
      ...{ stdin, stdout: stdout.stream, stderr: stderr.stream },
      env: { ...credentials, AUDIENCECTL_API_URL: url, TERM: 'dumb' },
      chdir: (to) => process.chdir(to),
    });
    return { exitCode, questions, stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    process.chdir(before);
  }
}

describe('one question for all plans', () => {
  test('"yes" applies them', async () => {
    await withFleet(['a', 'b'], async (project) => {
      const { exitCode, questions, stdout, stderr } = await applyAndAnswer(project, 'yes');
      expect({ exitCode, questions }).toEqual({ exitCode: 0, questions: 1 });
      expect(stderr).toContain('2 to create in 2 projects');
      expect(statesIn(stdout)).toEqual({ a: '0 done', b: '0 done' });
      expect(project.writes()).toHaveLength(2);
    });
  });

  test('any other answer refuses them, and nothing is written', async () => {
    await withFleet(['a', 'b'], async (project) => {
      const { exitCode, stdout, stderr } = await applyAndAnswer(project, 'y');
      expect(exitCode).toBe(3);
      expect(stderr).toContain('you did not answer "yes"');
      expect(statesIn(stdout)).toEqual({ a: '3 refused', b: '3 refused' });
      // What was refused is shown whole.
      const change = { action: 'create', address: 'segment/Customers of a' };
      expect(JSON.parse(stdout).projects[0].plan).toMatchObject({
        changes: [change],
        refusals: [{ code: 'not-approved', text: 'the plan was not approved' }],
      });
      expect(project.writes()).toEqual([]);
    });
  });

  test.each(['y', 'no'])(
    'after "%s", the plans that were just read are not shown again',
    async (answer) => {
      await withFleet(['a', 'b'], async (project) => {
        const { exitCode, stdout, stderr } = await applyAndAnswer(
          ...([project, answer, undefined, ' --report markdown=r.md', 'text'] as const),
        );
        expect(exitCode).toBe(3);
        expect(stdout).toBe('');
        expect(stderr.trimEnd().split('\n').at(-1)).toBe(
          'Refused: you did not answer "yes". Nothing was changed.',
        );
        const report = await readFile(join(project.folder, 'r.md'), 'utf8');
        expect(report.match(/not-approved/gu)).toHaveLength(1);
        expect(report).toContain('2 refused');
      });
    },
  );

  test('another answer leaves what a guard refused with its own reason', async () => {
    const pruning = 'owns: { segments: {} }\nprune: owned\nlimits: { maxDeletePercent: 100 }\n';
    const more = (aClient('b')['clients/b/lists.yaml'] ?? '').replace('Customers', 'Friends');
    const files = { ...aClient('b', pruning), 'clients/b/more.yaml': more };
    await withFleet(
      ['a'],
      async (project) => {
        await project.run('apply --project clients/b/audiencectl.yaml --auto-approve');
        await project.write({ 'clients/b/more.yaml': 'segments: []\n' });
        const before = project.writes().length;
        const options = ' --max-deletes 0';
        const { stdout } = await applyAndAnswer(project, 'no', undefined, options);
        expect(statesIn(stdout)).toEqual({ a: '3 refused', b: '3 refused' });
        const refusals = JSON.parse(stdout).projects.map(
          ({ plan }: { plan: { refusals: { code: string }[] } }) =>
            plan.refusals.map(({ code }) => code),
        );
        expect(refusals).toEqual([['not-approved'], ['delete-limit']]);
        expect(project.writes()).toHaveLength(before);
      },
      { files },
    );
  });

  test('a project whose plan is another one by then is refused, and the others are applied', async () => {
    await withFleet(['a', 'b'], async (project) => {
      const change = () =>
        project.write({ 'clients/a/more.yaml': aClient('x')['clients/x/lists.yaml'] ?? '' });
      const { exitCode, stdout } = await applyAndAnswer(project, 'yes', change);
      expect(exitCode).toBe(3);
      expect(statesIn(stdout)).toEqual({ a: '3 refused', b: '0 done' });
      expect(project.writes()).toHaveLength(1);
    });
  });

  test('what could not be planned before the question is not approved by its answer', async () => {
    await withFleet(['a', 'b'], async (project) => {
      const lists = aClient('a')['clients/a/lists.yaml'] ?? '';
      await project.write({ 'clients/a/lists.yaml': 'segments: [' });
      const mend = () => project.write({ 'clients/a/lists.yaml': lists });
      const { stdout } = await applyAndAnswer(project, 'yes', mend);
      expect(statesIn(stdout)).toEqual({ a: '1 failed', b: '0 done' });
      expect(stdout).toContain('yaml-syntax');
    });
  });

  test('nothing is asked where a glob matches in no project', async () => {
    await withFleet(['a', 'b'], async (project) => {
      const globs = ' --exclude segment/Customerz*';
      const { exitCode, questions, stdout } = await applyAndAnswer(
        project,
        'yes',
        undefined,
        globs,
      );
      expect({ exitCode, questions }).toEqual({ exitCode: 1, questions: 0 });
      expect(JSON.parse(stdout).diagnostics).toMatchObject([{ code: 'target-unmatched' }]);
      expect(project.writes()).toEqual([]);
    });
  });

  test('nothing is asked where there is nothing to apply', async () => {
    await withFleet(['a'], async (project) => {
      await project.run(`apply --each ${everyProject} --auto-approve`);
      const { exitCode, questions } = await applyAndAnswer(project, 'no');
      expect({ exitCode, questions }).toEqual({ exitCode: 0, questions: 0 });
    });
  });
});
