/** What is remote and in no manifest: named where it is little, with the line that deletes it. */
import { describe, expect, test } from '@jest/globals';
import { projectFile } from '../../support/a-folder.ts';
import { type TestProject, withProject } from '../../support/a-project.ts';

const list = (name: string) =>
  `  - { name: ${JSON.stringify(name)}, retailerId: "1234", contactList: { identifierType: Email } }\n`;
const segments = (...names: readonly string[]) => `segments:\n${names.map(list).join('')}`;
const audience = 'audiences:\n  - { name: Kept, retailerId: "1234", algebra: Used }\n';

/** Applies these manifests, and leaves only the last ones in git. */
async function withRemote<Result>(
  remote: string,
  left: string,
  use: (project: TestProject) => Promise<Result>,
  project = projectFile,
) {
  const files = { 'audiencectl.yaml': projectFile, 'm.yaml': remote };
  return withProject({ files }, async (test) => {
    expect(await test.run('apply --auto-approve')).toMatchObject({ exitCode: 0 });
    await test.write({ 'audiencectl.yaml': project, 'm.yaml': left });
    return use(test);
  });
}

describe('what is not in git', () => {
  test.each([
    ['a plain name', 'Old | list', '- { name: "Old | list", state: absent }'],
    ['a name with quotes', 'Old "list"', null],
    ['a name with a sign that YAML or a variable may use', 'Old $5 #1', null],
  ])('%s: the line that is shown deletes it', async (_, name, line) => {
    await withRemote(segments('A', name), segments('A'), async ({ run, write }) => {
      const plan = JSON.parse((await run('plan --format json')).stdout);
      const [{ id, deletedBy }] = plan.unmanaged;
      expect(deletedBy).toBe(line ?? `- { id: "${id}", state: absent }`);
      const text = await run('plan');
      expect(text.stdout).toContain('1 not in git, left alone.');
      expect(text.stdout.split('\n')).toContain(`        ${deletedBy}`);
      for (const format of ['markdown', 'html']) {
        const { stdout } = await run(`plan --format ${format}`);
        expect(stdout.replaceAll('&quot;', '"')).toContain(deletedBy);
      }
      await write({ 'm.yaml': `${segments('A')}  ${deletedBy}\n` });
      expect((await run('plan')).stdout).toContain(
        'Plan: 0 to create, 0 to update, 0 to replace, 1',
      );
    });
  });

  test('what several audiences use names two of them, and counts the others', async () => {
    const using = ['K1', 'K2', 'K3', 'K4'].map(
      (name) => `  - { name: ${name}, retailerId: "1234", algebra: Used }\n`,
    );
    const kept = `audiences:\n${using.join('').replaceAll('algebra: Used', 'algebra: A')}`;
    const remote = `${segments('A', 'Used')}audiences:\n${using.join('')}`;
    await withRemote(remote, `${segments('A')}${kept}`, async ({ run }) => {
      const { unmanaged } = JSON.parse((await run('plan --format json')).stdout);
      expect(unmanaged).toMatchObject([
        { address: 'segment/Used', text: 'used by audience "K1", audience "K2" and 2 more' },
      ]);
    });
  });

  test('five are named, six are counted', async () => {
    const names = ['B', 'C', 'D', 'E', 'F', 'G'];
    await withRemote(segments('A', ...names), segments('A', 'B'), async ({ run, write }) => {
      expect(JSON.parse((await run('plan --format json')).stdout).unmanaged).toHaveLength(5);
      await write({ 'm.yaml': segments('A') });
      const { stdout } = await run('plan');
      expect(stdout).toContain('6 not in git, left alone.');
      expect(stdout).not.toContain('state: absent');
    });
  });

  test.each([
    ['protected', `${projectFile}protect: ["segment/*"]\n`, 'protected by the project file'],
    [
      'outside of what is owned',
      `${projectFile}owns: { segments: { names: ["A"] } }\n`,
      'not among what this project owns',
    ],
  ])('what is %s gets no line', async (_, project, why) => {
    await withRemote(
      segments('A', 'B'),
      segments('A'),
      async ({ run }) => {
        const { stdout } = await run('plan');
        expect(stdout).toContain(`segment "B": ${why}`);
        expect(stdout).not.toContain('state: absent');
      },
      project,
    );
  });

  test('nor does a segment that something uses, in git or not', async () => {
    const all = segments('A', 'Used') + audience;
    await withRemote(all, segments('A'), async ({ run, write }) => {
      const { stdout } = await run('plan');
      expect(stdout).toContain('segment "Used": used by audience "Kept"');
      expect(stdout).toContain('- { name: "Kept", state: absent }');
      const more = `${segments('A')}audiences:\n  - { name: Kept, state: absent }\n  - { name: New, retailerId: "1234", algebra: Used }\n`;
      await write({ 'm.yaml': more });
      expect((await run('plan')).stdout).not.toContain('{ name: "Used"');
    });
  });
});
