/** Names that a project file gives to IDs, and where people meet them. */
import { describe, expect, test } from '@jest/globals';
import { projectFile } from '../../support/a-folder.ts';
import { withProject } from '../../support/a-project.ts';

const labels = `labels:
  retailerIds: { 1234: Acme Market, "777": Not used here }
  categoryIds: { "5101": Trainers, "5102": "Boots \\e[31m</script>" }
  brandIds: { "9": "\${var.brand}" }
vars: { brand: Stride }
`;

const manifest = (categories: string, retailer = '1234') => `segments:
  - name: Viewers
    retailerId: "${retailer}"
    lifecycle: { replace: allow }
    events: { shopperActivity: View, lookbackDays: Last30Days, categoryIds: [${categories}], brandIds: ["9"] }
`;

const files = { 'audiencectl.yaml': projectFile + labels, 'manifest.yaml': manifest('"5101"') };

const formats = ['text', 'markdown', 'html'] as const;

describe('names of IDs in a plan', () => {
  test.each(formats)('%s: of a create, an update and a replacement', async (format) => {
    await withProject({ files }, async ({ run, write }) => {
      const quote = format === 'html' ? '&quot;' : '"';
      const plan = async () => {
        const { exitCode, stdout } = await run(`plan --format ${format}`);
        expect(exitCode).toBe(0);
        return stdout;
      };
      const created = await plan();
      expect(created).toContain(`categories 5101 ${quote}Trainers${quote}`);
      expect(created).toContain(`brands 9 ${quote}Stride${quote}`);
      expect(created).toContain(`retailer 1234 ${quote}Acme Market${quote}`);
      expect(created).not.toContain('Not used here');
      expect(await run('apply --auto-approve')).toMatchObject({ exitCode: 0 });
      await write({ 'manifest.yaml': manifest('"5102"') });
      const updated = await plan();
      expect(updated).toContain(`5101 ${quote}Trainers${quote}`);
      expect(updated).toContain(`5102 ${quote}Boots \\u001b[31m`);
      expect(updated).not.toContain('\u001b[31m');
      if (format === 'html') expect(updated).toMatch(/ data-search="[^"]*Trainers[^"]*Stride/u);
      // Of an HTML page, the end of its own script alone.
      if (format === 'html') expect(updated.match(/<\/script>/gu)).toHaveLength(1);
      expect(updated).not.toContain('unused-label');
      await write({ 'manifest.yaml': manifest('"5101"', '88') });
      // Names in reasons are code in Markdown.
      const name = format === 'markdown' ? '`Acme Market`' : `${quote}Acme Market${quote}`;
      expect(await plan()).toContain(`cannot be updated in place: 1234 ${name} -`);
      expect((await run('export')).stdout).toContain(
        '# IDs: 1234 "Acme Market", 5101 "Trainers", 9 "Stride".',
      );
    });
  });

  test('JSON keeps the IDs, and has the names that its changes show beside them', async () => {
    await withProject({ files }, async ({ run, write }) => {
      await run('plan --out plan.json');
      const plan = JSON.parse((await run('show plan.json --format json')).stdout);
      expect(plan.changes[0].after.events.categoryIds).toEqual(['5101']);
      expect(plan.labels).toEqual({
        retailerIds: { 1234: 'Acme Market' },
        categoryIds: { 5101: 'Trainers' },
        brandIds: { 9: 'Stride' },
      });
      expect((await run('show plan.json')).stdout).toContain('5101 "Trainers"');
      // Names for people change nothing that is done.
      await write({ 'audiencectl.yaml': projectFile });
      const bare = JSON.parse((await run('plan --format json')).stdout);
      expect(bare).not.toHaveProperty('labels');
      expect(bare.checksum).toBe(plan.checksum);
      expect(await run('apply plan.json')).toMatchObject({ exitCode: 0 });
    });
  });
});

describe('labels of a project file', () => {
  test.each([
    [
      'an ID that no manifest has',
      'labels: { categoryIds: { "5101": Trainers, "5103": Socks, 5104: Hats } }',
      'audiencectl.yaml:5:11 warning unused-label no manifest has 5103, 5104,',
    ],
    ['a retailer that no manifest has: nothing', 'labels: { retailerIds: { "99": Other } }', null],
    [
      'an unknown list',
      'labels: { categories: { "5101": Trainers } }',
      'audiencectl.yaml:5:11 error unknown-key "categories" is not a known key of labels',
    ],
    [
      'a list of another platform',
      'labels: { interestIds: { "5101": Trainers } }',
      'audiencectl.yaml:5:11 error unknown-key "interestIds" is not a known key of labels',
    ],
    [
      'a name for no ID',
      'labels: { categoryIds: { Trainers: "5101" } }',
      'audiencectl.yaml:5:26 error unknown-key "Trainers" is not a known key of categoryIds',
    ],
    ['an empty name', 'labels: { categoryIds: { "5101": " " } }', 'audiencectl.yaml:5:34 error '],
  ])('%s', async (_, line, finding) => {
    const text = `${projectFile}${line}\n`;
    await withProject({ files: { ...files, 'audiencectl.yaml': text } }, async ({ run }) => {
      const { stdout, exitCode } = await run('validate');
      expect(exitCode).toBe(finding?.includes(' error ') ? 1 : 0);
      if (finding === null) expect(stdout).not.toContain('unused-label');
      else expect(stdout).toContain(finding);
    });
  });

  test('an ID is not unused where another environment has it, or where a manifest cannot be read', async () => {
    const project = `version: 1
platform: retail-media
accountId: "625702934721171442"
labels: { categoryIds: { "5101": Trainers, "5102": Boots } }
environments:
  one: { manifests: [one.yaml] }
  two: { manifests: [two.yaml] }
`;
    const both = { 'one.yaml': manifest('"5101"'), 'two.yaml': manifest('"5102"') };
    await withProject({ files: { 'audiencectl.yaml': project, ...both } }, async (test) => {
      const { run, write } = test;
      expect((await run('validate')).stdout).not.toContain('unused-label');
      expect((await run('validate --env one')).stdout).not.toContain('unused-label');
      await write({ 'two.yaml': manifest('"5101"') });
      expect((await run('validate')).stdout).toContain('unused-label no manifest has 5102,');
      await write({ 'two.yaml': 'segments: [' });
      expect((await run('validate')).stdout).not.toContain('unused-label');
    });
  });
});
