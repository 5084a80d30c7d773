import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import {
  audiencesText,
  baseOption,
  type PulledProject,
  segmentsText,
  withPulled,
} from './a-pulled-project.ts';

function editTwo({ edit }: PulledProject): void {
  edit('audience', 'Prospects', { description: 'Checked by Ana' });
  edit('segment', 'Viewers', { description: 'By Bob' });
}

function applyDiff(diff: string, folder: string) {
  return spawnSync('git', ['apply', '-'], { cwd: folder, input: diff, encoding: 'utf8' });
}

describe('--check', () => {
  test('prints a diff that git applies, to the bytes that a pull writes', async () => {
    await withPulled(async (project) => {
      editTwo(project);
      project.add('segment', {
        ...{ retailerId: '1234', name: 'Buyers', type: 'Events' },
        events: { shopperActivity: 'Buy', lookbackDays: 'Last90Days' },
      });
      const options = `${baseOption} --take drift,new`;
      const { exitCode, stdout, stderr } = await project.run(`pull --check ${options}`);
      expect(exitCode).toBe(2);
      expect(stdout).toContain('--- a/audiences.yaml\n+++ b/audiences.yaml\n');
      expect(stderr).toContain('made in the Criteo UI, not in the manifests yet.');
      expect(stderr).not.toContain('Written');
      const files = ['segments.yaml', 'audiences.yaml'];
      expect(await Promise.all(files.map(project.read))).toEqual([segmentsText, audiencesText]);
      expect(applyDiff(stdout, project.folder)).toMatchObject({ status: 0, stderr: '' });
      const applied = await Promise.all(files.map(project.read));
      await project.write({ 'segments.yaml': segmentsText, 'audiences.yaml': audiencesText });
      expect(await project.run(`pull ${options}`)).toMatchObject({ exitCode: 0 });
      expect(await Promise.all(files.map(project.read))).toEqual(applied);
    });
  });

  test('keeps what cannot be seen, so that the diff applies', async () => {
    await withPulled(async (project) => {
      const odd =
        '  # soft\u00ADhyphen, zero\u200Bwidth, line\u2028end, \u202Ebidi\u202C, next\u0085\n';
      const text = audiencesText.replace('  - name: Prospects\n', `  - name: Prospects\n  ${odd}`);
      await project.write({ 'audiences.yaml': text });
      project.edit('audience', 'Prospects', { description: 'Checked by Ana' });
      const { stdout, stderr } = await project.run('pull --check');
      expect(stderr).not.toContain('does not apply');
      expect(applyDiff(stdout, project.folder)).toMatchObject({ status: 0, stderr: '' });
      expect(await project.read('audiences.yaml')).toBe(
        text.replace("'Viewers, no customers'", "'Checked by Ana'"),
      );
    });
  });

  test('prints the diff alone with --quiet', async () => {
    await withPulled(async (project) => {
      editTwo(project);
      const { exitCode, stdout, stderr } = await project.run(`pull --check --quiet ${baseOption}`);
      expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: '' });
      expect(stdout).toMatch(/^--- a\/audiences\.yaml\n/u);
    });
  });

  test('ends with 0 where nothing is to be written', async () => {
    await withPulled(async ({ run }) => {
      expect(await run(`pull --check ${baseOption}`)).toEqual({
        exitCode: 0,
        stdout: '',
        stderr: 'Nothing to take: the manifests say what is remote.\n',
      });
    });
  });

  test('colours the diff where colours are wanted, and only then', async () => {
    await withPulled(async (project) => {
      editTwo(project);
      const line = "+    description: 'Checked by Ana'  # please keep";
      const plain = await project.run('pull --check');
      expect(plain.stdout).toContain(`\n${line}\n`);
      const painted = await project.run('pull --check', { FORCE_COLOR: '1' });
      expect(painted.stdout).toContain(`\u001B[32m${line}\u001B[39m`);
    });
  });
});

describe('--format json', () => {
  const parse = async ({ run }: PulledProject, options: string) => {
    const { exitCode, stdout } = await run(`pull --format json ${options}`);
    return { exitCode, document: JSON.parse(stdout) };
  };

  test('is one document of what is taken, left and written', async () => {
    await withPulled(async (project) => {
      editTwo(project);
      project.edit('segment', 'Shelf', { description: 'On the table' });
      const checked = await parse(project, `${baseOption} --check`);
      expect(checked.exitCode).toBe(2);
      expect(checked.document).toMatchObject({
        formatVersion: 1,
        written: false,
        project: { name: 'acme-fr', accountId: '625702934721171442' },
        takings: [
          {
            address: 'audience/Prospects',
            action: 'edit',
            take: 'drift',
            attributes: [
              { path: 'description', from: 'Viewers, no customers', to: 'Checked by Ana' },
            ],
            changes: [{ label: 'description', isConflict: false }],
            source: { file: 'audiences.yaml', line: 3 },
          },
          { address: 'segment/Viewers', action: 'edit' },
        ],
        left: [{ address: 'segment/Shelf', path: 'description', code: 'pull-elsewhere' }],
        files: [
          { file: 'audiences.yaml', change: 'edited' },
          { file: 'segments.yaml', change: 'edited' },
        ],
        diff: expect.stringContaining('\n+    description: "By Bob"\n'),
        diagnostics: [],
      });
      const done = await parse(project, baseOption);
      expect(done).toEqual({ exitCode: 0, document: { ...checked.document, written: true } });
      expect(await parse(project, `${baseOption} --check`)).toMatchObject({
        exitCode: 0,
        document: { takings: [], files: [], diff: '' },
      });
    });
  });

  test('is a document on an error, too', async () => {
    await withPulled(async (project) => {
      expect(await parse(project, '--take drift')).toEqual({
        exitCode: 1,
        document: {
          formatVersion: 1,
          diagnostics: [expect.objectContaining({ code: 'conflicting-options' })],
        },
      });
      await project.write({ 'segments.yaml': 'segments:\n  - name: [\n' });
      expect(await parse(project, baseOption)).toMatchObject({
        exitCode: 1,
        document: { diagnostics: [{ severity: 'error' }] },
      });
    });
  });
});

describe('what comes from the UI', () => {
  test('drives no terminal', async () => {
    await withPulled(async ({ run, edit }) => {
      edit('audience', 'Prospects', { description: 'a\u001B[2Jb\n::error::c' });
      const { stdout, stderr } = await run('pull --check');
      expect(stdout + stderr).not.toContain('\u001B');
      expect(stdout + stderr).not.toMatch(/^::error/mu);
    });
  });

  test('is not written where it would be a credential', async () => {
    await withPulled(async ({ run, edit, read }) => {
      edit('audience', 'Prospects', { description: 'key: other-secret' });
      edit('segment', 'Viewers', { description: 'By Bob' });
      await run('snapshot --out .s.json');
      const env = { CRITEO_CLIENT_SECRET: 'other-secret' };
      const { exitCode, stderr, stdout } = await run(`pull ${baseOption} --snapshot .s.json`, env);
      expect(exitCode).toBe(1);
      expect(stderr).toContain('error secret-in-output The file "audiences.yaml" would contain');
      expect(stdout + stderr).not.toContain('other-secret');
      expect(await read('segments.yaml')).toBe(segmentsText);
    });
  });
});
