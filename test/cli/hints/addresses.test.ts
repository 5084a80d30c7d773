/** Options that name entities, where no entity is meant. */
import { expect, test } from '@jest/globals';
import { withProject } from '../../support/a-project.ts';

const files = {
  'audiencectl.yaml': 'version: 1\nplatform: marketing-solutions\nadvertiserId: "4949"\n',
  'm.yaml': `segments:
  - name: Buyers
    contactList:
  - name: FR | Customers 2026
    contactList:
audiences:
  - name: Win back
    algebra: { and: [Buyers, { not: FR | Customers 2026 }] }
`,
};

/** No blanks: they part the words of a command line. */
const wanted = [
  ['segment/Buyer', '"segment/Buyers"'],
  ['segments/Buyers', '"segment/Buyers"'],
  ['buyers', '"segment/Buyers"'],
  ['audience/Buyers', '"segment/Buyers"'],
  ['segment/Customers', '"segment/FR | Customers 2026"'],
  ['audience/win', '"audience/Win back"'],
] as const;

const lines = ['plan --target', 'plan --exclude', 'apply --auto-approve --target', 'graph --focus'];

test.each(lines)('%s names what may have been meant', async (line) => {
  await withProject({ files }, async ({ run, writes }) => {
    for (const [given, near] of wanted) {
      const { exitCode, stdout, stderr } = await run(`${line} ${given}`);
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
      expect(stderr).toContain(`hint: Did you mean ${near}?`);
    }
    const { stderr } = await run(`${line} segment/Zebra`);
    expect(stderr).toContain('hint: No segment has a name like this. Give "segment/');
    expect(writes()).toEqual([]);
  });
});

test.each(['target', 'exclude'])('export --%s looks at what is remote', async (option) => {
  await withProject({ files }, async ({ run }) => {
    expect((await run('apply --auto-approve')).exitCode).toBe(0);
    for (const [given, near] of wanted) {
      const { exitCode, stdout, stderr } = await run(`export --${option} ${given}`);
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
      expect(stderr).toContain(`hint: Did you mean ${near}?`);
    }
  });
});

test.each([
  'apply --auto-approve --target=',
  'apply --auto-approve --exclude=',
  'plan --fail-on=',
  'graph --focus=',
])('an empty value is no value: %s', (line) =>
  withProject({ files }, async ({ run, sandbox }) => {
    const { exitCode, stderr } = await run(line);
    expect([exitCode, stderr]).toEqual([
      1,
      expect.stringMatching(/invalid-option --\S+ is empty/u),
    ]);
    expect(sandbox.requests()).toEqual([]);
  }),
);
test('an address means itself, even where its name looks like a glob', async () => {
  const names = ['Shoes*', 'Shoes?', 'Shoes\\S', 'Shoes+', 'Shoes', 'ShoesBags'];
  const segments = names.map((name) => ({ name, contactList: null }));
  const project = { ...files, 'm.yaml': JSON.stringify({ segments }) };
  await withProject({ files: project }, async ({ run }) => {
    const addressesIn = ({ stdout }: { readonly stdout: string }): readonly string[] => {
      const { changes, sizes }: Record<string, readonly { readonly address: string }[]> =
        JSON.parse(stdout);
      return (changes ?? sizes ?? []).map(({ address }) => address).sort();
    };
    const all = names.map((name) => `segment/${name}`).sort();
    for (const address of all) {
      const others = all.filter((each) => each !== address);
      const plan = `plan --format json`;
      expect(addressesIn(await run(`${plan} --target ${address}`))).toEqual([address]);
      expect(addressesIn(await run(`${plan} --exclude ${address}`))).toEqual(others);
    }
    expect(addressesIn(await run('plan --format json --target segment/Shoes**'))).toEqual(all);
    expect((await run('apply --auto-approve')).exitCode).toBe(0);
    for (const name of names) {
      const address = `segment/${name}`;
      expect(addressesIn(await run(`sizes ${address} --format json`))).toEqual([address]);
      const { stdout } = await run(`export --target ${address}`);
      const exported = [...stdout.matchAll(/name: "?(.*?)"?$/gmu)].map(([, each]) => each);
      expect(exported).toEqual([name]);
    }
  });
});
