/** An entity in a file that several projects read is renamed by hand, as the hint of `rename` says. */
import { describe, expect, test } from '@jest/globals';
import { withProject } from '../../support/a-project.ts';

const project = (name: string, account: string) =>
  `version: 1\nname: ${name}\nplatform: retail-media\naccountId: "${account}"\ndefaults: { retailerId: "1234" }\nmanifests: [../shared/*.yaml]\n`;
const shared = `segments:
  - { name: Viewers, events: { shopperActivity: View, lookbackDays: Last30Days } }
audiences:
  - { name: All viewers, algebra: Viewers }
`;
const files = {
  '.git/HEAD': 'ref: refs/heads/main\n',
  'a/audiencectl.yaml': project('a', '625702934721171442'),
  'b/audiencectl.yaml': project('b', '625702934721171443'),
  'shared/m.yaml': shared,
};

describe('an entity in a file that several projects read', () => {
  test('keeps its ID in all of them when the hint of rename is followed', async () => {
    await withProject({ files }, async ({ run, write }) => {
      const each = '--each */audiencectl.yaml';
      expect(await run(`apply ${each} --auto-approve`)).toMatchObject({ exitCode: 0 });
      const { exitCode, stdout, stderr } = await run('rename -C a segment/Viewers Watchers');
      expect(exitCode).not.toBe(0);
      const text = stdout + stderr;
      expect(text).toContain('in renamedFrom the old one');
      expect(text).toContain('together with the name of the entity itself');
      const edited = shared
        .replace('name: Viewers', 'name: Watchers, renamedFrom: Viewers')
        .replace('algebra: Viewers', 'algebra: Watchers');
      await write({ 'shared/m.yaml': edited });
      const planned = await run(`plan ${each} --format json`);
      const { projects } = JSON.parse(planned.stdout);
      expect(projects).toHaveLength(2);
      for (const { plan } of projects) {
        expect(plan.summary).toMatchObject({ create: 0, update: 1, delete: 0 });
      }
    });
  });
});
