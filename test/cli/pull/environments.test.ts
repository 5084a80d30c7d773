/** What was done in the account of one environment may still be to do in that of another. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { withProject } from '../../support/a-project.ts';

const projectFile = `version: 1
platform: retail-media
prune: removed
environments:
  test: { accountId: "1" }
  live: { accountId: "2" }
`;
const before = `defaults: { retailerId: "1234" }
segments:
  - { name: CRM, contactList: { identifierType: Email } }
  - { name: Old CRM, contactList: { identifierType: Email } }
`;
const after = `defaults: { retailerId: "1234" }
segments:
  - name: CRM new
    renamedFrom: CRM
    contactList: { identifierType: Email }
  - { name: Old CRM, state: absent }
`;

test.each(['spent', 'gone', 'spent,gone'])(
  '--take %s removes nothing that another environment still needs',
  async (take) => {
    const files = {
      'audiencectl.yaml': projectFile,
      'm.yaml': before,
      '.base/audiencectl.yaml': projectFile,
      '.base/m.yaml': before,
    };
    await withProject({ files }, async ({ run, write, folder }) => {
      for (const name of ['test', 'live']) {
        expect(await run(`apply --env ${name} --auto-approve --quiet`)).toMatchObject({
          exitCode: 0,
        });
      }
      const text = take === 'gone' ? before.replace('name: CRM,', 'name: CRM, id: "1",') : after;
      await write({ 'm.yaml': text });
      if (take !== 'gone') await run('apply --env test --auto-approve --quiet');
      const { exitCode, stdout } = await run(`pull --env test --take ${take} --format json`);
      const { takings, left } = JSON.parse(stdout);
      expect({ exitCode, takings }).toEqual({ exitCode: 0, takings: [] });
      expect(left.map(({ code }: { code: string }) => code)).toContain('pull-elsewhere');
      expect(await readFile(join(folder, 'm.yaml'), 'utf8')).toBe(text);
      const live = JSON.parse((await run('plan --env live --base .base --format json')).stdout);
      if (take !== 'gone')
        expect(live.changes.map(({ action }: { action: string }) => action)).toEqual([
          'update',
          'delete',
        ]);
    });
  },
);

test('a rename in the UI is followed by name where other environments read the file', async () => {
  const viewers = `segments:
  - { name: CRM, retailerId: "1234", events: { shopperActivity: View, lookbackDays: Last30Days } }
`;
  const files = { 'audiencectl.yaml': projectFile, 'm.yaml': viewers };
  await withProject({ files }, async ({ run, sandbox }) => {
    await run('apply --env test --auto-approve --quiet');
    const rows = sandbox.document()?.['segments'];
    const row = Array.isArray(rows)
      ? rows.find(({ attributes }) => attributes.name === 'CRM')
      : null;
    sandbox.edit({
      ...{ platform: 'retail-media', kind: 'segment', id: row?.id },
      attributes: { name: 'CRM in the UI' },
    });
    const { stdout } = await run('pull --env test --format json');
    const [left] = JSON.parse(stdout).left;
    expect(left?.fix).not.toContain('id:');
    expect(left?.fix).toContain('audiencectl rename "segment/CRM" "CRM in the UI"');
  });
});

test('they are removed where no other environment reads the file', async () => {
  const own = projectFile
    .replace('accountId: "1"', 'accountId: "1", manifests: [m.yaml]')
    .replace('accountId: "2"', 'accountId: "2", manifests: [live.yaml]');
  const files = { 'audiencectl.yaml': own, 'm.yaml': before, 'live.yaml': before };
  await withProject({ files }, async ({ run, write, folder }) => {
    await run('apply --env test --auto-approve --quiet');
    await write({ 'm.yaml': after });
    await run('apply --env test --auto-approve --quiet');
    const planned = await run('plan --env test');
    expect((planned.stdout + planned.stderr).replace(/\s+/gu, ' ')).toContain(
      'Remove renamedFrom when the rename is done in every environment that reads this file.',
    );
    expect(await run('pull --env test --take spent')).toMatchObject({ exitCode: 0 });
    const text = await readFile(join(folder, 'm.yaml'), 'utf8');
    expect(text).toBe(
      after
        .replace('    renamedFrom: CRM\n', '')
        .replace('  - { name: Old CRM, state: absent }\n', ''),
    );
  });
});

const layered = `version: 1
platform: retail-media
defaults: { retailerId: "1234" }
owns: { segments: { names: ["*"] }, audiences: { names: ["*"] } }
environments:
  st: { accountId: "1", manifests: [m/*.yaml, st/*.yaml] }
  pr: { accountId: "2", manifests: [m/*.yaml, pr/*.yaml] }
`;
const viewers = (name: string) =>
  `segments:\n  - { name: ${name}, events: { shopperActivity: View, lookbackDays: Last30Days } }\n`;
const sharedAudience = `${viewers('S1')}audiences:\n  - { name: A1, algebra: S1 }\n`;

describe('a segment that only one environment has', () => {
  const files = { 'audiencectl.yaml': layered, 'm/a.yaml': sharedAudience };

  /** A colleague lets an audience of the test account use another segment. */
  async function pullUse(name: string, more: Readonly<Record<string, string>>, options = '') {
    return withProject({ files: { ...files, ...more } }, async ({ run, sandbox, folder }) => {
      expect(await run('apply --env st --auto-approve --quiet')).toMatchObject({ exitCode: 0 });
      const rows = (key: string) => {
        const all = sandbox.document()?.[key];
        return Array.isArray(all) ? all : [];
      };
      const add = { platform: 'retail-media', scope: '1', kind: 'segment' } as const;
      const isThere = rows('segments').some(({ attributes }) => attributes.name === name);
      const events = { shopperActivity: 'View', lookbackDays: 'Last60Days' };
      if (!isThere) sandbox.edit({ ...add, attributes: { name, retailerId: '1234', events } });
      const used = rows('segments').find(({ attributes }) => attributes.name === name);
      sandbox.edit({
        ...{ platform: 'retail-media', kind: 'audience', id: rows('audiences')[0]?.id },
        attributes: { algebra: { audienceSegmentId: used?.id }, description: 'By Ana' },
      });
      const { stdout, exitCode } = await run(`pull ${options}--env st --format json`);
      const text = await readFile(join(folder, 'm/a.yaml'), 'utf8');
      const after = await run('plan --env pr --format json');
      return { exitCode, text, left: JSON.parse(stdout).left, after };
    });
  }

  test.each([
    ['Only st', {}],
    ['Only st', { 'st/s.yaml': viewers('Only st') }],
  ])('is not written where another one reads it: %s %j', async (name, more) => {
    const { exitCode, text, left, after } = await pullUse(name, more);
    expect(exitCode).toBe(0);
    expect(text).not.toContain(name);
    expect(text).toContain('By Ana');
    expect(left).toContainEqual(
      expect.objectContaining({
        ...{ address: 'audience/A1', path: 'algebra', code: 'pull-elsewhere' },
        text: 'It uses the segment "Only st", which no manifest of the environment "pr" declares, and "pr" reads m/a.yaml, too.',
        fix: 'Declare the segment in a file that "pr" reads, and pull again, or edit the entry by hand.',
      }),
    );
    expect(after).toMatchObject({ exitCode: 0 });
  });

  test.each([
    ['in files of their own', { 'st/s.yaml': viewers('Both'), 'pr/s.yaml': viewers('Both') }, ''],
    ['in a shared file', { 'm/s.yaml': viewers('Both') }, ''],
    ['in a shared file from now on', {}, '--take unknown,new '],
  ])('is written where the other one has it, too: %s', async (_, more, options) => {
    const { exitCode, text, left, after } = await pullUse('Both', more, options);
    expect({ exitCode, left }).toEqual({ exitCode: 0, left: [] });
    expect(text).toContain('algebra: Both');
    expect(after).toMatchObject({ exitCode: 0 });
  });
});
