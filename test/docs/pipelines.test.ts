import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';

const file = new URL('../../docs/pipelines.md', import.meta.url);
const page = await readFile(file, 'utf8');

test('the inputs are those of the action', async () => {
  const action = parse(await readFile(new URL('../../action.yml', import.meta.url), 'utf8'));
  const listed = [...page.matchAll(/^\| `([\w-]+)` +\|/gm)].map(([, name]) => name);
  expect(listed).toEqual(Object.keys(action.inputs));
});
