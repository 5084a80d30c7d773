/** A git repository with the example of the pipelines, and a machine that runs jobs in it. */
import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type ServedSandbox, serveSandbox } from '../../src/sandbox/serve-sandbox.ts';
import { program } from '../support/run-cli.ts';
import { type CodeHost, serveCodeHost } from './a-code-host.ts';

const run = promisify(execFile);

export const packageFolder: string = fileURLToPath(new URL('../../', import.meta.url));

export interface JobRun {
  readonly exitCode: number;
  /** Both streams. */
  readonly log: string;
}

export interface Checkout {
  readonly folder: string;
  /** For what jobs leave behind, outside the checkout. */
  readonly scratch: string;
  readonly host: CodeHost;
  readonly sandbox: ServedSandbox;
  readonly git: (...words: readonly string[]) => Promise<string>;
  /** Writes files and commits them; tells the commit. */
  readonly commit: (files: Readonly<Record<string, string>>) => Promise<string>;
  readonly edit: (file: string, change: (text: string) => string) => Promise<string>;
  /** Runs a script as CI systems do, with the programs of this package on the path. */
  readonly shell: (
    script: string,
    options: { readonly cwd?: string; readonly env: Readonly<Record<string, string>> },
  ) => Promise<JobRun>;
  /** The example as it is on the disk of the test: `/data` stands in its scratch folder. */
  readonly example: (file: string) => Promise<string>;
}

export async function withCheckout(use: (checkout: Checkout) => Promise<void>): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'audiencectl-pipeline-'));
  const folder = join(scratch, 'checkout');
  const [sandbox, host] = await Promise.all([serveSandbox({ port: 0 }), serveCodeHost()]);
  try {
    await use(await prepare(folder, scratch, sandbox, host));
  } finally {
    await Promise.all([sandbox.close(), host.close()]);
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
  await Promise.all([
    mkdir(bin),
    mkdir(folder),
    mkdir(join(scratch, 'data/crm'), { recursive: true }),
  ]);
  await writePrograms(bin);
  const environment = {
    PATH: `${bin}:${process.env['PATH'] ?? ''}`,
    HOME: scratch,
    GIT_CONFIG_GLOBAL: '/dev/null',
    AUDIENCECTL_API_URL: sandbox.url,
  };
  const git = async (...words: readonly string[]) => {
    const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.org'];
    const { stdout } = await run('git', [...identity, ...words], { cwd: folder, env: environment });
    return stdout.trim();
  };
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
  await git('init', '--quiet', '--initial-branch', 'main');
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
    shell: (script, { cwd = folder, env }) => runShell(script, cwd, { ...environment, ...env }),
  };
}

/** The built programs under their names; installing one more time is left out. */
async function writePrograms(bin: string): Promise<void> {
  const review = program.replace(/audiencectl\.js$/, 'audiencectl-review.js');
  const scripts = {
    audiencectl: `exec '${process.execPath}' '${program}' "$@"`,
    'audiencectl-review': `exec '${process.execPath}' '${review}' "$@"`,
    npm: '[[ $1 == install ]]',
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
