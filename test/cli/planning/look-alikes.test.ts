/** Names and texts that look alike, as a user meets them: in findings, and in a plan. */
import { expect, test } from '@jest/globals';
import { smallProject } from '../../support/a-folder.ts';
import { withProject } from '../../support/a-project.ts';

const manifest = smallProject['manifest.yaml'] ?? '';

test.each([
  [
    'declared twice',
    `${manifest}  - { name: "Recent viewers not in\\u00a0CRM", algebra: Recent shoe viewers }\n`,
    'manifest.yaml:14:13',
  ],
  [
    'named otherwise than declared',
    manifest.replace('        - Recent shoe viewers', '        - Recent shoe\u2009viewers'),
    'manifest.yaml:12:11',
  ],
])('%s', async (_, text, place) => {
  await withProject({ files: { ...smallProject, 'manifest.yaml': text } }, async ({ run }) => {
    const { exitCode, stdout } = await run('validate');
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`${place} warning names-look-alike "Recent`);
    const [first = ''] = stdout.split('\n');
    expect(first).toMatch(/\\u(?:00a0|2009)/u);
    expect(first).not.toMatch(/[\u00a0\u2009]/u);
  });
});

test.each([
  ['as a block of YAML ends', 'description: |\n      Segment made of CRM user emails\n', 0],
  ['as an editor writes it', 'description: "Segment made of CRM user emails\\r\\n"\n', 0],
  ['with a blank behind it', 'description: "Segment made of CRM user emails "\n', 2],
])('a description %s', async (_, text, exitCode) => {
  await withProject({ files: smallProject }, async ({ run, write }) => {
    expect(await run('apply --auto-approve')).toMatchObject({ exitCode: 0 });
    const other = manifest.replace('description: Segment made of CRM user emails\n', text);
    expect(other).not.toBe(manifest);
    await write({ 'manifest.yaml': other });
    const plan = await run('plan --detailed-exitcode');
    expect(plan).toMatchObject({ exitCode });
    expect(plan.stdout.includes('emails\\u0020"')).toBe(exitCode === 2);
  });
});

test('a remote twin is told by plan, and a change of a blank is seen', async () => {
  await withProject({ files: smallProject }, async ({ run, write }) => {
    expect(await run('apply --auto-approve')).toMatchObject({ exitCode: 0 });
    const twin = manifest
      .replace('- name: CRM Users 2025', '- name: CRM\u00a0Users 2025')
      .replace('- not: CRM Users 2025', '- not: CRM\u00a0Users 2025')
      .replace('Segment made of CRM', 'Segment made of\u00a0CRM')
      .replace('    events:', '    description: a\u200bb\n    events:');
    await write({ 'manifest.yaml': twin });
    for (const format of ['text', 'markdown', 'html']) {
      const { exitCode, stdout } = await run(`plan --format ${format}`);
      expect(exitCode).toBe(0);
      expect(stdout).toContain('names-look-alike');
      // The audience exchanges one segment for its twin, and both lines can be told apart.
      expect(stdout).toMatch(/-.*CRM Users 2025/u);
      expect(stdout).toMatch(/CRM\\u00a0Users 2025/u);
    }
    const { stdout } = await run('plan --format json');
    const codes = JSON.parse(stdout).diagnostics.map(({ code }: { code: string }) => code);
    expect(codes.filter((code: string) => code === 'names-look-alike')).toHaveLength(1);
    await write({
      'audiencectl.yaml': `${smallProject['audiencectl.yaml']}ignore: [names-look-alike]\n`,
    });
    expect((await run('plan')).stdout).not.toContain('names-look-alike');
  });
});
