/** The people on contact lists. */
import type { Command, OptionUse } from '../command.ts';
import type { OptionName } from '../options.ts';
import { rateLimitOption } from './rate-limit-option.ts';

/** Options that accept members which would be refused otherwise. */
export const memberConsentNames = [
  'allow-member-removal',
  'allow-member-growth',
  'allow-member-invalid',
  'allow-members-rebuild',
] as const;

const consentHelp: Readonly<Record<(typeof memberConsentNames)[number], string>> = {
  'allow-member-removal':
    'Allow a sync to remove more members than limits.maxMemberRemovePercent, or all of them (an empty source).',
  'allow-member-growth':
    'Allow a list to grow by more than limits.maxMemberGrowPercent, also when "exclude" has become empty.',
  'allow-member-invalid':
    'Accept more invalid identifiers than limits.maxMemberInvalidPercent, in a source or in the answers of the API.',
  'allow-members-rebuild': 'Clear a list and fill it again if its members are not known.',
};

export const memberConsentOptions: readonly OptionUse[] = memberConsentNames.map((name) => ({
  name,
  help: consentHelp[name],
}));

export const ledgerOptions: readonly OptionUse[] = [
  { name: 'ledger', help: 'The folder of the ledgers; .audiencectl/ledger by default.' },
  {
    name: 'max-ledger-age',
    help: 'Refuse a ledger that is older than this, such as 7d, 36h or 90m. An old copy of a ledger looks like the current one.',
  },
];

const reading = ['sync', 'add', 'remove', 'forget'] as const;

/** The actions with which an option has an effect; all of them where it is not listed. */
const actionsOf: Partial<Record<OptionName, readonly string[]>> = {
  source: reading,
  'exclude-source': ['sync', 'add'],
  column: reading,
  'source-type': reading,
  delimiter: reading,
  'no-header': reading,
  encoding: reading,
  'phone-country': reading,
  'identifier-type': reading,
  'identifier-format': reading,
  'gum-caller-id': reading,
  'legacy-audience-id': ['sync', 'add', 'remove', 'clear', 'stats'],
  'max-ledger-age': [...reading, 'stats'],
  'allow-member-removal': ['sync', 'add', 'remove'],
  'allow-member-growth': ['sync', 'add'],
  'allow-member-invalid': ['sync', 'add', 'remove'],
  'allow-members-rebuild': ['sync'],
  'auto-approve': ['clear', 'forget'],
};

function withActions(use: OptionUse): OptionUse {
  const actions = actionsOf[use.name];
  return actions === undefined ? use : { ...use, actions };
}

const membersOptions: readonly OptionUse[] = [
  {
    name: 'source',
    help: 'The identifiers: a file (.txt, .csv, .tsv or .ndjson, each also gzipped), a folder, a glob, or - for standard input; may be repeated. Default: the source in the manifest; forget has no default.',
  },
  {
    name: 'exclude-source',
    help: 'People who must not be on the list, in the same kinds of files; may be repeated. Default: "exclude" in the manifest.',
  },
  {
    name: 'column',
    help: 'The column or key with the identifiers; with --no-header the number of the column, from 1.',
  },
  {
    name: 'source-type',
    help: 'The type of the source, if its file name does not show it.',
    choices: ['txt', 'csv', 'tsv', 'ndjson'],
  },
  {
    name: 'delimiter',
    help: 'The character between columns; \\t or tab for a tab. Default: found from the first line.',
  },
  { name: 'no-header', help: 'The first line holds identifiers, not column names.' },
  {
    name: 'encoding',
    help: 'The encoding of the source, if its first bytes do not show it. Default: utf-8.',
    choices: ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'],
  },
  {
    name: 'phone-country',
    help: 'The country of phone numbers without a country code, such as IN.',
  },
  {
    name: 'identifier-type',
    help: 'Such as Email or PhoneNumber, if neither the manifest nor the list states it. Without it, forget reads both.',
  },
  {
    name: 'identifier-format',
    help: 'The form of the identifiers in the source; plain by default.',
    choices: ['plain', 'sha256', 'md5', 'sha256-md5'],
  },
  { name: 'gum-caller-id', help: 'The caller ID that gum identifiers need.' },
  {
    name: 'legacy-audience-id',
    help: 'Instead of SEGMENT: an audience of the legacy contact-list endpoints. No API version that Criteo serves today documents them.',
  },
  ...ledgerOptions,
  ...memberConsentOptions,
  { name: 'auto-approve', help: 'Do not ask for confirmation.' },
  rateLimitOption,
  { name: 'format', help: 'The format of the result on stdout.', choices: ['text', 'json'] },
  {
    name: 'report',
    help: 'Also write the result to a file, or to stdout with -; may be repeated. FORMAT is one of text, json, markdown, html, gitlab.',
  },
  {
    name: 'events',
    help: 'Append each request and each answer to FILE, one JSON object per line, without identifiers; - is stdout.',
  },
];

export const membersCommands: readonly Command[] = [
  {
    name: 'members',
    summary: 'Fill a contact list, or see how many are on it',
    description: [
      'sync makes the list equal to its source, or only adds to it if the manifest says "mode: append". add and remove send the identifiers in the source. clear asks for confirmation and removes all members. forget asks for confirmation and removes the people in its source from every list whose ledger has them, and from the ledgers. stats shows how many identifiers the API counts. Identifiers come from a file or from standard input, never from the command line.',
      'E-mails and phone numbers are normalised and hashed before they leave this machine. The ledger records what the API accepted. Its digests are personal data: keep its folder, and set AUDIENCECTL_LEDGER_KEY to encrypt it. To finish a run that was interrupted, run the same command again.',
    ],
    operand: {
      name: 'ACTION',
      help: 'What to do.',
      required: true,
      choices: ['sync', 'add', 'remove', 'clear', 'forget', 'stats'],
    },
    hidesGiven: true,
    secondOperand: {
      name: 'SEGMENT',
      help: 'The exact name or the ID of the contact list; not for forget.',
      required: false,
    },
    options: membersOptions.map(withActions),
    examples: [
      {
        run: 'audiencectl members sync "CRM Users 2025"',
        does: 'sync with the source in the manifest',
      },
      {
        run: 'audiencectl members remove "CRM Users 2025" --source optouts.csv --column email',
        does: 'remove people from one list',
      },
      {
        run: 'audiencectl members forget --source erasures.txt',
        does: 'remove people from every list',
      },
    ],
  },
];
