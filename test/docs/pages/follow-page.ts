/** Does what a page says, in a folder of its own, and reports where it goes otherwise. */
import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeFiles } from '../../support/a-folder.ts';
import { program } from '../../support/run-cli.ts';
import { serveWarm } from '../../support/warm/serve-warm.ts';
import type { RunCommands, Step } from './read-steps.ts';

/** What a test machine must not do, or has done already. */
const skipped = /^ *(?:npm|npx|docker) /u;

/**
 * Blocks run in order, one shell each; the folder and the exported variables go on from one to the
 * next.
 *
 * @param apiUrl where the reader's account is, in blocks that need one.
 * @returns what went otherwise than the page says, each with its line; nothing after a failure.
 */
export async function followPage(
  steps: readonly Step[],
  apiUrl: string,
): Promise<readonly string[]> {
  const home = await mkdtemp(join(tmpdir(), 'audiencectl-docs-'));
  const folder = join(home, 'my-audiences');
  const warm = await serveWarm();
  try {
    await mkdir(folder);
    await installProgram(join(home, 'bin'), warm.hand(program));
    await installLibrary(join(home, 'node_modules'));
    const wrong: string[] = [];
    for (const step of steps) {
      if (step.does === 'write') await writeFiles(folder, { [step.file]: step.text });
      if (step.does !== 'run') continue;
      const run = await runScript(step, home, folder, apiUrl);
      wrong.push(...missingLines(step, run.output));
      if (run.exitCode === step.exitCode) continue;
      return [
        ...wrong,
        `line ${step.line}: ends with ${run.exitCode}, not ${step.exitCode}\n${step.script}${run.output}`,
      ];
    }
    return wrong;
  } finally {
    await warm.close();
    await rm(home, { recursive: true, force: true });
  }
}

/**
 * `apply` and `members clear` ask, and the reader of a page says yes, unless it expects a refusal.
 */
async function installProgram(bin: string, run: string): Promise<void> {
  await mkdir(bin);
  const script = `#!/bin/bash
asks=
for word; do [[ $word == apply || "$1 $word" == "members clear" ]] && asks=yes; done
[[ "$asks $READER_SAYS $*" == "yes yes "* && $* != *--help* ]] && set -- "$@" --auto-approve
${run}
`;
  await writeFile(join(bin, 'audiencectl'), script);
  await chmod(join(bin, 'audiencectl'), 0o755);
}

/** What `npm install audiencectl` would put there, for modules of the page that import it. */
async function installLibrary(modules: string): Promise<void> {
  await mkdir(modules);
  await symlink(fileURLToPath(new URL('../../../', import.meta.url)), join(modules, 'audiencectl'));
}

interface ScriptRun {
  readonly exitCode: number | null;
  /** Of both streams. */
  readonly output: string;
}

/** A reader has none of this unless the page says so: what it shows has to come about in a clean shell. */
function accountAt(apiUrl: string): Readonly<Record<string, string>> {
  return {
    AUDIENCECTL_API_URL: apiUrl,
    CRITEO_CLIENT_ID: 'docs',
    CRITEO_CLIENT_SECRET: 'docs',
  };
}

function runScript(
  { script, exitCode: expected, hasAccount }: RunCommands,
  home: string,
  folder: string,
  apiUrl: string,
): Promise<ScriptRun> {
  const state = join(home, 'state');
  const wanted = script
    .split('\n')
    .filter((line) => !skipped.test(line))
    .join('\n');
  const whole = `[ ! -f ${state} ] || source ${state}
trap 'code=$?; ${hasAccount ? `unset ${Object.keys(accountAt(apiUrl)).join(' ')}; ` : ''}{ export -p; printf "cd %q\\n" "$PWD"; } > ${state}; exit $code' EXIT
export READER_SAYS=${expected === 3 ? 'no' : 'yes'}
set -euo pipefail
${wanted}`;
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-c', whole], {
      cwd: folder,
      env: {
        PATH: `${join(home, 'bin')}:${process.env['PATH'] ?? ''}`,
        HOME: home,
        ...(hasAccount ? accountAt(apiUrl) : {}),
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_AUTHOR_NAME: 'Reader',
        GIT_AUTHOR_EMAIL: 'reader@example.com',
        GIT_COMMITTER_NAME: 'Reader',
        GIT_COMMITTER_EMAIL: 'reader@example.com',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const add = (text: string) => {
      output += text;
    };
    child.stdout.setEncoding('utf8').on('data', add);
    child.stderr.setEncoding('utf8').on('data', add);
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, output }));
  });
}

/** Output may be shown in part, but what is shown must be there to the letter. */
function missingLines({ shows, line }: RunCommands, output: string): readonly string[] {
  const there = new Set(output.split('\n').map((each) => each.trim()));
  return (shows ?? '')
    .split('\n')
    .map((each) => each.trim())
    .filter((each) => each !== '' && each !== '…' && !there.has(each))
    .map((each) => `line ${line}: what it shows is not in the output: ${each}`);
}
