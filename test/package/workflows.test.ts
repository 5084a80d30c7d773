import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { withFolder } from '../support/a-folder.ts';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly needs?: string | readonly string[];
  readonly environment?: string;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const root = new URL('../../', import.meta.url);
const own = await readdir(new URL('.github/workflows/', root));
const workflows = [
  ...own.map((name) => `.github/workflows/${name}`),
  'examples/gitops/.github/workflows/audiences.yml',
];
const read = (file: string) => readFile(new URL(file, root), 'utf8');

async function readWorkflow(file: string): Promise<Workflow> {
  return parse(await read(file));
}

const stepsOf = ({ jobs }: Workflow) => Object.values(jobs).flatMap(({ steps }) => steps);
const scriptsOf = (steps: readonly Step[]) => steps.flatMap(({ run = [] }) => run).join('\n');
const canWrite = ({ permissions = {} }: Pick<Job, 'permissions'>) =>
  Object.values(permissions).includes('write');

describe.each(workflows)('%s', (file) => {
  test('may write nothing by default, and every job ends by itself', async () => {
    const workflow = await readWorkflow(file);
    expect(canWrite(workflow)).toBe(false);
    for (const job of Object.values(workflow.jobs)) {
      expect(job['timeout-minutes']).toBeGreaterThan(0);
      expect(job['timeout-minutes']).toBeLessThanOrEqual(120);
    }
  });

  test('leaves no token in a checkout', async () => {
    const steps = stepsOf(await readWorkflow(file));
    const checkouts = steps.filter(({ uses = '' }) => uses.startsWith('actions/checkout@'));
    expect(checkouts.length).toBeGreaterThan(0);
    for (const step of checkouts) expect(step.with?.['persist-credentials']).toBe(false);
  });

  test('has no expression inside a script, where a name could become a command', async () => {
    expect(scriptsOf(stepsOf(await readWorkflow(file)))).not.toContain('${{');
  });

  test('runs no install scripts of packages, but where everything is checked', async () => {
    const scripts = scriptsOf(stepsOf(await readWorkflow(file)));
    for (const [command] of scripts.matchAll(/npm (ci|install|pack|publish)\b.*/g)) {
      expect(command).toContain('--ignore-scripts');
    }
  });
});

test('the action has no expression inside a script, where a name could become a command', async () => {
  const { steps } = parse(await read('action.yml')).runs;
  expect(scriptsOf(steps).split('\n').length).toBeGreaterThan(5);
  expect(scriptsOf(steps)).not.toContain('${{');
});

const criteo = ['CRITEO_CLIENT_ID', 'CRITEO_CLIENT_SECRET', 'CRITEO_ACCESS_TOKEN'];

test('of the steps of the action, those that plan, apply and pull have the credentials of Criteo, and no other', async () => {
  const action: { runs: { steps: readonly (Step & { readonly name: string })[] } } = parse(
    await read('action.yml'),
  );
  for (const { name, env = {}, with: inputs = {} } of action.runs.steps) {
    const given = Object.values({ ...env, ...inputs }).join('\n');
    const hasThem = ['Plan', 'Apply', 'Pull'].includes(name);
    expect([name, given.includes('inputs.client-')]).toEqual([name, hasThem]);
    if (hasThem) expect(given).not.toContain('inputs.token');
    else for (const variable of criteo) expect([name, env[variable]]).toEqual([name, '']);
  }
});

/** Each `uses: OWNER/NAME@REF # VERSION` of the workflows, the action, the examples and the pages. */
async function usedActions(): Promise<readonly (readonly string[])[]> {
  const pages = (await readdir(new URL('docs/', root), { recursive: true }))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`);
  const files = [...workflows, ...pages, 'action.yml', 'README.md', 'CONTRIBUTING.md'];
  const texts = await Promise.all(files.map(read));
  return texts.flatMap((text, index) =>
    [...text.matchAll(/\buses: +([\w./-]+)@(\S+)(?: +# +(\S+))?/g)].map(
      ([, action = '', ref = '', version = '']) => [files[index] ?? '', action, ref, version],
    ),
  );
}

test('what others made runs as it was read: pinned to a commit, one for each, with its version beside it', async () => {
  const used = await usedActions();
  const others = used.filter(([, action]) => action !== 'audiencectl/audiencectl');
  expect(others.length).toBeGreaterThan(12);
  const commits = new Map<string, string>();
  for (const [file, action = '', ref = '', version] of others) {
    expect([file, action, ref]).toEqual([file, action, expect.stringMatching(/^[0-9a-f]{40}$/)]);
    expect([file, version]).toEqual([file, expect.stringMatching(/^v\d+\.\d+\.\d+$/)]);
    expect([file, ref]).toEqual([file, commits.get(`${action} ${version}`) ?? ref]);
    commits.set(`${action} ${version}`, ref);
  }
});

describe('the release', () => {
  test('is published by a job that neither checks out nor builds', async () => {
    const { check, publish, announce, ...others } = (
      await readWorkflow('.github/workflows/release.yml')
    ).jobs;
    expect(others).toEqual({});
    expect(check?.permissions).toEqual({ contents: 'read' });
    expect(publish).toMatchObject({ needs: 'check', environment: 'npm' });
    expect(publish?.permissions).toEqual({ 'id-token': 'write' });
    expect(announce?.permissions).toEqual({ contents: 'write' });
    for (const { steps } of [publish, announce].flatMap((job) => job ?? [])) {
      expect(steps.map(({ uses = '' }) => uses.split('@')[0])).not.toContain('actions/checkout');
      expect(scriptsOf(steps)).not.toMatch(/npm (ci|install|run|test|pack)|\.ci\/run|node /);
    }
    expect(scriptsOf(publish?.steps ?? [])).toContain(
      'npm publish ./release/audiencectl.tgz --provenance --ignore-scripts',
    );
  });

  test('is what was checked, or ends there', async () => {
    const { jobs } = await readWorkflow('.github/workflows/release.yml');
    const compare = ({ steps = [] }: Partial<Job> = {}) =>
      scriptsOf(steps.filter(({ env }) => env?.['CHECKSUM'] !== undefined));
    const script = compare(jobs['publish']);
    expect(compare(jobs['announce'])).toBe(script);
    const digest = (text: string) => createHash('sha256').update(text).digest('hex');
    const sums = ['audiencectl.tgz', 'notes.md'].map((name) => `${digest(name)}  ${name}\n`);
    const checksum = digest(sums.join(''));
    const files = {
      'release/audiencectl.tgz': 'audiencectl.tgz',
      'release/notes.md': 'notes.md',
    };
    const run = (change: Readonly<Record<string, string>>) =>
      withFolder({ ...files, ...change }, (cwd) =>
        promisify(execFile)('bash', ['-e', '-c', script], {
          cwd,
          env: { PATH: process.env['PATH'] ?? '', CHECKSUM: checksum },
        }).then(
          () => 'published',
          () => 'ended',
        ),
      );
    expect(await run({})).toBe('published');
    expect(await run({ 'release/audiencectl.tgz': 'another' })).toBe('ended');
    expect(await run({ 'release/notes.md': 'another' })).toBe('ended');
  });

  test('is what the checking job packed, under the checksum that it told', async () => {
    const { jobs } = await readWorkflow('.github/workflows/release.yml');
    const scripts = scriptsOf(jobs['check']?.steps ?? []);
    expect(scripts.indexOf('.ci/run')).toBeLessThan(scripts.indexOf('npm pack --ignore-scripts'));
    const [, told] = /checksum=\$\((.*)\)"/.exec(scripts) ?? [];
    expect(scriptsOf(jobs['publish']?.steps ?? [])).toContain(told);
  });
});
