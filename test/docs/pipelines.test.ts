import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';

const root = new URL('../../', import.meta.url);
const read = (file: string) => readFile(new URL(file, root), 'utf8');

const page = await read('docs/pipelines.md');
const action = parse(await read('action.yml'));
const workflow = await read('examples/gitops/.github/workflows/audiences.yml');
const template = await read('examples/gitops/gitlab-ci.yml');
const { jobs } = parse(workflow);
const gitlab = parse(template);

/** The lines of a section, from its heading to the next of its level. */
function section(heading: string): string {
  const [, text = ''] = page.split(`\n${heading}\n`);
  return text.split(/^#{1,3} /m)[0] ?? '';
}

test('the inputs are those of the action', () => {
  const rows = [
    ...section('### What the action does').matchAll(/^\| `([\w-]+)` +\| (\S.*?) +\|/gm),
  ];
  const inputs = rows.filter(([, name = '']) => !(name in jobs));
  expect(inputs.map(([, name]) => name)).toEqual(Object.keys(action.inputs));
  for (const [, name = '', told = ''] of inputs) {
    const { default: value } = action.inputs[name];
    // What comes from the job is told in words.
    if (!value.startsWith('${{'))
      expect([name, told]).toEqual([name, value ? `\`${value}\`` : 'none']);
  }
});

test.each(['plan', 'apply', 'propose'])(
  'the permissions of the job %s are those of the example',
  (name) => {
    const [, told = ''] =
      new RegExp(`^\\| \`${name}\` +\\| (\`\\w.*: .*?) +\\|`, 'm').exec(page) ?? [];
    const permissions = told.split(', ').map((each) => each.replaceAll('`', '').split(': '));
    expect(Object.fromEntries(permissions)).toEqual(jobs[name].permissions);
  },
);

test('what runs at night waits for no reviewer of what is applied', () => {
  for (const { apply, members, drift, propose } of [jobs, gitlab]) {
    expect(apply.environment).toBe('production');
    expect(members.environment).toBe('members');
    expect(propose.environment).toBe('proposals');
    expect(drift.environment).toBeUndefined();
  }
});

test('applies run one after the other', () => {
  expect(jobs.apply.concurrency).toBe('audiencectl-apply');
  expect(gitlab.apply.resource_group).toBe('audiencectl-apply');
});

test('no pipeline of the example hands secrets to forks, or runs for them with its own', () => {
  expect(Object.keys(parse(workflow).on)).toEqual(['pull_request', 'push', 'schedule']);
  expect(jobs.plan.permissions).toEqual({
    contents: 'read',
    issues: 'read',
    'pull-requests': 'write',
  });
});

test('every job ends by itself, and no plan is trusted without its manifests', async () => {
  for (const job of Object.values<Record<string, unknown>>(jobs)) {
    expect(job['timeout-minutes']).toBeGreaterThan(0);
  }
  const ofGitlab = Object.values<Record<string, unknown>>(gitlab).filter((each) => 'stage' in each);
  expect(ofGitlab).toHaveLength(6);
  for (const job of ofGitlab) expect(job['timeout']).toMatch(/^\d+ minutes$/);
  for (const text of [workflow, template, await read('action/apply.sh')]) {
    expect(text).not.toContain('--trust-plan-file');
  }
});

describe('its checklists', () => {
  test('name every secret that the examples ask for', () => {
    const secrets = [...workflow.matchAll(/secrets\.(\w+)/g)].map(([, name]) => name);
    const variables = [...template.matchAll(/^# {3}(?:the same, )?([A-Z_]+)/gm)].map(
      ([, name]) => name,
    );
    expect(secrets.length + variables.length).toBeGreaterThan(6);
    for (const name of [...secrets, ...variables]) expect(page).toContain(`\`${name}\``);
  });

  test.each([
    [
      '### What a repository must require',
      ['pull request', 'stale approvals', 'code owners', '`plan`', 'up to date', 'force pushes'],
      [
        'merge queue',
        '`production`',
        '`members`',
        '`proposals`',
        'reviewers',
        'forks',
        'no secrets',
        'runner group',
      ],
    ],
    [
      '### What a project must require',
      ['Pipelines must succeed', 'merged results', 'merge trains', 'Approvals', 'force push'],
      ['Code owners', 'protected', 'Minimum role to use pipeline variables', 'runners', 'forks'],
    ],
  ])('%s', (heading, ...words) => {
    const items = [...section(heading).matchAll(/^- \[ \] (?:.*\n?(?: {6}.*\n?)*)/gm)];
    expect(items.length).toBeGreaterThan(8);
    for (const word of words.flat()) expect(section(heading)).toContain(word);
  });

  test('ask for an environment for each job that can write, in Criteo or in the repository', () => {
    for (const [name, job] of Object.entries<Record<string, unknown>>(jobs)) {
      const writes = /CRITEO_WRITER|PROPOSER_TOKEN/.test(JSON.stringify(job));
      expect([name, job['environment'] !== undefined]).toEqual([name, writes]);
    }
  });
});
