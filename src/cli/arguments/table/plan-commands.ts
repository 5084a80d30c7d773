/** From manifests to Criteo: the commands of every day. */
import { platformScopes } from '../../../platforms/platform-scopes.ts';
import { reportFormats } from '../../../report/report-format.ts';
import type { Command, OptionUse } from '../command.ts';
import { eachAtOnceOptions, eachOptions } from './each-options.ts';
import { ledgerOptions, memberConsentOptions } from './members-commands.ts';
import { rateLimitOption } from './rate-limit-option.ts';

const scopes = Object.entries(platformScopes);

const planOptions: readonly OptionUse[] = [
  { name: 'format', help: 'The format of the result on stdout.', choices: reportFormats },
  {
    name: 'report',
    help: 'Also write the result to a file, or to stdout with -; may be repeated. FORMAT is one of text, json, markdown, html, gitlab (the counts for the merge-request widget of GitLab).',
  },
];

const failOnOption: OptionUse = {
  name: 'fail-on',
  help: 'Refuse a plan that contains any of these, comma-separated: verdicts (wider, narrower, different, empty, unknown), origins (drift, conflict, adopted), warning (any warning), codes of findings and reasons.',
};

/** The project before the change; a saved plan is checked against it, too. */
const baseOption: OptionUse = {
  name: 'base',
  help: 'The folder of the same project at an earlier commit, to distinguish changes made here from edits in the UI.',
};

/** What a plan is made from and what it may hold: fixed once it is saved. */
const planningOptions: readonly OptionUse[] = [
  {
    name: 'drift',
    help: 'What to do with values that only the UI changed; revert by default, leave needs --base.',
    choices: ['revert', 'leave'],
  },
  {
    name: 'target',
    help: 'Include only matching addresses, such as "segment/CRM *", and what they depend on; may be repeated. The exact address of an entity means only that entity.',
  },
  {
    name: 'exclude',
    help: 'Skip matching addresses, unless an included one depends on them; may be repeated. An exact address means only itself.',
  },
  {
    name: 'sizes',
    help: 'Show the size of each changed entity before and after; needs the permission to manage audiences.',
  },
];

/** Consents to what a plan would be refused for. A saved plan names those that it was made with. */
const consentOptions: readonly OptionUse[] = [
  {
    name: 'allow-replace',
    help: 'Allow an entity to be replaced if a changed attribute cannot be updated in place.',
  },
  { name: 'max-deletes', help: 'How many entities of each kind prune may delete in this run.' },
  ...memberConsentOptions,
];

/** Options about members of contact lists. Without one of them, plans leave members alone. */
const membersOptions: readonly OptionUse[] = [
  {
    name: 'members',
    help: 'Also sync the members of contact lists. Their sources are read, and apply fills each list before it changes an audience that uses the list.',
  },
  ...ledgerOptions.map((use): OptionUse => ({ ...use, needs: 'members' })),
];

export const planCommands: readonly Command[] = [
  {
    name: 'init',
    summary: 'Start a project in this folder',
    description: [
      'Writes a project file and first manifests, or copies a complete example, with the schemas that editors complete and check them by. It never overwrites existing files.',
      'If the environment has credentials, it lists the retailers of a Retail Media account, and writes their names into the project file.',
    ],
    options: [
      {
        name: 'platform',
        help: 'The platform of the new project.',
        choices: scopes.map(([name]) => name),
      },
      ...scopes.map(([name, { option, label }]) => ({
        name: option,
        help: `The ${name} ${label}.`,
      })),
      {
        name: 'example',
        help: 'Copy a complete example project, to try things out on the sandbox.',
        choices: scopes.map(([name]) => name),
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
    summary: 'Check the manifests offline',
    description: [
      'Reports every error that can be found in the manifests alone, with its file, line and column. Where the API has a code for an error, validate uses it. It needs no credentials and no network.',
    ],
    options: [
      {
        name: 'format',
        help: 'The format of the findings on stdout.',
        choices: ['text', 'json'],
      },
      {
        name: 'report',
        help: 'Also write the findings to a file, or to stdout with -; may be repeated. FORMAT is one of sarif (for code scanning), junit (for test reports), codequality (for GitLab), json.',
      },
      {
        name: 'fail-on',
        help: 'Exit with 1 if one of these is found, comma-separated: warning (any warning), codes of findings.',
      },
      ...eachAtOnceOptions,
    ],
    examples: [
      { run: 'audiencectl validate', does: 'check the project in this folder' },
      {
        run: 'audiencectl validate --fail-on warning --report sarif=findings.sarif',
        does: 'in a pipeline that shows findings beside the code',
      },
    ],
  },
  {
    name: 'plan',
    summary: 'Show what apply would change, and change nothing',
    description: [
      'Compares the manifests with all remote segments and audiences, and shows each create, update, replacement and deletion with its reasons. Read-only: it sends search requests and nothing else.',
    ],
    options: [
      {
        name: 'out',
        help: 'Save the plan for review and for apply; - is stdout. With --each it is a folder, which gets a plan for each project.',
      },
      ...planOptions,
      { name: 'snapshot', help: 'Compare with a saved snapshot, without network or credentials.' },
      baseOption,
      ...planningOptions,
      ...consentOptions,
      { name: 'detailed-exitcode', help: 'Exit with 2 if there are changes.' },
      failOnOption,
      ...membersOptions,
      rateLimitOption,
      ...eachAtOnceOptions,
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
        does: 'exit code 3 if a person must check the plan',
      },
    ],
  },
  {
    name: 'apply',
    summary: 'Carry out a plan',
    description: [
      'Without PLANFILE it plans, shows the plan and asks. With PLANFILE it carries out that plan and nothing else: the file approves its changes, but not its consents. The plan is refused if something that it touches has changed since.',
      'A plan file is refused unless the manifests of this project ask for everything in it. Give --base if the plan was made with it. Consents in the file count only with --checksum, or if you give them again. If a plan fills lists, their sources are read again: the reviewed counts are from the time of the plan, and a source that has become empty, broken or much shorter is refused.',
      'To finish a run that was interrupted, run the same command again; nothing is done twice.',
    ],
    operand: { name: 'PLANFILE', help: 'A plan saved by plan --out.', required: false },
    options: [
      {
        name: 'auto-approve',
        help: 'Do not ask for confirmation; for pipelines that apply what was merged.',
      },
      {
        name: 'checksum',
        help: 'The checksum of the reviewed plan; a plan with another checksum is refused.',
      },
      {
        name: 'trust-plan-file',
        help: 'Do not compare the plan file with the manifests of this project; the report says so.',
      },
      {
        name: 'parallelism',
        help: 'How many write requests to send at once; 4 by default. With --each: how many projects to run at once.',
      },
      rateLimitOption,
      {
        name: 'events',
        help: 'Append each request and each answer to FILE as it happens, one JSON object per line; - is stdout. With --each it is a folder, which gets a file for each project.',
      },
      failOnOption,
      { name: 'detailed-exitcode', help: 'Exit with 2 if something was changed.' },
      { name: 'out', help: 'Also save the plan; - is stdout. With --each it is a folder.' },
      ...planOptions,
      {
        name: 'snapshot',
        help: 'Plan from a saved snapshot. Before anything is written, the remote entities are read again, and the plan is refused if something that it touches has changed since.',
      },
      baseOption,
      ...planningOptions,
      ...consentOptions,
      ...membersOptions,
      ...eachOptions.map((use) =>
        use.name !== 'each'
          ? use
          : {
              ...use,
              help: 'Apply every project whose file matches, such as "clients/*/audiencectl.yaml", or every plan in a folder that plan --each --out wrote. A project that fails stops no other.',
            },
      ),
    ],
    excludedByOperand: ['out', 'snapshot', ...planningOptions.map(({ name }) => name)],
    needsOperand: ['trust-plan-file'],
    examples: [
      { run: 'audiencectl apply', does: 'plan, ask, apply' },
      { run: 'audiencectl apply plan.json', does: 'apply a plan that was reviewed' },
      { run: 'audiencectl apply --sandbox', does: 'try it without an account' },
    ],
  },
  {
    name: 'show',
    summary: 'Show a saved plan again',
    description: [
      'Shows a plan saved by plan --out, in any format. It reads nothing else and sends nothing.',
    ],
    operand: { name: 'PLANFILE', help: 'A plan saved by plan --out.', required: true },
    options: planOptions,
    examples: [
      {
        run: 'audiencectl show plan.json --format markdown',
        does: 'the pull-request comment of a saved plan',
      },
    ],
  },
  {
    name: 'rename',
    summary: 'Give an entity another name in the manifests',
    description: [
      'Writes the new name, renamedFrom, and every reference by name in the manifests, rules and people of the project, and in protect and owns of the project file. Nothing else in the files changes, and nothing is sent: plan shows one update afterwards. Where the project has environments, the files of all of them are edited.',
      'It writes all files or none. It refuses a name that is taken, and references that it does not edit: those in variables, behind aliases, or in files that other projects read as well.',
    ],
    operand: {
      name: 'ADDRESS',
      help: 'The entity: segment/NAME or audience/NAME; segment/#ID where several have the name.',
      required: true,
    },
    secondOperand: { name: 'NAME', help: 'The new name, without the kind.', required: true },
    options: [
      {
        name: 'check',
        help: 'Write nothing, print the changes as a patch, and exit with 2 if there are any.',
      },
      { name: 'format', help: 'The format on stdout.', choices: ['text', 'json'] },
    ],
    examples: [
      {
        run: 'audiencectl rename "segment/CRM Users 2025" "CRM Users"',
        does: 'rename a segment and every reference to it',
      },
      {
        run: 'audiencectl rename --check "segment/CRM Users 2025" "CRM Users"',
        does: 'see what would be edited',
      },
    ],
  },
];
