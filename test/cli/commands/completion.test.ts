import { execFileSync } from 'node:child_process';
import { chmod, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { commands } from '../../../src/cli/arguments/commands.ts';
import { globalOptions } from '../../../src/cli/arguments/global-options.ts';
import { bashCompletion } from '../../../src/cli/completion/bash-completion.ts';
import { fishCompletion } from '../../../src/cli/completion/fish-completion.ts';
import { zshCompletion } from '../../../src/cli/completion/zsh-completion.ts';
import { withFolder } from '../../support/a-folder.ts';
import { program, runCli } from '../../support/run-cli.ts';

/** What bash would offer for the last of these words. */
function offeredBy(cwd: string, ...words: readonly string[]): readonly string[] {
  const script = `${bashCompletion()}
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _audiencectl
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const output = execFileSync('bash', ['-u', '-c', script, 'bash', 'audiencectl', ...words], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${join(cwd, 'bin')}:${process.env['PATH'] ?? ''}` },
  });
  return output.split('\n').filter(Boolean);
}

describe('in bash', () => {
  test.each<[readonly string[], readonly string[]]>([
    [['pl'], ['plan']],
    [['--sandbox', '-C', 'folder', 'pl'], ['plan']],
    [['plan', '--detailed'], ['--detailed-exitcode']],
    [['plan', '--form'], ['--format']],
    [
      ['validate', '--format', ''],
      ['text', 'json'],
    ],
    [['plan', '--drift', 'l'], ['leave']],
    [['catalog', 'br'], ['brands']],
    [['catalog', 'brands', ''], []],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish', 'addresses', 'names', 'lists'],
    ],
    [['explain', 'new-list'], ['new-list-empty']],
    [['explain', 'rebuild'], ['rebuild-needed']],
    // No part of a word with blanks, such as "new, empty".
    [['explain', 'new,'], []],
    [['show', 'pl'], ['plan.json']],
    [['plan', '--base', ''], ['folder']],
    [['validate', '--checksum'], []],
  ])('%j offers %j', async (words, expected) => {
    await withFolder({ 'plan.json': '', 'folder/file': '' }, async (cwd) => {
      expect(offeredBy(cwd, ...words)).toEqual(expected);
    });
  });
});

/** What bash has as one argument where the line is typed, completed with an offer, and run. */
function insertedBy(
  cwd: string,
  typed: string,
  quote: string,
  ...before: readonly string[]
): string[] {
  return offeredBy(cwd, ...before, `${quote}${typed}`).map((offer) =>
    execFileSync('bash', ['-c', `printf '<%s>' ${quote}${offer}${quote}`], {
      cwd,
      encoding: 'utf8',
    }),
  );
}

test('a name never runs a command, whichever quote is open', async () => {
  const live = [
    '$(touch x)',
    '`touch x`',
    '"; touch x; "',
    "'; touch x; '",
    '!x',
    '; touch x',
    '&* ?',
  ];
  const files = {
    'bin/audiencectl': `#!/bin/sh\nexec ${process.execPath} ${program} "$@"\n`,
    'audiencectl.yaml': 'version: 1\nplatform: marketing-solutions\nadvertiserId: "4949"\n',
    'm.yaml': `segments: ${JSON.stringify(live.map((name) => ({ name: `A${name}`, contactList: null })))}`,
    ...Object.fromEntries(live.map((name) => [`A${name}`, ''])),
  };
  await withFolder(files, async (cwd) => {
    await chmod(join(cwd, 'bin/audiencectl'), 0o755);
    const before = await readdir(cwd);
    for (const [typed, ...words] of [
      ['segment/A', 'graph', '--focus'],
      ['A', 'members', 'sync'],
      ['A', 'show'],
    ] as const) {
      const prefix = typed.slice(0, -1);
      const wanted = (names: readonly string[]) =>
        names.map((name) => `<${prefix}A${name}>`).sort();
      expect(insertedBy(cwd, typed, '', ...words).sort()).toEqual(wanted(live));
      // In quotes, names that cannot be written there are left out.
      expect(insertedBy(cwd, typed, '"', ...words).sort()).toEqual(
        wanted(["'; touch x; '", '; touch x', '&* ?']),
      );
      expect(insertedBy(cwd, typed, "'", ...words).sort()).toEqual(wanted(['; touch x', '&* ?']));
      expect(insertedBy(cwd, `${typed}"`, '', ...words)).toEqual([]);
    }
    expect(await readdir(cwd)).toEqual(before);
  });
});

describe('what the manifests declare', () => {
  const files = {
    'audiencectl.yaml':
      'version: 1\nplatform: marketing-solutions\nadvertiserId: "4949"\nmanifests: ["*.yaml"]\n',
    'm.yaml': `segments:
  - { name: "FR | it's new", contactList: }
  - { name: Buyers, contactList: }
  - { name: Like buyers, lookalike: { seedSegment: Buyers } }
audiences:
  - { name: "FR/x", algebra: Buyers }
`,
    'broken.yaml': 'audiences:\n  - name: Broken\n    algebra: [',
    'other/audiencectl.yaml': `version: 1
platform: marketing-solutions
environments:
  a: { advertiserId: "1", vars: { n: One } }
  b: { advertiserId: "2", vars: { n: Two } }
`,
    'other/m.yaml': 'segments:\n  - { name: "${var.n}", contactList: }\n',
  };

  test.each<[readonly string[], readonly string[]]>([
    [['plan', '--target', 'segment/B'], ['segment/Buyers']],
    [['apply', '--exclude', 'audience/F'], ['audience/FR/x']],
    [['graph', '--focus', 'segment/F'], ["segment/FR\\ \\|\\ it\\'s\\ new"]],
    [['graph', '--focus', "segment/FR\\ \\|\\ it\\'s"], ["segment/FR\\ \\|\\ it\\'s\\ new"]],
    [['graph', '--focus', '"segment/FR | '], ["segment/FR | it's new"]],
    [['who', '--in', 'FR/'], ['FR/x']],
    [['who', '--in', 'Buyers', '--not-in', 'L'], ['Like\\ buyers']],
    [['members', 'sync', 'B'], ['Buyers']],
    [['members', 'sync', 'L'], []],
    [['-C', 'other', 'plan', '--target', 'segment/'], ['segment/One']],
    [['-C', 'other', 'plan', '--env', 'b', '--target', 'segment/'], ['segment/Two']],
    [['plan', '--project', 'other/audiencectl.yaml', '--target', 's'], ['segment/One']],
    [['-C', 'nowhere', 'plan', '--target', 's'], []],
  ])('is offered after %j: %j', async (words, expected) => {
    const shim = `#!/bin/sh\nexec ${process.execPath} ${program} "$@"\n`;
    await withFolder({ ...files, 'bin/audiencectl': shim }, async (cwd) => {
      await chmod(join(cwd, 'bin/audiencectl'), 0o755);
      expect(offeredBy(cwd, ...words)).toEqual(expected);
    });
  });

  test('is printed a line each, and nothing where it cannot be read', async () => {
    await withFolder(files, async (cwd) => {
      const run = (word: string) => runCli(['completion', word], { cwd });
      expect((await run('addresses')).stdout.split('\n')).toEqual([
        'audience/Broken',
        'audience/FR/x',
        'segment/Buyers',
        "segment/FR | it's new",
        'segment/Like buyers',
        '',
      ]);
      expect((await run('names')).stdout).toBe(
        "Broken\nBuyers\nFR | it's new\nFR/x\nLike buyers\n",
      );
      expect((await run('lists')).stdout).toBe("Buyers\nFR | it's new\n");
    });
    const empty = await runCli(['completion', 'addresses'], { cwd: '/' });
    expect(empty).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });
});

test.each([
  ['bash', bashCompletion],
  ['zsh', zshCompletion],
  ['fish', fishCompletion],
])('%s knows every command and option', async (shell, make) => {
  const script = make();
  const options = [...globalOptions, ...commands.flatMap((command) => command.options)];
  for (const { name } of [...commands, ...options]) expect(script).toContain(name);
  const { stdout } = await runCli(['completion', shell], { cwd: '/' });
  expect(stdout).toBe(script);
});
