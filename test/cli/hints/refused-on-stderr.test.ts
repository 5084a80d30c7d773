/** Why a plan or an apply is refused stands on stderr, wherever the result goes. */
import { expect, test } from '@jest/globals';
import { withProject } from '../../support/a-project.ts';

const projectFile = 'version: 1\nplatform: marketing-solutions\nadvertiserId: "4949"\n';
const files = {
  'audiencectl.yaml': projectFile,
  'm.yaml': 'segments:\n  - name: Ours\n    contactList:\n',
};
const gone = {
  'audiencectl.yaml': `${projectFile}protect: ["segment/Ours"]\n`,
  'm.yaml': 'segments:\n  - { name: Ours, state: absent }\n',
};

test.each([
  'plan',
  'plan --quiet',
  'plan --format json',
  'plan --format markdown',
  'plan --out p.json',
  'apply --auto-approve',
  'apply --auto-approve --format json',
  'apply',
])('%s', async (line) => {
  await withProject({ files }, async ({ run, write, writes }) => {
    await run('apply --auto-approve');
    const sent = writes().length;
    await write(gone);
    const { exitCode, stderr } = await run(line);
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/^Refused.*:\n {2}segment "Ours": .*protect.* \([a-z-]+\)$/mu);
    expect(writes().length).toBe(sent);
  });
});

test('but once, where the plan is on stderr itself', async () => {
  await withProject({ files }, async ({ run, write }) => {
    await run('apply --auto-approve');
    await write(gone);
    const { exitCode, stderr } = await run('plan --out -');
    expect(exitCode).toBe(3);
    expect(stderr.match(/Refused/gu)).toHaveLength(1);
  });
});

test('a missing approval', async () => {
  await withProject({ files }, async ({ run }) => {
    const { exitCode, stderr } = await run('apply');
    expect(exitCode).toBe(3);
    expect(stderr).toContain('there is no terminal to ask for approval (approval-missing)');
  });
});

test('of many reasons, the first five', async () => {
  const names = Array.from({ length: 7 }, (_, n) => `S${n}`);
  const many = (more: string) =>
    `segments:\n${names.map((name) => `  - { name: ${name}, ${more} }\n`).join('')}`;
  await withProject({ files: { ...files, 'm.yaml': many('contactList: {}') } }, async (project) => {
    await project.run('apply --auto-approve');
    await project.write({
      'audiencectl.yaml': `${projectFile}protect: ["segment/*"]\n`,
      'm.yaml': many('state: absent'),
    });
    const { stderr } = await project.run('plan');
    const reasons = stderr.split('\n').filter((each) => each.startsWith('  segment "S'));
    expect(reasons).toHaveLength(5);
    expect(stderr).toContain('\n  and 2 more reasons\n');
  });
});
