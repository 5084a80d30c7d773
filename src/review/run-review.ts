/** `audiencectl-review`: carries plans into code reviews, and back to the job that applies them. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { eachIndexName } from '../model/project-file-name.ts';
import { guardText } from '../model/text/guard-text.ts';
import { findReviewedPlan, type ReviewedPlan } from './find-reviewed-plan.ts';
import { githubHosting } from './github-hosting.ts';
import { gitlabHosting } from './gitlab-hosting.ts';
import { type Hosting, ReviewError } from './hosting.ts';
import { checksumOfPlans, filesInIndex, readPlanFiles } from './kept-plans.ts';
import { publishPlan } from './publish-plan.ts';
import type { CiVariables } from './require-variable.ts';

const usage = `Usage:
  audiencectl-review publish --key KEY --from DIR
      Shows DIR/plan.md in the one comment of the review that this job runs for.
      DIR also has the plan as plan.json, or the plans of many projects in the folder plans.
      If DIR has no plan, the comment says that planning failed.
  audiencectl-review find --key KEY --checkout COMMIT [--save FILE --artifact PATH]
      Prints "checksum=HEX" and "run=ID" of the plan that was reviewed before this commit was merged.
      COMMIT is the commit that is checked out, and must be the last one of the branch.
      In GitLab, also saves the plan that the job stored as PATH. If PATH ends with a slash,
      it is the folder with the plans of many projects, and FILE is the folder to save them in.
  audiencectl-review check --checksum HEX --from DIR
      Checks that the plans below DIR are the plans of many projects that were reviewed.

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
    if (wish.command === 'check') {
      await checkPlans(wish.from, wish.checksum);
      return 0;
    }
    const { command, key, from, checkout, save: savedAs, artifact } = wish;
    const hosting = chooseHosting(environment);
    if (command === 'publish') {
      log(said[await publishPlan(hosting, key, await readPlanFiles(from))]);
      return 0;
    }
    const reviewed = await findReviewedPlan(hosting, key, checkout ?? '');
    if (savedAs !== undefined) await savePlan(hosting, reviewed, artifact ?? savedAs, savedAs);
    print(`checksum=${reviewed.checksum}\nrun=${reviewed.run}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof ReviewError)) throw error;
    // It may quote what the hosting answered, or what a review is called.
    log(guardText(`error ${error.message}`));
    return error.exitCode;
  }
}

type Wish =
  | 'help'
  | { readonly command: 'check'; readonly checksum: string; readonly from: string }
  | {
      readonly command: 'publish' | 'find';
      readonly key: string;
      readonly from: string;
      readonly checkout: string | undefined;
      readonly save: string | undefined;
      readonly artifact: string | undefined;
    };

function readWords(words: readonly string[]): Wish {
  const { positionals, values } = parse(words);
  const [command, excess] = positionals;
  const { key, from = '.', checkout, checksum, save, artifact } = values;
  if (values.help || command === 'help') return 'help';
  if (command === undefined)
    throw misused('no command is given; the commands are publish, find and check');
  if (command !== 'publish' && command !== 'find' && command !== 'check') {
    throw misused(`"${command}" is not a command; the commands are publish, find and check`);
  }
  if (excess !== undefined) throw misused(`${command} takes no argument "${excess}"`);
  if (command === 'check') {
    if (!checksum) throw misused('check needs --checksum HEX');
    return { command: 'check', checksum, from };
  }
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
        checksum: { type: 'string' },
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

/** @throws ReviewError with exit code 3 where the plans below a folder are not those that were reviewed. */
async function checkPlans(folder: string, expected: string): Promise<void> {
  const checksum = await checksumOfPlans(folder).catch((error: unknown) => {
    if (error instanceof ReviewError && error.exitCode === 3) throw error;
    return null;
  });
  if (checksum === expected) return;
  throw new ReviewError(
    'the kept plans are not the plans that were reviewed. Nothing is applied. Run the job again, or open a review with the change.',
    { exitCode: 3 },
  );
}

/** @param artifact the path of the plan; with a slash at its end, that of a folder of plans. */
async function savePlan(
  hosting: Hosting,
  { run, checksum }: ReviewedPlan,
  artifact: string,
  file: string,
): Promise<void> {
  const { readArtifact } = hosting;
  if (readArtifact === null) {
    throw new ReviewError('--save is for GitLab; in GitHub use actions/download-artifact');
  }
  if (!artifact.endsWith('/')) {
    await save(file, await readArtifact(run, artifact));
    return;
  }
  const index = await readArtifact(run, `${artifact}${eachIndexName}`);
  const listed = filesInIndex(index);
  // apply reads there which plans are missing.
  await save(join(file, eachIndexName), index);
  for (const path of listed) {
    // A project that could not be planned is in the list and has no plan. The checksum shows what is missing.
    const text = await readArtifact(run, artifact + path).catch((error: unknown) => {
      if (error instanceof ReviewError) return null;
      throw error;
    });
    if (text !== null) await save(join(file, path), text);
  }
  await checkPlans(file, checksum);
}

async function save(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
