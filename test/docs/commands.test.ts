import { describe, expect, test } from '@jest/globals';
import { commandNamed } from '../../src/cli/arguments/commands.ts';
import { parseArguments } from '../../src/cli/arguments/parse-arguments.ts';
import { serveSandbox } from '../../src/sandbox/serve-sandbox.ts';
import { followPage } from './pages/follow-page.ts';
import { listPages } from './pages/list-pages.ts';
import { readRuns } from './pages/read-command-lines.ts';
import { withoutFences } from './pages/read-fences.ts';
import { readSteps } from './pages/read-steps.ts';

const pages = listPages().map((page) => ({ ...page, steps: readSteps(page.text) }));

describe('the commands of a page, followed from the top', () => {
  const followed = pages.filter(({ steps }) => steps.some(({ does }) => does === 'run'));

  test.concurrent.each(followed)(
    '$file',
    async ({ steps }) => {
      const sandbox = await serveSandbox({ port: 0 });
      try {
        expect(await followPage(steps, sandbox.url)).toEqual([]);
      } finally {
        await sandbox.close();
      }
    },
    // Pages share the processors, and a page may have dozens of commands.
    120_000,
  );
});

describe('a page that needs an account', () => {
  const needing = pages.flatMap(({ file, text, steps }) =>
    steps.flatMap((step) =>
      step.does === 'run' && step.hasAccount
        ? [[file, text.split('\n').slice(0, step.line).join('\n')] as const]
        : [],
    ),
  );

  test.each(needing)('%s says before what to set', (_, above) => {
    for (const name of ['CRITEO_CLIENT_ID', 'CRITEO_CLIENT_SECRET']) expect(above).toContain(name);
  });
});

describe('command lines that are only shown', () => {
  const shown = pages.flatMap(({ file, text, steps }) => {
    const inline = [...withoutFences(text).matchAll(/`(audiencectl [^`]+)`/gu)]
      .map(([, line = '']) => line)
      .filter((line) => !/COMMAND|…/u.test(line));
    const scripts = steps.flatMap((step) => (step.does === 'parse' ? [step.script] : []));
    return [...inline, ...scripts].flatMap((script) =>
      readRuns(script.replace(/\s+$/u, '')).map((words) => [file, words.join(' '), words] as const),
    );
  });

  test('there are some', () => {
    expect(shown.length).toBeGreaterThan(10);
  });

  test.each(shown)('%s: audiencectl %s', (_, __, words) => {
    const [name = '', ...rest] = words;
    // A command may be spoken of without what it needs to run.
    if (rest.length === 0 && commandNamed(name) !== undefined) return;
    const invocation = parseArguments(words, {});
    expect(invocation).not.toMatchObject({ asks: 'error' });
    expect(invocation).not.toMatchObject({ asks: 'nothing' });
  });
});
