import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { commands } from '../../../src/cli/arguments/commands.ts';
import { globalOptions } from '../../../src/cli/arguments/global-options.ts';
import { bashCompletion } from '../../../src/cli/completion/bash-completion.ts';
import { fishCompletion } from '../../../src/cli/completion/fish-completion.ts';
import { zshCompletion } from '../../../src/cli/completion/zsh-completion.ts';
import { withFolder } from '../../support/a-folder.ts';
import { runCli } from '../../support/run-cli.ts';

/** What bash would offer for the last of these words. */
function offeredBy(cwd: string, ...words: readonly string[]): readonly string[] {
  const script = `${bashCompletion()}
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _audiencectl
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const output = execFileSync('bash', ['-u', '-c', script, 'bash', 'audiencectl', ...words], {
    cwd,
    encoding: 'utf8',
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
      ['bash', 'zsh', 'fish'],
    ],
    [['plan', '--target', ''], []],
    [['show', 'pl'], ['plan.json']],
    [['plan', '--base', ''], ['folder']],
    [['validate', '--checksum'], []],
  ])('%j offers %j', async (words, expected) => {
    await withFolder({ 'plan.json': '', 'folder/file': '' }, async (cwd) => {
      expect(offeredBy(cwd, ...words)).toEqual(expected);
    });
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
