/** `audiencectl-review`: carries plans into code reviews, and back to the job that applies them. */
import { resolve } from 'node:path';
import { readNamedFile } from '../disk/read-named-file.ts';
import { guardText } from '../model/text/guard-text.ts';
import { oneLine } from '../model/text/one-line.ts';
import { githubHosting } from './github-hosting.ts';
import { gitlabHosting } from './gitlab-hosting.ts';
import { type Hosting, ReviewError } from './hosting.ts';
import { findReviewedPlan } from './plans/find-reviewed-plan.ts';
import { readPlanFiles } from './plans/kept-plans.ts';
import { publishPlan } from './plans/publish-plan.ts';
import { checkPlans, saveReviewedPlan } from './plans/save-plan.ts';
import { githubProposals } from './propose/github-proposals.ts';
import { gitlabProposals } from './propose/gitlab-proposals.ts';
import type { ProposalHost } from './propose/proposal-host.ts';
import { proposePull } from './propose/propose-pull.ts';
import { readPullDocument } from './propose/pull-document.ts';
import { readProposedFiles } from './propose/read-proposed-files.ts';
import { type ReviewWords, readReviewWords, reviewUsage } from './read-review-words.ts';
import type { CiVariables } from './require-variable.ts';

const said = {
  written: 'The comment was written.',
  updated: 'The comment was updated.',
  nothing: 'There is no comment to correct.',
  outdated: 'A later commit was pushed, and its own job writes the comment.',
};

const longestLine = 1000;

/** With the diff of every manifest in it. */
const maxPullBytes = 100_000_000;

interface Streams {
  readonly print: (text: string) => void;
  readonly log: (text: string) => void;
}

/**
 * @param at the folder that it runs in
 * @returns the exit code: 0, 1 for an error, 3 where nothing was reviewed.
 */
export async function runReview(
  words: readonly string[],
  environment: CiVariables,
  { print, log }: Streams,
  at = '.',
): Promise<number> {
  try {
    const wish = readReviewWords(words);
    if (wish === 'help') {
      print(`${reviewUsage}\n`);
      return 0;
    }
    await carryOutReview(wish, environment, { print, log }, at);
    return 0;
  } catch (error) {
    if (!(error instanceof ReviewError)) throw error;
    // It may quote what the hosting answered, or what a review is called.
    log(guardText(`error ${error.message}`));
    return error.exitCode;
  }
}

async function carryOutReview(
  wish: ReviewWords,
  environment: CiVariables,
  { print, log }: Streams,
  at: string,
): Promise<void> {
  const { command, key, from, checkout, checksum, save, artifact } = wish;
  if (command === 'check') return checkPlans(from, checksum);
  const hosting = chooseHosting(environment);
  if (command === 'publish') {
    log(said[await publishPlan(hosting, key, await readPlanFiles(from))]);
    return;
  }
  if (command === 'applied') {
    print(`${await findApplied(hosting)}\n`);
    return;
  }
  if (command === 'propose') {
    log(guardText(await runProposal(hosting, chooseProposals(environment), wish, at)));
    return;
  }
  const reviewed = await findReviewedPlan(hosting, key, checkout);
  if (save !== undefined) await saveReviewedPlan(hosting, reviewed, artifact ?? save, save);
  print(`checksum=${reviewed.checksum}\nrun=${reviewed.run}\n`);
}

async function findApplied(hosting: Hosting): Promise<string> {
  const commit = await hosting.lastApplied();
  if (commit !== null) return commit;
  throw new ReviewError(
    `no push to ${hosting.branch()} has been applied yet, and there is nothing to compare with. Merge a review, and let its job apply it.`,
  );
}

async function runProposal(
  hosting: Hosting,
  host: ProposalHost,
  { key, title, checkout, from, projectFolder }: ReviewWords,
  at: string,
): Promise<string> {
  const pull = readPullDocument(await readPull(resolve(at, from, 'pull.json')));
  const files = await readProposedFiles(at, projectFolder, pull.files);
  const done = await proposePull(hosting, host, { key, title, checkout, pull, files });
  const left = pull.left.map(({ owner, address, path, text, fix }) =>
    oneLine(
      `Not taken: ${owner === undefined ? '' : `${owner}: `}${address}${path === null ? '' : ` ${path}`}: ${text} ${fix}`,
      longestLine,
    ),
  );
  return [done, ...left].join('\n');
}

async function readPull(file: string): Promise<string> {
  const read = await readNamedFile(file, maxPullBytes);
  if ('bytes' in read) return read.bytes.toString('utf8');
  throw new ReviewError(`"${file}" cannot be read: ${read.problem.message}`);
}

function chooseProposals(environment: CiVariables): ProposalHost {
  return environment['GITLAB_CI'] ? gitlabProposals(environment) : githubProposals(environment);
}

function chooseHosting(environment: CiVariables): Hosting {
  return environment['GITLAB_CI'] ? gitlabHosting(environment) : githubHosting(environment);
}
