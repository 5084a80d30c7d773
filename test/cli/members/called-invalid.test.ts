import { describe, expect, test } from '@jest/globals';
import { projectFile } from '../../support/a-folder.ts';
import { type TestProject, withProject } from '../../support/a-project.ts';
import { withProxy } from '../../support/members/with-proxy.ts';
import { people, text } from './secret-people.ts';

const crm = {
  'audiencectl.yaml': projectFile,
  'lists.yaml': `defaults: { retailerId: "1234" }
segments:
  - name: CRM
    contactList:
      identifierType: Email
      members: { source: crm.txt }
  - name: Shoes
    events: { shopperActivity: View, lookbackDays: Last30Days }
audiences:
  - name: Both
    algebra: { or: [CRM, Shoes] }
`,
  'crm.txt': text(people(0, 60)),
};

test('a first upload that was cut off goes on, and is no growth', async () => {
  const refused = {
    when: { path: '/add-remove', nth: 3 },
    effect: { kind: 'status', status: 400 },
  } as const;
  await withProject({ files: crm, settings: { faults: [refused] } }, async (project) => {
    await project.run('apply --auto-approve');
    await withProxy(project, { mostAtOnce: 10 }, async (env) => {
      const sync = async () => {
        const { exitCode, stdout } = await project.run('members sync CRM --format json', env);
        return { exitCode, ...JSON.parse(stdout) };
      };
      expect(await sync()).toMatchObject({ exitCode: 4, added: 16 });
      // Nor does it become growth by a ledger that was written anew meanwhile.
      await project.write({ 'asked.txt': text(people(0, 1)) });
      const forget = 'members forget --source asked.txt --auto-approve';
      expect(await project.run(forget, env)).toMatchObject({ exitCode: 0 });
      // Were it not for what was begun, this would be a list of 16 that grows to 60.
      expect(await sync()).toMatchObject({ exitCode: 0, added: 45 });
      await project.write({ 'crm.txt': text(people(0, 181)) });
      expect(await sync()).toMatchObject({
        exitCode: 3,
        plan: { refusals: [{ code: 'members-growth-limit' }] },
      });
    });
  });
});

describe('identifiers that the API calls invalid', () => {
  const mostly = { mostAtOnce: 10, invalidPercent: 97 };
  const membersOf = ({ sandbox }: TestProject) => Object.values(sandbox.members())[0]?.count ?? 0;

  test('stop an upload after the first chunk; the ledger holds it, and consent goes on', () =>
    withProject({ files: crm }, async (project) => {
      await project.run('apply --auto-approve');
      await withProxy(project, mostly, async (env) => {
        const run = async (line: string) => {
          const { exitCode, stdout } = await project.run(`${line} --format json`, env);
          return { exitCode, result: JSON.parse(stdout) };
        };
        expect(await run('members sync CRM')).toMatchObject({
          exitCode: 4,
          result: {
            ...{ outcome: 'failed', added: 1, invalid: 7 },
            problem: { code: 'members-called-invalid-limit' },
          },
        });
        expect(membersOf(project)).toBe(8);
        const shown = await project.run('members add CRM --source crm.txt', env);
        expect([shown.exitCode, shown.stdout]).toEqual([
          4,
          expect.stringMatching(
            /Stopped after 1 added.*6 of 7 identifiers invalid.*--allow-member-invalid/su,
          ),
        ]);
        expect(membersOf(project)).toBe(15);
        for (const other of ['removal', 'growth']) {
          const { exitCode } = await run(`members sync CRM --allow-member-${other}`);
          expect(exitCode).toBe(4);
        }
        expect(membersOf(project)).toBe(26);
        const consented = await run('members sync CRM --allow-member-invalid');
        expect(consented).toMatchObject({ exitCode: 0, result: { added: 4, invalid: 30 } });
        expect(await run('members sync CRM')).toMatchObject({
          exitCode: 0,
          result: { plan: { state: 'unchanged', held: 60 } },
        });
      });
    }));

  test('are no success of a removal by name', () =>
    withProject({ files: crm }, async (project) => {
      await project.run('apply --auto-approve --members');
      await project.write({ 'out.txt': text(people(0, 10)) });
      await withProxy(project, mostly, async (env) => {
        const line = 'members remove CRM --source out.txt';
        expect(await project.run(line, env)).toMatchObject({
          exitCode: 4,
          stdout: expect.stringMatching('members-called-invalid-limit'),
        });
        const consented = await project.run(`${line} --allow-member-invalid`, env);
        expect(consented.exitCode).toBe(0);
      });
    }));

  test.each(['remove CRM --source out.txt', 'sync CRM'])(
    'of a removal are not done, however few: members %s',
    (line) =>
      withProject({ files: crm }, async (project) => {
        await project.run('apply --auto-approve --members');
        await project.write({ 'out.txt': text(people(0, 10)), 'crm.txt': text(people(10, 60)) });
        await withProxy(project, { invalidPercent: 10 }, async (env) => {
          for (const _ of ['once', 'again']) {
            const { exitCode, stdout } = await project.run(`members ${line}`, env);
            expect([exitCode, stdout]).toEqual([
              4,
              expect.stringMatching(
                /^Failed after 0 added, 9 removed in 1 request: members-removal-not-taken, 10 sent, 1 not accepted, but it is not known which\. The same command sends them again\.$/mu,
              ),
            ]);
            expect(stdout).not.toMatch(/^Done/mu);
          }
          const consented = await project.run(`members ${line} --allow-member-invalid`, env);
          expect(consented.exitCode).toBe(0);
        });
        expect(await project.run(`members ${line}`)).toMatchObject({
          exitCode: 0,
          stdout: expect.stringMatching('10 removed'),
        });
        expect(membersOf(project)).toBe(50);
      }),
  );

  test('that add up to nobody are no success; the same command sends them again', () =>
    withProject({ files: crm }, async (project) => {
      await project.run('apply --auto-approve');
      await withProxy(project, { countsNobody: true }, async (env) => {
        for (const _ of ['once', 'again']) {
          const { exitCode, stdout } = await project.run('members sync CRM --format json', env);
          expect([exitCode, JSON.parse(stdout)]).toMatchObject([
            4,
            { outcome: 'unknown', added: 0, problem: { code: 'members-count-mismatch' } },
          ]);
        }
      });
      const { exitCode, stdout } = await project.run('members sync CRM');
      expect([exitCode, stdout]).toEqual([0, expect.stringMatching('60 added')]);
    }));

  test('a share within the limit is told, and stops nothing', () =>
    withProject({ files: crm }, async (project) => {
      await project.run('apply --auto-approve');
      await withProxy(project, { invalidPercent: 10 }, async (env) => {
        const { exitCode, stdout } = await project.run('members sync CRM', env);
        expect([exitCode, stdout]).toEqual([
          0,
          expect.stringMatching('The API called 6 identifiers invalid'),
        ]);
      });
    }));

  test.each<[string, (options: string) => readonly string[]]>([
    ['apply', (options) => [`apply --members --auto-approve${options}`]],
    [
      'a plan file',
      (options) => [`plan --members --out plan.json${options}`, `apply plan.json${options}`],
    ],
  ])('stop %s, and the audiences that use the list wait', (_, lines) =>
    withProject({ files: crm }, async (project) => {
      await withProxy(project, mostly, async (env) => {
        const run = async (options: string) => {
          let last = null;
          for (const line of lines(options)) last = await project.run(line, env);
          return last;
        };
        for (const options of ['', ' --allow-member-growth']) {
          expect(await run(options)).toMatchObject({
            exitCode: 4,
            stdout: expect.stringMatching('members-called-invalid-limit'),
          });
        }
        expect(membersOf(project)).toBe(15);
        const isAudience = ({ path }: { readonly path: string }) =>
          path.endsWith('audiences/create');
        expect(project.writes().filter(isAudience)).toEqual([]);
        expect(await run(' --allow-member-invalid')).toMatchObject({ exitCode: 0 });
        expect(membersOf(project)).toBe(60);
      });
    }),
  );
});

test('removals of a mirror that were invalid when added are not counted as removed, and forget only says what the ledger has', () =>
  withProject({ files: crm }, async (project) => {
    await withProxy(project, { invalidPercent: 10 }, async (env) => {
      await project.run('apply --auto-approve --members', env);
      await project.write({ 'crm.txt': text(people(10, 60)), 'out.txt': text(people(0, 10)) });
      const synced = await project.run('members sync CRM', env);
      expect([synced.exitCode, synced.stdout]).toEqual([
        0,
        expect.stringMatching(
          /^Done: 0 added, 9 removed[\s\S]*^The API called 1 identifier invalid/mu,
        ),
      ]);
      const { stdout } = await project.run(
        'members forget --source out.txt --auto-approve --format text',
        env,
      );
      expect(stdout).toMatch(/^segment\/CRM \(Email\): none found; its ledger no longer/mu);
      expect(stdout).not.toMatch(/erased|forgotten|off the list|[1-9]\d* removed/u);
    });
  }));
