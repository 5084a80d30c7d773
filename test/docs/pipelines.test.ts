import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { parseArguments } from '../../src/cli/arguments/parse-arguments.ts';

const file = new URL('../../docs/pipelines.md', import.meta.url);
const page = await readFile(file, 'utf8');

const commands = [...page.matchAll(/(?:^|`)(audiencectl [a-z][^`\n]*)/gm)].map(
  ([, line = '']) => line,
);

test('the page shows commands', () => {
  expect(commands.length).toBeGreaterThan(5);
});

test.each(commands)('%s is a command line that the program takes', (line) => {
  expect(parseArguments(line.split(/\s+/).slice(1), {})).toMatchObject({ asks: 'run' });
});

test.each([...page.matchAll(/\]\((\.\.[^)]*)\)/g)].map(([, path = '']) => path))(
  'the link %s leads somewhere',
  (path) => {
    expect(existsSync(new URL(path, file))).toBe(true);
  },
);

test('the inputs are those of the action', async () => {
  const action = parse(await readFile(new URL('../../action.yml', import.meta.url), 'utf8'));
  const listed = [...page.matchAll(/^\| `([\w-]+)` +\|/gm)].map(([, name]) => name);
  expect(listed).toEqual(Object.keys(action.inputs));
});
