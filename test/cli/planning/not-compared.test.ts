/** What the API keeps to itself is said, and no plan claims that it matches. */
import { expect, test } from '@jest/globals';
import { projectFile } from '../../support/a-folder.ts';
import { withProject } from '../../support/a-project.ts';

const retailMedia = {
  'audiencectl.yaml': projectFile,
  'all.yaml': `segments:
  - name: Viewers
    retailerId: "1234"
    events: { shopperActivity: View, lookbackDays: Last30Days, categoryIds: ["1"] }
`,
};
const marketingSolutions = {
  'audiencectl.yaml':
    'version: 1\nname: acme\nplatform: marketing-solutions\nadvertiserId: "78462"\n',
  'all.yaml': `segments:
  - name: Viewers
    inMarket: { country: FR, interestIds: ["1"], gender: Male, buyingPower: [High] }
`,
};

const rows = [
  ['an enum', retailMedia, { events: { shopperActivity: 'Unknown' } }, ['events.shopperActivity']],
  [
    'a block that is null',
    retailMedia,
    { events: null },
    ['events.categoryIds', 'events.lookbackDays', 'events.shopperActivity'],
  ],
  [
    'an enum of marketing solutions',
    marketingSolutions,
    { inMarket: { gender: 'Unknown' } },
    ['inMarket.gender'],
  ],
  [
    'a set',
    marketingSolutions,
    { inMarket: { buyingPower: ['Unknown'] } },
    ['inMarket.buyingPower'],
  ],
  [
    'a block of marketing solutions that is null',
    marketingSolutions,
    { inMarket: null },
    ['inMarket.buyingPower', 'inMarket.country', 'inMarket.gender', 'inMarket.interestIds'],
  ],
] as const;

test.each(rows)('%s', async (_title, files, edit, paths) => {
  await withProject({ files }, async ({ run, sandbox }) => {
    expect((await run('apply --auto-approve')).exitCode).toBe(0);
    expect((await run('plan')).stdout).toContain('No changes.');
    expect((await run('snapshot --out s.json')).stderr).not.toContain('warning');
    const platform = files === retailMedia ? 'retail-media' : 'marketing-solutions';
    const document = sandbox.document();
    const [row] = JSON.parse(JSON.stringify(document)).segments.filter(
      ({ attributes }: { attributes: { name: string } }) => attributes.name === 'Viewers',
    );
    const blocks = Object.entries(edit).map(([block, value]) => [
      block,
      value === null ? null : { ...row.attributes[block], ...value },
    ]);
    const attributes = Object.fromEntries(blocks);
    sandbox.edit({ platform, kind: 'segment', id: row.id, attributes });

    const json = await run('plan --format json');
    expect(json.exitCode).toBe(0);
    const { changes, diagnostics } = JSON.parse(json.stdout);
    expect(changes).toEqual([]);
    const found = diagnostics.filter(
      ({ code }: { code: string }) => code === 'attribute-not-compared',
    );
    // Each edit is of one block, and so is one finding.
    expect(found).toHaveLength(1);
    expect(found[0].hint).toContain('lifecycle.ignoreChanges');
    for (const path of paths) {
      for (const format of ['text', 'json', 'markdown', 'html']) {
        const { stdout, stderr } = await run(`plan --format ${format}`);
        expect(`${stdout}${stderr}`).toContain(path);
        expect(stdout).not.toMatch(/No changes|remote matches/u);
        if (format === 'json') continue;
        expect(stdout).toContain('1 unchanged, of which 1 could not be compared completely');
      }
    }
    const saved = await run('snapshot --out s.json');
    expect(saved.exitCode).toBe(0);
    for (const path of paths) {
      expect(saved.stderr).toContain(
        `warning attribute-not-compared the API does not return ${path} of 1 segment`,
      );
    }
    const exported = await run('export');
    // A required one keeps the whole of it out of the manifests, and is named.
    const told = exported.stdout + exported.stderr;
    expect(paths.some((path) => told.includes(path))).toBe(true);
  });
});

test('what is not to be compared needs no word', async () => {
  const files = {
    ...retailMedia,
    'all.yaml': `${retailMedia['all.yaml']}    lifecycle: { ignoreChanges: [events.shopperActivity] }\n`,
  };
  await withProject({ files }, async ({ run, sandbox }) => {
    expect((await run('apply --auto-approve')).exitCode).toBe(0);
    const [row] = JSON.parse(JSON.stringify(sandbox.document())).segments;
    const events = { ...row.attributes.events, shopperActivity: 'Unknown' };
    const edit = { platform: 'retail-media', kind: 'segment', id: row.id } as const;
    sandbox.edit({ ...edit, attributes: { events } });
    expect((await run('plan')).stdout).toContain('No changes.');
  });
});
