/** From manifests to what is remote: the commands of every day. */
import { platforms } from '../../../platforms/platform-named.ts';
import type { Command, OptionUse } from '../command.ts';
import { ledgerOptions, memberConsents } from './members-commands.ts';
import { rateLimitOption } from './rate-limit-option.ts';

const planFormats = ['text', 'json', 'markdown', 'html', 'gitlab'] as const;

const planOptions: readonly OptionUse[] = [
  { name: 'format', help: 'How the result is written to stdout.', choices: planFormats },
  {
    name: 'report',
    help: 'Also write the result to a file, or to stdout as -; may be repeated. FORMAT is one of text, json, markdown, html, gitlab (the counts for its merge-request widget).',
  },
];

const failOnOption: OptionUse = {
  name: 'fail-on',
  help: 'Refuse a plan that holds any of these, comma-separated: verdicts (wider, narrower, different, empty, unknown), origins (drift, conflict, adopted), codes of findings and reasons.',
};

/** The project before the change; a saved plan is held against it, too. */
const baseOption: OptionUse = {
  name: 'base',
  help: 'The same project at an earlier commit, to tell changes made here from edits in the UI.',
};

/** What a plan is made from and what it may hold: settled once it is saved. */
const planningOptions: readonly OptionUse[] = [
  {
    name: 'drift',
    help: 'What to do about edits made in the UI alone; revert by default, leave needs --base.',
    choices: ['revert', 'leave'],
  },
  {
    name: 'target',
    help: 'Only what matches, such as "segment/CRM *", with what it needs; may be repeated.',
  },
  {
    name: 'exclude',
    help: 'Skip matching addresses, unless an included one depends on them; may be repeated.',
  },
  {
    name: 'sizes',
    help: 'Show how many people each change is about, before and after; needs the permission to manage audiences.',
  },
];

/** Consents to what a plan would be refused for. A saved plan names those that it was made with. */
const consentOptions: readonly OptionUse[] = [
  {
    name: 'allow-replace',
    help: 'Replace entities where an attribute changed that cannot be changed in place.',
  },
  { name: 'max-deletes', help: 'How many deletions by prune are allowed this once, of each kind.' },
  ...memberConsents,
];

/** The members of contact lists, which are left alone without a word about them. */
const membersOptions: readonly OptionUse[] = [
  {
    name: 'members',
    help: 'The members of contact lists, too: their sources are read, and apply fills each list before any audience that uses it is changed.',
  },
  ...ledgerOptions.map((use): OptionUse => ({ ...use, needs: 'members' })),
];

export const planCommands: readonly Command[] = [
  {
    name: 'init',
    summary: 'Start a project in this folder',
    description: [
      'Writes a project file and first manifests, or copies a complete example. Files that exist are never overwritten.',
    ],
    options: [
      {
        name: 'platform',
        help: 'The platform of the new project.',
        choices: platforms.map(({ name }) => name),
      },
      ...platforms.map(({ name, scope }) => ({
        name: scope.option,
        help: `The ${name} ${scope.label}.`,
      })),
      {
        name: 'example',
        help: 'Copy a complete example project, to try things out on the sandbox.',
        choices: platforms.map(({ name }) => name),
      },
    ],
    examples: [
      {
        run: 'audiencectl init --platform retail-media --account-id 625702934721171442',
        does: 'start with your own account',
      },
      { run: 'audiencectl init --example retail-media', does: 'try it without an account' },
    ],
  },
  {
    name: 'validate',
    summary: 'Check the manifests without talking to the API',
    description: [
      'Reports everything that the manifests alone can prove wrong, each with its file, line and column, in the words of the API where it has them. Needs no credentials and no network.',
    ],
    options: [
      {
        name: 'format',
        help: 'How the findings are written to stdout.',
        choices: ['text', 'json'],
      },
    ],
    examples: [{ run: 'audiencectl validate', does: 'check the project in this folder' }],
  },
  {
    name: 'plan',
    summary: 'Show what apply would change, and change nothing',
    description: [
      'Compares the manifests with everything that is remote and shows each create, update, replacement and deletion with its reasons. Read-only: it sends search requests and nothing else.',
    ],
    options: [
      { name: 'out', help: 'Save the plan, to be reviewed and handed to apply; - is stdout.' },
      ...planOptions,
      { name: 'snapshot', help: 'Compare with a saved snapshot: no network, no credentials.' },
      baseOption,
      ...planningOptions,
      ...consentOptions,
      { name: 'detailed-exitcode', help: 'Exit with 2 when there are changes.' },
      failOnOption,
      ...membersOptions,
      rateLimitOption,
    ],
    examples: [
      { run: 'audiencectl plan --out plan.json', does: 'plan, and save the plan for review' },
      {
        run: 'audiencectl plan --report markdown=comment.md',
        does: 'also write the comment for a pull request',
      },
      {
        run: 'audiencectl plan --detailed-exitcode --quiet',
        does: 'nightly: exit code 2 means drift',
      },
      {
        run: 'audiencectl plan --fail-on empty,conflict,new-list-empty',
        does: 'exit code 3 where a person has to look',
      },
    ],
  },
  {
    name: 'apply',
    summary: 'Carry out a plan',
    description: [
      'Without PLANFILE it plans, shows the plan and asks. With PLANFILE it carries out that plan and nothing else: the file is the approval of its changes, not of consents, and is refused when what it touches has changed since.',
      'The manifests of the project that it runs in must ask for all that a plan file does, or it is refused: give --base where the plan was made with it. Consents in the file count with --checksum, or where they are given again. Where a plan fills lists, their sources are read anew: the counts that were reviewed are those of the time of the plan, and what is empty, broken or much shorter since is refused.',
      'A run that was cut off is finished by the same command again; nothing is done twice.',
    ],
    operand: { name: 'PLANFILE', help: 'A plan saved by plan --out.', required: false },
    options: [
      { name: 'auto-approve', help: 'Do not ask; for pipelines that apply what was merged.' },
      {
        name: 'checksum',
        help: 'Refuse unless the plan has this checksum, the one that was reviewed.',
      },
      {
        name: 'trust-plan-file',
        help: 'Do not hold a plan file against the manifests of this project; the report says so.',
      },
      { name: 'parallelism', help: 'Write requests in flight at once; 4 by default.' },
      rateLimitOption,
      {
        name: 'events',
        help: 'Add to FILE what is sent and what comes back, one JSON object a line, as it happens; - is stdout.',
      },
      failOnOption,
      { name: 'detailed-exitcode', help: 'Exit with 2 when something was changed.' },
      { name: 'out', help: 'Also save the plan; - is stdout.' },
      ...planOptions,
      {
        name: 'snapshot',
        help: 'Plan from a saved snapshot. What is remote is still read before anything is written, and the plan is refused when what it touches has changed since.',
      },
      baseOption,
      ...planningOptions,
      ...consentOptions,
      ...membersOptions,
    ],
    excludedByOperand: ['out', 'snapshot', ...planningOptions.map(({ name }) => name)],
    needsOperand: ['trust-plan-file'],
    examples: [
      { run: 'audiencectl apply', does: 'plan, ask, apply' },
      { run: 'audiencectl apply plan.json', does: 'apply a plan that was reviewed' },
      { run: 'audiencectl apply --sandbox', does: 'try it all without an account' },
    ],
  },
  {
    name: 'show',
    summary: 'Show a saved plan again',
    description: ['Renders a plan saved by plan --out, in any format. Nothing is read or sent.'],
    operand: { name: 'PLANFILE', help: 'A plan saved by plan --out.', required: true },
    options: planOptions,
    examples: [
      {
        run: 'audiencectl show plan.json --format markdown',
        does: 'the pull-request comment of a saved plan',
      },
    ],
  },
];
