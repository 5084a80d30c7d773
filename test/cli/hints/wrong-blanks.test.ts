/** Lines that are right to YAML, and were meant to be something else. */
import { expect, test } from '@jest/globals';
import { withFolder } from '../../support/a-folder.ts';
import { runCli } from '../../support/run-cli.ts';

const projectFile = 'version: 1\nplatform: marketing-solutions\nadvertiserId: "4949"\n';

test.each([
  ['segments:\n  -name: A\n', 'Write a blank after the dash: "- name:".'],
  [
    'segments:\n  - name: A\n\u00a0\u00a0\u00a0 contactList:\n',
    'Indent the line with usual blanks. It begins with other spaces, which YAML reads as text.',
  ],
  [
    'segments:\n\u00a0\u00a0- name: A\n',
    'Indent the line with usual blanks. It begins with other spaces, which YAML reads as text.',
  ],
])('%j', async (manifest, hint) => {
  const files = { 'audiencectl.yaml': projectFile, 'm.yaml': manifest };
  await withFolder(files, async (folder) => {
    const { exitCode, stdout, stderr } = await runCli(['validate'], { cwd: folder });
    expect(exitCode).toBe(1);
    expect(stdout + stderr).toContain(`hint: ${hint}`);
  });
});
