/** The endpoint of a list is gone or closed: what to change is named, and a list is not emptied that cannot be filled. */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { FaultEffect } from '../../../../src/sandbox/faults/fault.ts';
import { projectFile } from '../../../support/a-folder.ts';
import { type TestProject, withProject } from '../../../support/a-project.ts';

const files = {
  'audiencectl.yaml': `${projectFile}apiVersion: 2026-07\n`,
  'lists.yaml': `segments:
  - name: CRM
    retailerId: "1234"
    contactList:
      identifierType: Email
      members: { source: people.txt }
`,
  'people.txt': 'ann@example.com\nbob@example.com\n',
};
const place = `audiencectl.yaml:${projectFile.split('\n').length}:13`;
const advice = {
  403: /Audiences Manage/u,
  404: `set apiVersion at ${place}`,
  410: `set apiVersion at ${place}`,
} as const;
const statuses = [403, 404, 410] as const;
const close = ({ sandbox }: TestProject, status: number, path = 'add-remove') =>
  sandbox.configure({ faults: [{ when: { path }, effect: { kind: 'status', status } }] });
const countOf = ({ sandbox }: TestProject) =>
  Object.values(sandbox.members()).reduce((sum, { count }) => sum + count, 0);
const oneLine = (text: string) => text.replace(/\s+/gu, ' ');

describe.each(statuses)('%i', (status) => {
  test('of a filling by apply: every report says what to change, once', () =>
    withProject({ files }, async (project) => {
      close(project, status);
      const reports = '--report json=r.json --report markdown=r.md --report html=r.html';
      const { exitCode, stdout } = await project.run(
        `apply --members --auto-approve --timeout 1 ${reports}`,
      );
      expect(exitCode).toBe(4);
      expect(oneLine(stdout)).toMatch(advice[status]);
      const read = async (file: string) =>
        oneLine(await readFile(join(project.folder, file), 'utf8'));
      const json = JSON.parse(await read('r.json'));
      expect(json.results[0].error.hint).toMatch(advice[status]);
      expect(await read('r.md')).toMatch(advice[status]);
      expect((await read('r.html')).replaceAll('&quot;', '"')).toMatch(advice[status]);
    }));

  test('of members sync', () =>
    withProject({ files }, async (project) => {
      await project.run('apply --auto-approve');
      close(project, status);
      const { exitCode, stdout } = await project.run('members sync CRM --timeout 1');
      expect(exitCode).toBe(4);
      expect(oneLine(stdout)).toMatch(advice[status]);
    }));

  test.each(['members sync CRM --allow-members-rebuild', 'apply --members --auto-approve'])(
    'a list is not cleared before it is known that it can be filled: %s',
    (line) =>
      withProject({ files }, async (project) => {
        await project.run('apply --auto-approve --members');
        expect(countOf(project)).toBe(2);
        await rm(join(project.folder, '.audiencectl/ledger'), { recursive: true });
        close(project, status);
        const consents = line.startsWith('apply') ? ' --allow-members-rebuild' : '';
        const { exitCode, stdout } = await project.run(`${line}${consents} --timeout 1`);
        expect(exitCode).toBe(4);
        expect(oneLine(stdout)).toMatch(advice[status]);
        expect(stdout).not.toMatch(/was cleared|is empty/u);
        expect(countOf(project)).toBe(2);
        project.sandbox.configure({ faults: [] });
        const again = await project.run(`${line}${consents}`);
        expect(again.exitCode).toBe(0);
        expect(countOf(project)).toBe(2);
      }),
  );
});

const unproven: readonly (readonly [string, FaultEffect])[] = [
  ['405', { kind: 'status', status: 405 }],
  ['501', { kind: 'status', status: 501 }],
  ['503', { kind: 'status', status: 503 }],
  ['a reset', { kind: 'reset' }],
  ['a body that is cut off', { kind: 'body', form: 'truncated' }],
  [
    '400 for lists that are not supported',
    { kind: 'item', items: 'all', code: 'contact-list-not-supported', status: 400 },
  ],
  ['413', { kind: 'status', status: 413 }],
  ...(['errors', 'warnings'] as const).flatMap((carrier) =>
    ([200, 207, 400] as const).map((status): [string, FaultEffect] => [
      `${status} and a code among ${carrier} that says nothing of identifiers`,
      { kind: 'item', items: 'all', code: 'account-must-be-active', status, carrier },
    ]),
  ),
  [
    '400 for a parameter that is missing',
    { kind: 'item', items: 'all', code: 'gum-caller-id-required', status: 400 },
  ],
];

test.each(['identifiers-must-not-be-empty', 'identifiers-required'])(
  'it is cleared where only the missing identifiers are refused: %s',
  (code) =>
    withProject({ files }, async (project) => {
      await project.run('apply --auto-approve --members');
      await rm(join(project.folder, '.audiencectl/ledger'), { recursive: true });
      const effect: FaultEffect = { kind: 'item', items: 'all', code, status: 400 };
      project.sandbox.configure({ faults: [{ when: { path: 'add-remove' }, times: 1, effect }] });
      const { exitCode } = await project.run('members sync CRM --allow-members-rebuild');
      expect([exitCode, countOf(project)]).toEqual([0, 2]);
    }),
);

test.each(unproven)('nor where the API answers an addition of nobody with %s', (_, effect) =>
  withProject({ files }, async (project) => {
    await project.run('apply --auto-approve --members');
    await rm(join(project.folder, '.audiencectl/ledger'), { recursive: true });
    const before = project.sandbox.requests().length;
    project.sandbox.configure({ faults: [{ when: { path: 'add-remove' }, effect }] });
    const line = 'members sync CRM --allow-members-rebuild';
    const { exitCode, stdout } = await project.run(`${line} --timeout 1 --format json`);
    expect(exitCode).toBe(4);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'failed', requests: 0 });
    expect(countOf(project)).toBe(2);
    const paths = project.sandbox
      .requests()
      .slice(before)
      .map(({ path }) => path);
    expect(paths.filter((path) => path.endsWith('/clear'))).toEqual([]);
    project.sandbox.configure({ faults: [] });
    expect((await project.run(line)).exitCode).toBe(0);
    expect(countOf(project)).toBe(2);
  }),
);
