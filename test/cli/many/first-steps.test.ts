/** What goes wrong in the first hour with many projects: the answer says what it is, and what to do. */
import { expect, test } from '@jest/globals';
import { projectFile } from '../../support/a-folder.ts';
import { withProject } from '../../support/a-project.ts';

const shared = 'segments: [{ name: A, retailerId: "1234", contactList: {} }]\n';

test('a copy of projects that share manifests, before git init', async () => {
  const own = `${projectFile}vars: { brand: "42" }\nmanifests: ["../shared/*.yaml"]\n`;
  const files = { 'shared/a.yaml': shared, 'p/audiencectl.yaml': own };
  await withProject({ files }, async ({ run }) => {
    const { exitCode, stdout } = await run('validate --project p/audiencectl.yaml');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('leads out of the project folder, which is in no git repository');
    expect(stdout).toContain('Run git init in the folder that holds the project');
    // What the manifests would use is not known.
    expect(stdout).not.toContain('unused-variable');
  });
});

test.each(['apply plans', 'show plans'])(
  'a folder where one plan is asked for: %s',
  async (line) => {
    const files = { 'audiencectl.yaml': projectFile, 'plans/p.json': '{}' };
    await withProject({ files }, async ({ run }) => {
      const { exitCode, stderr } = await run(line);
      expect(exitCode).toBe(1);
      expect(stderr).toContain('file-not-readable "plans": this is a folder, not a file');
      expect(stderr).toContain('To apply all of its plans, use apply --each DIR.');
    });
  },
);
