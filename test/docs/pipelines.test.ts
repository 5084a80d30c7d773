import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';

const file = new URL('../../docs/pipelines.md', import.meta.url);
const page = await readFile(file, 'utf8');

test('the inputs are those of the action', async () => {
  const action = parse(await readFile(new URL('../../action.yml', import.meta.url), 'utf8'));
  const rows = [...page.matchAll(/^\| `([\w-]+)` +\| (\S.*?) +\|/gm)];
  expect(rows.map(([, name]) => name)).toEqual(Object.keys(action.inputs));
  for (const [, name = '', told = ''] of rows) {
    const { default: value } = action.inputs[name];
    // What comes from the job is told in words.
    if (!value.startsWith('${{'))
      expect([name, told]).toEqual([name, value ? `\`${value}\`` : 'none']);
  }
});

test('what runs at night waits for no reviewer of what is applied', async () => {
  const folder = new URL('../../examples/gitops/', import.meta.url);
  const { jobs } = parse(
    await readFile(new URL('.github/workflows/audiences.yml', folder), 'utf8'),
  );
  const template = parse(await readFile(new URL('gitlab-ci.yml', folder), 'utf8'));
  for (const { apply, members, drift } of [jobs, template]) {
    expect(apply.environment).toBe('production');
    expect(members.environment).toBe('members');
    expect(drift.environment).toBeUndefined();
  }
});

test('its checklists name every secret that the examples ask for', async () => {
  const folder = new URL('../../examples/gitops/', import.meta.url);
  const workflow = await readFile(new URL('.github/workflows/audiences.yml', folder), 'utf8');
  const secrets = [...workflow.matchAll(/secrets\.(\w+)/g)].map(([, name]) => name);
  const template = await readFile(new URL('gitlab-ci.yml', folder), 'utf8');
  const variables = [...template.matchAll(/^# {3}(?:the same, )?([A-Z_]+)/gm)].map(
    ([, name]) => name,
  );
  expect(secrets.length + variables.length).toBeGreaterThan(6);
  for (const name of [...secrets, ...variables]) expect(page).toContain(`\`${name}\``);
});
