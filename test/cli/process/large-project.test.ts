/** A project so large that two threads read it: what is said of it must not depend on the machine. */
import { expect, test } from '@jest/globals';
import { withFolder } from '../../support/a-folder.ts';
import { runAlone } from '../../support/run-cli.ts';

const project =
  'version: 1\nplatform: retail-media\naccountId: "1"\ndefaults: { retailerId: "1" }\nvariables: { shop: "Shop" }\n';

/** Slips of all kinds, each in one entry of a few hundred. */
const slips: readonly string[] = [
  '    descripton: typo\n',
  '    description: ${var.nothing}\n',
  '    description: A\n    description: B\n',
  '    description: Promo #1\n',
  '    contactList: {}\n    events: {}\n',
  '    retailerId: 12x\n',
];

/** So that there are many characters and few entries. */
const long = 'words '.repeat(40).trim();

function entries(file: number, count: number): string {
  const segments = Array.from({ length: count }, (_, at) => {
    const number = file * 1_000 + at;
    const slip = number % 37 === 0 ? (slips[(number / 37) % slips.length] ?? '') : '';
    return `  - name: "Segment ${number}"\n    contactList: {}\n${slip}`;
  });
  const audiences = Array.from({ length: count }, (_, at) => {
    const [one, other] = [file * 1_000 + at, ((file + 7) % 60) * 1_000 + (at % 50)];
    return `  - name: "\${var.shop} ${one}"\n    description: ${long}\n    algebra: { and: ["Segment ${one}", { not: "Segment ${other}" }] }\n`;
  });
  return `segments:\n${segments.join('')}---\naudiences:\n${audiences.join('')}`;
}

const files = {
  'audiencectl.yaml': project,
  ...Object.fromEntries(
    Array.from({ length: 60 }, (_, at) => [
      `segments/${at}.yaml`,
      entries(at, at === 30 ? 700 : 50),
    ]),
  ),
  // Nothing can be made of it.
  'segments/broken.yaml': 'segments:\n  - name: [\n',
  'hooks/one.cjs': "require('node:os').availableParallelism = () => 1;\n",
  'hooks/two.cjs': "require('node:os').availableParallelism = () => 2;\n",
  'hooks/watch.cjs': `const threads = require('node:worker_threads');
threads.Worker = class extends threads.Worker {
  constructor(...given) {
    super(...given);
    process.stderr.write('another thread\\n');
  }
};
`,
};

test('a large project is validated to the same bytes by one thread and by two', async () => {
  await withFolder(files, async (folder) => {
    const run = (name: string) =>
      runAlone(['validate', '--format', 'json'], {
        cwd: folder,
        env: { NODE_OPTIONS: `--require ./hooks/watch.cjs --require ./hooks/${name}.cjs` },
      });
    const [one, two] = [await run('one'), await run('two')];
    expect(two.stderr).toContain('another thread');
    expect(one.stderr).not.toContain('another thread');
    expect(two.stdout).toBe(one.stdout);
    expect(two.stderr.replace('another thread\n', '')).toBe(one.stderr);
    expect(two.exitCode).toBe(one.exitCode);
    expect(one.exitCode).toBe(1);
    expect(one.stdout.length + one.stderr.length).toBeGreaterThan(10_000);
  });
});
