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
    expect(stderr).toContain('hint: Give an address, such as "segment/NAME"');
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
