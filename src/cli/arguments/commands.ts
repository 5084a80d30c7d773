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
  | 'graph'
  | 'sizes'
  | 'catalog'
  | 'members'
  | 'schema'
  | 'explain'
  | 'doctor'
  | 'completion'
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

const planFormats = ['text', 'json', 'markdown', 'html', 'gitlab'] as const;

const planOptions: readonly OptionUse[] = [
  { name: 'format', help: 'How the result is written to stdout.', choices: planFormats },
  {
    name: 'report',
    help: 'Also write the result to a file; may be repeated. FORMAT is one of text, json, markdown, html, gitlab (the counts for its merge-request widget).',
  },
];

const failOnOption: OptionUse = {
  name: 'fail-on',
  help: 'Refuse a plan that holds any of these, parted by commas: verdicts (wider, narrower, different, empty, unknown), origins (drift, conflict, adopted), codes of findings and reasons.',
};

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
      failOnOption,
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
      {
        run: 'audiencectl plan --fail-on empty,conflict,new-list-empty',
        does: 'exit code 3 where somebody has to look',
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
      {
        name: 'events',
        help: 'Add to FILE what is sent and what comes back, one JSON object a line, as it happens.',
      },
      failOnOption,
      { name: 'detailed-exitcode', help: 'Exit with 2 when something was changed.' },
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
    name: 'graph',
    summary: 'Draw which audiences use which segments',
    description: [
      'A Mermaid flowchart of the manifests: segments, the lookalikes that grow from them, and the audiences that include or exclude them, with unused segments marked. Needs no credentials and no network; --snapshot adds what is remote and not in git.',
    ],
    options: [
      {
        name: 'focus',
        help: 'Only what this entity is made of, and what depends on it: segment/NAME or audience/NAME.',
      },
      { name: 'snapshot', help: 'Also what a saved snapshot holds.' },
    ],
    examples: [
      { run: 'audiencectl graph > graph.mmd', does: 'everything' },
      {
        run: 'audiencectl graph --focus "segment/CRM Users 2025"',
        does: 'what a change of this list would reach',
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
    name: 'members',
    summary: 'Fill a contact list, or see how many are on it',
    description: [
      'sync makes the list equal to its source, or only adds to it where the manifest says "mode: append"; add and remove send what the source holds; clear takes everybody off, and asks; stats tells what the API counts. Identifiers come from a file or from standard input, never from the command line.',
      'E-mails and phone numbers are normalised and hashed before they leave this machine. What was accepted is written down in the ledger, whose digests are personal data: keep its folder, and set AUDIENCECTL_LEDGER_KEY to encrypt it. A run that was cut off is finished by the same command again.',
    ],
    operand: {
      name: 'ACTION',
      help: 'What to do.',
      required: true,
      choices: ['sync', 'add', 'remove', 'clear', 'stats'],
    },
    secondOperand: {
      name: 'SEGMENT',
      help: 'The contact list, by its exact name or its ID.',
      required: false,
    },
    options: [
      {
        name: 'source',
        help: 'The identifiers: .txt, .csv, .tsv or .ndjson, each also with .gz, or - for standard input; that of the manifest by default.',
      },
      { name: 'column', help: 'The column or key of the source that holds them.' },
      {
        name: 'identifier-type',
        help: 'Such as Email or PhoneNumber, where neither manifest nor list tells it.',
      },
      {
        name: 'identifier-format',
        help: 'How the source holds them; plain by default.',
        choices: ['plain', 'sha256', 'md5', 'sha256-md5'],
      },
      { name: 'gum-caller-id', help: 'The caller ID that gum identifiers need.' },
      {
        name: 'legacy-audience-id',
        help: 'In place of SEGMENT: an audience of the older contact-list endpoints.',
      },
      { name: 'ledger', help: 'Where the ledgers are; .audiencectl/ledger by default.' },
      {
        name: 'allow-member-removal',
        help: 'Let pass what looks like a broken export: an empty source, many invalid lines, many removals.',
      },
      {
        name: 'allow-members-rebuild',
        help: 'Clear a list and fill it again where nobody knows what it holds.',
      },
      { name: 'auto-approve', help: 'Clear without asking.' },
      { name: 'rate-limit', help: 'Requests a minute; 250 by default.' },
      { name: 'format', help: 'How the result is written to stdout.', choices: ['text', 'json'] },
    ],
    examples: [
      { run: 'audiencectl members sync "CRM Users 2025"', does: 'the source of the manifest' },
      {
        run: 'audiencectl members remove "CRM Users 2025" --source optouts.csv --column email',
        does: 'take people off',
      },
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
      choices: ['project', 'manifest', 'plan', 'snapshot', 'events'],
    },
    options: [],
    examples: [
      { run: 'audiencectl schema manifest > manifest.schema.json', does: 'for your editor' },
    ],
  },
  {
    name: 'explain',
    summary: 'Say what a code of a finding means',
    description: [
      'Every finding, refusal and reason has a code. This says what it means, which command finds it, and what to do; without CODE it lists them all.',
    ],
    operand: { name: 'CODE', help: 'A code, such as audience-algebra-too-deep.', required: false },
    options: [{ name: 'format', help: 'How it is written to stdout.', choices: ['text', 'json'] }],
    examples: [
      { run: 'audiencectl explain new-list-empty', does: 'one code' },
      { run: 'audiencectl explain', does: 'all of them' },
    ],
  },
  {
    name: 'doctor',
    summary: 'Check credentials, permissions, clock and rate limit',
    description: [
      'Tells whether a plan could be made from here, and what stands in the way: credentials, the account, permission to read, the API versions of the project, proxies, the clock, and the requests that are left. It sends look-ups and searches alone.',
    ],
    options: [
      { name: 'format', help: 'How the checks are written to stdout.', choices: ['text', 'json'] },
    ],
    examples: [
      { run: 'audiencectl doctor', does: 'before the first plan' },
      { run: 'audiencectl doctor --env production', does: 'of one environment' },
    ],
  },
  {
    name: 'completion',
    summary: 'Print a script that completes commands in your shell',
    description: ['Completes commands, options and their values, as this version has them.'],
    operand: {
      name: 'SHELL',
      help: 'The shell to write it for.',
      required: true,
      choices: ['bash', 'zsh', 'fish'],
    },
    options: [],
    examples: [
      {
        run: 'audiencectl completion bash > ~/.local/share/bash-completion/completions/audiencectl',
        does: 'bash, with the package bash-completion',
      },
      {
        run: 'audiencectl completion zsh > ~/.zfunc/_audiencectl',
        does: 'zsh, where ~/.zfunc is in fpath',
      },
      {
        run: 'audiencectl completion fish > ~/.config/fish/completions/audiencectl.fish',
        does: 'fish',
      },
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
