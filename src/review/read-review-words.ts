/** The command line of `audiencectl-review`. */
import { parseArgs } from 'node:util';
import { nearest } from '../model/name.ts';
import { ReviewError } from './hosting.ts';

export const reviewUsage = `Usage:
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
  audiencectl-review applied
      Prints the last commit of the branch whose jobs after its push succeeded. This is the base for
      "audiencectl pull": what was merged since, and is not applied yet, is not an edit of the Criteo UI.
  audiencectl-review propose --key KEY --from DIR --checkout COMMIT [--project-folder PATH] [--title TEXT]
      Proposes what "audiencectl pull" wrote, as one pull or merge request, and keeps it up to date.
      Closes it when there is nothing to propose. DIR/pull.json is the output of "audiencectl pull --format json".
      Run it in the project folder, or where "audiencectl pull --each" ran. PATH is this folder from the
      root of the repository, as "git rev-parse --show-prefix" prints it. COMMIT is the commit that is
      checked out. TEXT replaces the title of a new request.

KEY distinguishes the projects and environments of a repository. Tokens: GITHUB_TOKEN, GITLAB_TOKEN.`;

const commands = ['publish', 'find', 'check', 'applied', 'propose'] as const;

type ReviewCommand = (typeof commands)[number];

export interface ReviewWords {
  readonly command: ReviewCommand;
  readonly key: string;
  readonly from: string;
  readonly checkout: string;
  readonly checksum: string;
  readonly save: string | undefined;
  readonly artifact: string | undefined;
  readonly projectFolder: string;
  readonly title: string | null;
}

/** @throws ReviewError for words that are not understood */
export function readReviewWords(words: readonly string[]): ReviewWords | 'help' {
  const { positionals, values } = parse(words);
  const [word, excess] = positionals;
  const { key = '', from = '.', checkout, checksum = '', save, artifact } = values;
  if (values.help || word === 'help') return 'help';
  const all = 'The commands are publish, find, check, applied and propose.';
  if (word === undefined) throw misused(`no command is given. ${all}`);
  const command = commands.find((each) => each === word);
  if (command === undefined) {
    throw misused(`"${word}" is not a command. ${suggest(word, commands) ?? all}`);
  }
  if (excess !== undefined) throw misused(`${command} takes no argument "${excess}"`);
  requireOptions(command, { key, checkout, checksum });
  const { 'project-folder': projectFolder = '', title } = values;
  if (command === 'propose') {
    requireLine('--key', key);
    requireLine('--title', title);
  }
  return {
    ...{ command, key, from, checkout: checkout ?? '', checksum, save, artifact },
    ...{ projectFolder, title: title || null },
  };
}

interface GivenOptions {
  readonly key: string;
  readonly checkout: string | undefined;
  readonly checksum: string;
}

function requireOptions(command: ReviewCommand, { key, checkout, checksum }: GivenOptions): void {
  if (command === 'check' && checksum === '') throw misused('check needs --checksum HEX');
  if (key === '' && command !== 'applied' && command !== 'check') {
    throw misused(`${command} needs --key KEY`);
  }
  if (checkout === undefined && (command === 'find' || command === 'propose')) {
    throw misused(`${command} needs --checkout COMMIT`);
  }
}

/** A title is one line, and so is what goes into a commit. */
function requireLine(option: string, text: string | undefined): void {
  if (text !== undefined && /[\p{Cc}\p{Zl}\p{Zp}]/u.test(text)) {
    throw misused(`${option} has a line break or another control character`);
  }
}

function suggest(word: string, known: readonly string[]): string | null {
  const [best] = nearest(word, known, 1);
  return best === undefined ? null : `Did you mean ${best}?`;
}

function misused(reason: string, cause?: unknown): ReviewError {
  const end = /[.?]$/u.test(reason) ? '' : '.';
  const help = 'Run "audiencectl-review --help" to see how it is used.';
  return new ReviewError(`${reason}${end}\n${help}`, { cause });
}

const options = {
  help: { type: 'boolean', short: 'h' },
  key: { type: 'string' },
  from: { type: 'string' },
  checkout: { type: 'string' },
  checksum: { type: 'string' },
  save: { type: 'string' },
  artifact: { type: 'string' },
  'project-folder': { type: 'string' },
  title: { type: 'string' },
} as const;

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], allowPositionals: true, options });
  } catch (cause) {
    // Of what Node.js says, the sentence that says what is wrong.
    const said = typeof cause === 'object' && cause !== null && 'message' in cause;
    const [reason = ''] = (said ? String(cause.message) : '').split('. ', 1);
    throw misused(explainOption(reason) ?? reason, cause);
  }
}

function explainOption(reason: string): string | null {
  const option = /^Unknown option '(.*)'$/su.exec(reason)?.[1];
  if (option === undefined) return null;
  const known = Object.keys(options).map((name) => `--${name}`);
  const hint = suggest(option, known);
  return `"${option}" is not an option${hint === null ? '' : `. ${hint}`}`;
}
