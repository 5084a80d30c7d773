/** `audiencectl-review`: carries plans into code reviews, and back to the job that applies them. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { guardText } from '../model/text/guard-text.ts';
import { findReviewedPlan } from './find-reviewed-plan.ts';
import { githubHosting } from './github-hosting.ts';
import { gitlabHosting } from './gitlab-hosting.ts';
import { type Hosting, ReviewError } from './hosting.ts';
import { type PlanFiles, publishPlan } from './publish-plan.ts';
import type { CiVariables } from './require-variable.ts';

const usage = `Usage:
  audiencectl-review publish --key KEY --from DIR
      Shows DIR/plan.md in the one comment of the review that this job runs for.
      If DIR has no plan, the comment says that planning failed.
  audiencectl-review find --key KEY --checkout COMMIT [--save FILE --artifact PATH]
      Prints "checksum=HEX" and "run=ID" of the plan that was reviewed before this commit was merged.
      COMMIT is the commit that is checked out, and must be the last one of the branch.
      In GitLab, also saves the plan that the job stored as PATH.

KEY distinguishes the projects and environments of a repository. Tokens: GITHUB_TOKEN, GITLAB_TOKEN.`;

const said = {
  written: 'The comment was written.',
  updated: 'The comment was updated.',
  nothing: 'There is no comment to correct.',
  outdated: 'A later commit was pushed, and its own job writes the comment.',
};

interface Streams {
  readonly print: (text: string) => void;
  readonly log: (text: string) => void;
}

/** @returns the exit code: 0, 1 for an error, 3 where nothing was reviewed. */
export async function runReview(
  words: readonly string[],
  environment: CiVariables,
  { print, log }: Streams,
): Promise<number> {
  try {
    const wish = readWords(words);
    if (wish === 'help') {
      print(`${usage}\n`);
      return 0;
    }
    const { command, key, from, checkout, save, artifact } = wish;
    const hosting = chooseHosting(environment);
    if (command === 'publish') {
      log(said[await publishPlan(hosting, key, await readPlanFiles(from))]);
      return 0;
    }
    const { checksum, run } = await findReviewedPlan(hosting, key, checkout ?? '');
    if (save !== undefined) await savePlan(hosting, run, artifact ?? save, save);
    print(`checksum=${checksum}\nrun=${run}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof ReviewError)) throw error;
    // It may quote what the hosting answered, or what a review is called.
    log(guardText(`error ${error.message}`));
    return error.exitCode;
  }
}

function readWords(words: readonly string[]) {
  const { positionals, values } = parse(words);
  const [command, excess] = positionals;
  const { key, from = '.', checkout, save, artifact } = values;
  if (values.help || command === 'help') return 'help';
  if (command === undefined)
    throw misused('no command is given; the commands are publish and find');
  if (command !== 'publish' && command !== 'find') {
    throw misused(`"${command}" is not a command; the commands are publish and find`);
  }
  if (excess !== undefined) throw misused(`${command} takes no argument "${excess}"`);
  if (!key) throw misused(`${command} needs --key KEY`);
  if (command === 'find' && checkout === undefined) throw misused('find needs --checkout COMMIT');
  return { command, key, from, checkout, save, artifact };
}

function misused(reason: string, cause?: unknown): ReviewError {
  return new ReviewError(`${reason}\n\n${usage}`, { cause });
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        key: { type: 'string' },
        from: { type: 'string' },
        checkout: { type: 'string' },
        save: { type: 'string' },
        artifact: { type: 'string' },
      },
    });
  } catch (cause) {
    // Of what Node.js says, the sentence that says what is wrong.
    const said = typeof cause === 'object' && cause !== null && 'message' in cause;
    const [reason = ''] = (said ? String(cause.message) : '').split('. ', 1);
    throw misused(reason, cause);
  }
}

function chooseHosting(environment: CiVariables): Hosting {
  return environment['GITLAB_CI'] ? gitlabHosting(environment) : githubHosting(environment);
}

async function readPlanFiles(folder: string): Promise<PlanFiles | null> {
  const read = (name: string) => readFile(join(folder, name), 'utf8').catch(() => null);
  const [json, markdown] = [await read('plan.json'), await read('plan.md')];
  return json === null || markdown === null ? null : { json, markdown };
}

async function savePlan(hosting: Hosting, run: string, artifact: string, file: string) {
  if (hosting.readArtifact === null) {
    throw new ReviewError('--save is for GitLab; in GitHub use actions/download-artifact');
  }
  const text = await hosting.readArtifact(run, artifact);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
