import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly needs?: string;
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
}

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = new URL('../../.github/workflows/', import.meta.url);

async function readWorkflow(name: string): Promise<Workflow> {
  return parse(await readFile(new URL(name, folder), 'utf8'));
}

const canWrite = ({ permissions = {} }: Pick<Job, 'permissions'>) =>
  Object.values(permissions).includes('write');

describe.each(await readdir(folder))('%s', (name) => {
  test('runs what was read: every action is pinned to a commit', async () => {
    const { jobs } = await readWorkflow(name);
    const used = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ uses = [] }) => uses));
    expect(used.length).toBeGreaterThan(1);
    for (const action of used) expect(action).toMatch(/@[0-9a-f]{40}$/);
  });

  test('may write nothing by default, and ends by itself', async () => {
    const workflow = await readWorkflow(name);
    expect(canWrite(workflow)).toBe(false);
    for (const job of Object.values(workflow.jobs)) {
      expect(job['timeout-minutes']).toBeLessThanOrEqual(20);
    }
  });

  test('has no expression inside a script, where a name could become a command', async () => {
    const { jobs } = await readWorkflow(name);
    const scripts = Object.values(jobs).flatMap(({ steps }) =>
      steps.flatMap(({ run = [] }) => run),
    );
    expect(scripts.join('\n')).not.toContain('${{');
  });
});

test('what may publish runs neither tests nor the scripts of packages, and only after the check', async () => {
  const { jobs } = await readWorkflow('release.yml');
  const publishing = Object.values(jobs).filter(canWrite);
  expect(publishing).toHaveLength(1);
  expect(publishing[0]).toMatchObject({
    needs: 'check',
    permissions: { contents: 'write', 'id-token': 'write' },
  });
  const scripts = publishing[0]?.steps.flatMap(({ run = [] }) => run).join('\n');
  expect(scripts).toContain('npm ci --ignore-scripts');
  expect(scripts).toContain('npm publish --provenance');
  expect(scripts).not.toMatch(/\.ci\/run|npm (test|run)/);
});
