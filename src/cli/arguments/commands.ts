/** Every command as a row: what it takes, and what it says about itself. */
import type { OptionName } from './options.ts';

export type CommandName =
  | 'init'
  | 'validate'
  | 'plan'
  | 'apply'
  | 'export'
  | 'snapshot'
  | 'show'
  | 'sizes'
  | 'catalog'
  | 'schema'
  | 'sandbox';

/** An option as one command takes it. */
export interface OptionUse {
  readonly name: OptionName;
  readonly help: string;
  /** The only values that are accepted. */
  readonly choices?: readonly string[];
}

/** An argument that is not an option. */
export interface Operand {
  readonly name: string;
  readonly help: string;
  readonly required: boolean;
  /** The only values that are accepted. */
  readonly choices?: readonly string[];
}

export interface Command {
  readonly name: CommandName;
  /** One line for the list of commands, without a full stop. */
  readonly summary: string;
  /** What a newcomer should know, one paragraph each. */
  readonly description: readonly string[];
  readonly operand?: Operand;
  /** Only beside a first one. */
  readonly secondOperand?: Operand;
  readonly options: readonly OptionUse[];
  /** Options that say nothing once the operand is given. */
  readonly excludedByOperand?: readonly OptionName[];
  readonly examples: readonly { readonly run: string; readonly does: string }[];
}

/** Accepted before and after every command. */
export const globalOptions: readonly OptionUse[] = [
  { name: 'chdir', help: 'Act as if started in DIR, for every relative path.' },
  { name: 'project', help: 'The project file; audiencectl.yaml by default.' },
  { name: 'env', help: 'The environment, where the project has several.' },
  {
    name: 'var',
    help: 'A value for the variable KEY, over that of the project file; may be repeated.',
  },
  {
    name: 'api-url',
    help: 'The API to talk to; https://api.criteo.com by default. Plain http only for this machine.',
  },
  {
    name: 'sandbox',
    help: 'Talk to a sandbox of the API started inside this command, with no account; its data is kept under .audiencectl/.',
  },
  {
    name: 'data',
    help: 'With --sandbox: the file that holds its data, for instance a saved snapshot to rehearse on.',
  },
  { name: 'no-color', help: 'Plain text without colours, as when NO_COLOR is set.' },
  { name: 'quiet', help: 'Nothing on stderr but warnings and errors.' },
  { name: 'verbose', help: 'More detail, and the stack trace of an unexpected error.' },
  {
    name: 'timeout',
    help: 'How long to wait, in all, for a remote that answers with faults; 45 by default.',
  },
  { name: 'help', help: 'Show this help.' },
];

const planFormats = ['text', 'json', 'markdown', 'html'] as const;

const planOptions: readonly OptionUse[] = [
  { name: 'format', help: 'How the result is written to stdout.', choices: planFormats },
  {
    name: 'report',
    help: 'Also write the result to a file; may be repeated. FORMAT is one of text, json, markdown, html.',
  },
];

/** What a plan is made from and what it may hold: settled once it is saved. */
const planningOptions: readonly OptionUse[] = [
  { name: 'snapshot', help: 'Compare with a saved snapshot: no network, no credentials.' },
  {
    name: 'base',
    help: 'The same project at an earlier commit, which tells changes made here from edits in the UI.',
  },
  {
    name: 'drift',
    help: 'What to do about edits made in the UI alone; revert by default, leave needs --base.',
    choices: ['revert', 'leave'],
  },
  {
    name: 'target',
    help: 'Only what matches, such as "segment/CRM *", with what it needs; may be repeated.',
  },
  { name: 'exclude', help: 'Not what matches, unless something else needs it; may be repeated.' },
  {
    name: 'allow-replace',
    help: 'Replace entities where an attribute changed that cannot be changed in place.',
  },
  { name: 'max-deletes', help: 'How many deletions by prune are allowed this once, of each kind.' },
];

export const commands: readonly Command[] = [
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
        choices: ['retail-media', 'marketing-solutions'],
      },
      { name: 'account-id', help: 'The retail-media account.' },
      { name: 'advertiser-id', help: 'The marketing-solutions advertiser.' },
      {
        name: 'example',
        help: 'Copy a complete example project, to try things out on the sandbox.',
        choices: ['retail-media', 'marketing-solutions'],
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
      'Compares the manifests with everything that is remote and shows each create, update, replacement and deletion with its reasons. It sends searches alone and cannot write.',
    ],
    options: [
      { name: 'out', help: 'Save the plan, to be reviewed and handed to apply.' },
      ...planOptions,
      ...planningOptions,
      { name: 'detailed-exitcode', help: 'Exit with 2 when there are changes.' },
      {
        name: 'sizes',
        help: 'Show how many people each change is about, before and after; needs the permission to manage audiences.',
      },
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
    ],
  },
  {
    name: 'apply',
    summary: 'Carry out a plan',
    description: [
      'Without PLANFILE it plans, shows the plan and asks. With PLANFILE it carries out that plan and nothing else: the file is its own approval, and is refused when what it touches has changed since.',
      'A run that was cut off is finished by the same command again; nothing is done twice.',
    ],
    operand: { name: 'PLANFILE', help: 'A plan saved by plan --out.', required: false },
    options: [
      { name: 'auto-approve', help: 'Do not ask; for pipelines that apply what was merged.' },
      {
        name: 'checksum',
        help: 'Refuse unless the plan has this checksum, the one that was reviewed.',
      },
      { name: 'parallelism', help: 'Write requests in flight at once; 4 by default.' },
      { name: 'rate-limit', help: 'Requests a minute; 250 by default.' },
      { name: 'out', help: 'Also save the plan.' },
      ...planOptions,
      ...planningOptions,
    ],
    excludedByOperand: ['out', ...planningOptions.map(({ name }) => name)],
    examples: [
      { run: 'audiencectl apply', does: 'plan, ask, apply' },
      { run: 'audiencectl apply plan.json', does: 'apply a plan that was reviewed' },
      { run: 'audiencectl apply --sandbox', does: 'try it all without an account' },
    ],
  },
  {
    name: 'export',
    summary: 'Write what is remote as manifests',
    description: [
      'Writes manifests for everything that is remote, or for a part of it, such that a plan with them is empty: the way to bring segments and audiences made by hand into a project. What no manifest can declare, such as lists made in the Criteo UI, is listed in comments with the reason.',
      'Without --out the manifests go to stdout, as one YAML stream. Existing files are never overwritten without --force, and none is ever deleted.',
    ],
    options: [
      { name: 'out', help: 'The folder to write to, such as the project folder.' },
      {
        name: 'target',
        help: 'Only what this glob of addresses matches, such as "audience/FR *"; may be repeated.',
      },
      { name: 'exclude', help: 'Not what this glob of addresses matches; may be repeated.' },
      {
        name: 'layout',
        help: 'A file for each retailer (for each type in marketing solutions), the default, or for each entity.',
        choices: ['retailer', 'entity'],
      },
      { name: 'force', help: 'Overwrite files that exist.' },
      { name: 'snapshot', help: 'Export a saved snapshot: no network, no credentials.' },
    ],
    examples: [
      { run: 'audiencectl export --out .', does: 'adopt everything' },
      {
        run: 'audiencectl export --target "audience/Spring sale"',
        does: 'show one audience as it is in the UI now',
      },
    ],
  },
  {
    name: 'snapshot',
    summary: 'Save everything that is remote to a file',
    description: [
      'Reads every segment and audience, complete or not at all. The file serves plan --snapshot and sandbox --data.',
    ],
    options: [{ name: 'out', help: 'The file to write.' }],
    examples: [{ run: 'audiencectl snapshot --out real.json', does: 'save what is remote now' }],
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
  {
    name: 'sizes',
    summary: 'Show how many people are in each segment and audience',
    description: [
      'Asks for the size of everything that exists, and for an estimate of what is declared and not remote yet. Where there is no figure it says why. Sizes need the permission to manage audiences, and change nothing.',
    ],
    operand: {
      name: 'ADDRESS',
      help: 'Only these, by a glob such as "audience/FR *"; Criteo\'s own segments only so.',
      required: false,
    },
    options: [
      { name: 'format', help: 'How the sizes are written to stdout.', choices: ['text', 'json'] },
    ],
    examples: [
      { run: 'audiencectl sizes', does: 'everything in the account' },
      { run: 'audiencectl sizes "audience/*"', does: 'audiences alone' },
    ],
  },
  {
    name: 'catalog',
    summary: "Search Criteo's own lists for IDs and names",
    description: [
      'In-market interests and brands are written in manifests by their ID; behavioral segments are named in audiences. The API lists interests without names: they are those of the Google product taxonomy. Marketing solutions only.',
    ],
    operand: {
      name: 'LIST',
      help: 'What to list.',
      required: true,
      choices: ['interests', 'brands', 'behavioral'],
    },
    secondOperand: {
      name: 'SEARCH',
      help: 'Words of a name, an ID, or the ID of a parent.',
      required: false,
    },
    options: [
      {
        name: 'country',
        help: 'The country, as in ISO 3166-1: FR. Behavioral segments can be listed without one.',
      },
      { name: 'format', help: 'How the list is written to stdout.', choices: ['text', 'json'] },
    ],
    examples: [
      { run: 'audiencectl catalog brands --country FR adidas', does: 'the ID of a brand' },
      { run: 'audiencectl catalog behavioral', does: 'the names that audiences may use' },
    ],
  },
  {
    name: 'schema',
    summary: 'Print the JSON Schema of a file format',
    description: ['For editors that complete and check, and for programs that read the output.'],
    operand: {
      name: 'FORMAT',
      help: 'The format to describe.',
      required: true,
      choices: ['project', 'manifest', 'plan', 'snapshot'],
    },
    options: [],
    examples: [
      { run: 'audiencectl schema manifest > manifest.schema.json', does: 'for your editor' },
    ],
  },
  {
    name: 'sandbox',
    summary: 'Serve a sandbox of the API on this machine',
    description: [
      'An emulator of the API for trials, tests and rehearsals. It accepts any credentials, account and retailer, and ends with Ctrl-C. Its first line of output names the address.',
    ],
    options: [
      { name: 'port', help: 'The port to listen on; 0, the default, picks a free one.' },
      { name: 'data', help: 'The file that holds its data. Without it nothing is kept.' },
    ],
    examples: [
      {
        run: 'audiencectl sandbox --port 8080 --data real.json',
        does: 'rehearse on a saved snapshot',
      },
    ],
  },
];

export function commandNamed(name: string): Command | undefined {
  return commands.find((command) => command.name === name);
}
