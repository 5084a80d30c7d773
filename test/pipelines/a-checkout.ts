/** A git repository with the example of the pipelines, and a machine that runs jobs in it. */
import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type ServedSandbox, serveSandbox } from '../../src/sandbox/serve-sandbox.ts';
import { type CodeHost, serveCodeHost } from '../review/a-code-host.ts';
import { program } from '../support/run-cli.ts';
import { serveWarm } from '../support/warm/serve-warm.ts';

const run = promisify(execFile);

export const packageFolder: string = fileURLToPath(new URL('../../', import.meta.url));

export interface JobRun {
  readonly exitCode: number;
  /** Both streams. */
  readonly log: string;
}

export interface Checkout {
  /** The clone of a developer. */
  readonly folder: string;
  /** For what jobs leave behind, outside the checkout. */
  readonly scratch: string;
  readonly host: CodeHost;
  readonly sandbox: ServedSandbox;
  readonly git: (...words: readonly string[]) => Promise<string>;
  /** Writes files and commits them; tells the commit. */
  readonly commit: (files: Readonly<Record<string, string>>) => Promise<string>;
  readonly edit: (file: string, change: (text: string) => string) => Promise<string>;
  /** Pushes what is given as git has it, such as `main` or `SHA:refs/pull/1/merge`. */
  readonly push: (...refs: readonly string[]) => Promise<void>;
  /** What a CI system checks out for a job; without a way back to the host unless credentials are kept. */
  readonly checkOut: (
    folder: string,
    ref: string,
    options: { readonly depth: number; readonly keepsCredentials: boolean },
  ) => Promise<void>;
  /** Runs a script as CI systems do, with the programs of this package on the path. */
  readonly shell: (
    script: string,
    options: { readonly cwd?: string; readonly env: Readonly<Record<string, string>> },
  ) => Promise<JobRun>;
  /** The example as it is on the disk of the test: `/data` stands in its scratch folder. */
  readonly example: (file: string) => Promise<string>;
  /** The command lines of audiencectl that jobs have run. */
  readonly calls: () => Promise<readonly string[]>;
}

/** Each program of a job gets a process of its own, as on a machine of the host; see `withCheckout`. */
export function withStarts(use: (checkout: Checkout) => Promise<void>): Promise<void> {
  return withCheckout(use, startNode);
}

/** The programs of jobs run in processes that are there already, which takes half of the time. */
export async function withCheckout(
  use: (checkout: Checkout) => Promise<void>,
  hand?: (program: string) => string,
): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'audiencectl-pipeline-'));
  const folder = join(scratch, 'checkout');
  const [sandbox, host, warm] = await Promise.all([
    serveSandbox({ port: 0 }),
    serveCodeHost(),
    serveWarm(),
  ]);
  try {
    await writePrograms(join(scratch, 'bin'), hand ?? warm.hand);
    await use(await prepare(folder, scratch, sandbox, host));
  } finally {
    await Promise.all([sandbox.close(), host.close(), warm.close()]);
    await rm(scratch, { recursive: true, force: true });
  }
}

async function prepare(
  folder: string,
  scratch: string,
  sandbox: ServedSandbox,
  host: CodeHost,
): Promise<Checkout> {
  const bin = join(scratch, 'bin');
  await Promise.all([mkdir(folder), mkdir(join(scratch, 'data/crm'), { recursive: true })]);
  const environment = {
    PATH: `${bin}:${process.env['PATH'] ?? ''}`,
    HOME: scratch,
    GIT_CONFIG_GLOBAL: join(scratch, '.gitconfig'),
    // Without the examples of hooks that git would copy into each repository.
    GIT_TEMPLATE_DIR: '',
    AUDIENCECTL_API_URL: sandbox.url,
  };
  // So small a repository needs nobody to look after it.
  await writeFile(environment.GIT_CONFIG_GLOBAL, '[gc]\nauto = 0\n[maintenance]\nauto = false\n');
  const gitIn = async (cwd: string, words: readonly string[]) => {
    const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.org'];
    const { stdout } = await run('git', [...identity, ...words], { cwd, env: environment });
    return stdout.trim();
  };
  const git = (...words: readonly string[]) => gitIn(folder, words);
  const origin = join(scratch, 'origin.git');
  const example = async (file: string) =>
    (await readFile(join(packageFolder, 'examples/gitops', file), 'utf8')).replaceAll(
      '/data/',
      `${scratch}/data/`,
    );
  const commit = async (files: Readonly<Record<string, string>>) => {
    for (const [file, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), text);
    }
    await git('add', '--all');
    await git('commit', '--quiet', '--allow-empty', '--message', 'change');
    return git('rev-parse', 'HEAD');
  };
  const push = async (...refs: readonly string[]) => {
    await git('push', '--quiet', '--force', 'origin', ...refs);
    await tellHost(host, (words) => gitIn(origin, words));
  };
  await git('init', '--quiet', '--initial-branch', 'main');
  await git('init', '--quiet', '--bare', '--initial-branch', 'main', origin);
  await gitIn(origin, ['config', 'uploadpack.allowAnySHA1InWant', 'true']);
  await git('remote', 'add', 'origin', origin);
  await cp(join(packageFolder, 'examples/gitops/.gitignore'), join(folder, '.gitignore'));
  return {
    folder,
    scratch,
    host,
    sandbox,
    git,
    commit,
    example,
    edit: async (file, change) =>
      commit({ [file]: change(await readFile(join(folder, file), 'utf8')) }),
    push,
    checkOut: async (to, ref, { depth, keepsCredentials }) => {
      await rm(to, { recursive: true, force: true });
      await mkdir(to, { recursive: true });
      const cut = depth > 0 ? [`--depth=${depth}`] : [];
      await gitIn(to, ['init', '--quiet']);
      await gitIn(to, ['remote', 'add', 'origin', `file://${origin}`]);
      await gitIn(to, ['fetch', '--quiet', ...cut, 'origin', ref]);
      await gitIn(to, ['checkout', '--quiet', '--detach', 'FETCH_HEAD']);
      if (!keepsCredentials) await gitIn(to, ['remote', 'set-url', 'origin', `${scratch}/locked`]);
    },
    calls: async () => (await readFile(join(scratch, 'calls'), 'utf8')).trim().split('\n'),
    shell: (script, { cwd = folder, env }) => runShell(script, cwd, { ...environment, ...env }),
  };
}

/** Fills the list by hand, as the comment in the example says, where `apply` ran on another machine. */
export async function fillFirst({ shell, scratch }: Checkout): Promise<JobRun> {
  return shell('audiencectl members sync Customers --allow-members-rebuild', {
    env: {
      ...{ CRITEO_CLIENT_ID: 'id', CRITEO_CLIENT_SECRET: 'by hand' },
      ...{ AUDIENCECTL_LEDGER: `${scratch}/data/ledger`, AUDIENCECTL_LEDGER_KEY: 'ledger-key' },
    },
  });
}

/** What the last `apply` compared the plan with: the commit that `--base` was, if it was given one. */
export async function baseOfApply({ calls, git }: Checkout): Promise<string> {
  const applied = (await calls()).findLast((line) => line.startsWith('apply '));
  if (applied?.includes('--trust-plan-file') !== false)
    throw new Error(`compared nothing: ${applied}`);
  const [, base = ''] = / --base (\S+)/.exec(applied) ?? [];
  return git('-C', base, 'rev-parse', 'HEAD');
}

/** The host knows what was pushed to it. */
async function tellHost(
  { branches, commits }: CodeHost,
  gitThere: (words: readonly string[]) => Promise<string>,
): Promise<void> {
  const heads = await gitThere([
    'for-each-ref',
    '--format=%(refname:lstrip=2) %(objectname)',
    'refs/heads',
  ]);
  for (const line of heads.split('\n')) {
    const [name = '', commit = ''] = line.split(' ');
    branches.set(name, commit);
  }
  for (const line of (await gitThere(['rev-list', '--all', '--parents'])).split('\n')) {
    const [commit = '', ...parents] = line.split(' ');
    commits.set(commit, parents);
  }
}

const startNode = (file: string) => `exec '${process.execPath}' '${file}' "$@"`;

/**
 * The built programs under their names. Each refuses to start with the credentials of the other, and so
 * holds every test of a pipeline to that. What npm would install is there.
 */
async function writePrograms(bin: string, hand: (program: string) => string): Promise<void> {
  await mkdir(bin);
  const review = program.replace(/audiencectl\.js$/, 'audiencectl-review.js');
  const without = (names: string) =>
    `for name in ${names}; do [[ -z "\${!name:-}" ]] || { echo "$0 got $name"; exit 99; }; done`;
  const ofHosts = 'GITHUB_TOKEN GITLAB_TOKEN CI_JOB_TOKEN';
  // Those of several companies have names with a suffix.
  const ofCriteo = `"\${!CRITEO_@}" CREDENTIALS LEDGER_KEY`;
  const scripts = {
    audiencectl: `${without(ofHosts)}\nprintf '%s\\n' "$*" >>"$HOME/calls"\n${hand(program)}`,
    'audiencectl-review': `${without(ofCriteo)}\n${hand(review)}`,
    npm: `${without(`${ofHosts} ${ofCriteo}`)}\n[[ $1 == install && $* == *--ignore-scripts* ]]`,
  };
  for (const [name, script] of Object.entries(scripts)) {
    await writeFile(join(bin, name), `#!/usr/bin/env bash\n${script}\n`);
    await chmod(join(bin, name), 0o755);
  }
}

async function runShell(
  script: string,
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<JobRun> {
  const words = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script];
  try {
    const { stdout, stderr } = await run('bash', words, { cwd, env });
    return { exitCode: 0, log: stdout + stderr };
  } catch (error) {
    // Not an instance of this realm's Error: it comes from outside of the test's own.
    const member = (key: string): unknown =>
      typeof error === 'object' && error !== null ? Reflect.get(error, key) : undefined;
    const exitCode = member('code');
    if (typeof exitCode !== 'number') throw error;
    return { exitCode, log: `${member('stdout')}${member('stderr')}` };
  }
}

/** The manifests and the project file of the example, by their paths. */
export async function exampleProject({ example }: Checkout): Promise<Record<string, string>> {
  const files = [
    'audiencectl.yaml',
    'segments/crm.yaml',
    'segments/shoes.yaml',
    'audiences/shoes.yaml',
  ];
  const texts = await Promise.all(files.map((file) => example(file)));
  return Object.fromEntries(files.map((file, index) => [file, texts[index] ?? '']));
}
