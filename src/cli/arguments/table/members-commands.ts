/** The people on contact lists. */
import type { Command, OptionUse } from '../command.ts';
import type { OptionName } from '../options.ts';
import { rateLimitOption } from './rate-limit-option.ts';

/** What lets members pass that would be refused otherwise. */
export const memberConsentNames = [
  'allow-member-removal',
  'allow-member-growth',
  'allow-member-invalid',
  'allow-members-rebuild',
] as const;

const consentHelp: Readonly<Record<(typeof memberConsentNames)[number], string>> = {
  'allow-member-removal':
    'Remove more members of a list than limits.maxMemberRemovePercent, or all of them: an empty source.',
  'allow-member-growth':
    'Let a list grow by more than limits.maxMemberGrowPercent; also where "exclude" is empty by now.',
  'allow-member-invalid':
    'Accept more invalid identifiers than limits.maxMemberInvalidPercent: in a source, or as the API calls them.',
  'allow-members-rebuild': 'Clear a list and fill it again where it is not known what it holds.',
};

export const memberConsents: readonly OptionUse[] = memberConsentNames.map((name) => ({
  name,
  help: consentHelp[name],
}));

export const ledgerOptions: readonly OptionUse[] = [
  { name: 'ledger', help: 'Where the ledgers are; .audiencectl/ledger by default.' },
  {
    name: 'max-ledger-age',
    help: 'Refuse a ledger that was last written longer ago, such as 7d, 36h or 90m: a copy of before looks like any other.',
  },
];

const reading = ['sync', 'add', 'remove', 'forget'] as const;

/** With which actions an option has an effect; with all of them where it is not here. */
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
    help: 'The identifiers: a file (.txt, .csv, .tsv or .ndjson, each also gzipped), a folder, a glob, or - for standard input; may be repeated. Default: that of the manifest; forget has none.',
  },
  {
    name: 'exclude-source',
    help: 'People who must not be on the list, in the same kinds of files; may be repeated. Default: "exclude" of the manifest.',
  },
  {
    name: 'column',
    help: 'The column or key of the source that holds them; with --no-header its place, from 1.',
  },
  {
    name: 'source-type',
    help: 'What the source holds, where its name does not say it.',
    choices: ['txt', 'csv', 'tsv', 'ndjson'],
  },
  {
    name: 'delimiter',
    help: 'What separates the columns; \\t or tab for a tab. Default: by the first line.',
  },
  { name: 'no-header', help: 'The first line names no columns, but holds identifiers.' },
  {
    name: 'encoding',
    help: 'How the source is written, where its first bytes do not show it. Default: utf-8.',
    choices: ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'],
  },
  {
    name: 'phone-country',
    help: 'The country of phone numbers without a country code, such as IN.',
  },
  {
    name: 'identifier-type',
    help: 'Such as Email or PhoneNumber, where neither manifest nor list says it. forget takes both unless it is given.',
  },
  {
    name: 'identifier-format',
    help: 'How the source holds them; plain by default.',
    choices: ['plain', 'sha256', 'md5', 'sha256-md5'],
  },
  { name: 'gum-caller-id', help: 'The caller ID that gum identifiers need.' },
  {
    name: 'legacy-audience-id',
    help: 'In place of SEGMENT: an audience of the legacy contact-list endpoints, which no version that Criteo serves today documents.',
  },
  ...ledgerOptions,
  ...memberConsents,
  { name: 'auto-approve', help: 'Do not ask first.' },
  rateLimitOption,
  { name: 'format', help: 'How the result is written to stdout.', choices: ['text', 'json'] },
  {
    name: 'report',
    help: 'Also write the result to a file, or to stdout as -; may be repeated. FORMAT is one of text, json, markdown, html, gitlab.',
  },
  {
    name: 'events',
    help: 'Add to FILE what is sent and what comes back, one JSON object a line, without the people on the list; - is stdout.',
  },
];

export const membersCommands: readonly Command[] = [
  {
    name: 'members',
    summary: 'Fill a contact list, or see how many are on it',
    description: [
      'sync makes the list equal to its source, or only adds to it where the manifest says "mode: append"; add and remove send what the source holds; clear takes everybody off, and asks; forget takes the people of its source off every list whose ledger has them, and out of the ledgers, and asks; stats shows how many identifiers the API counts. Identifiers come from a file or from standard input, never from the command line.',
      'E-mails and phone numbers are normalised and hashed before they leave this machine. What was accepted is written down in the ledger, whose digests are personal data: keep its folder, and set AUDIENCECTL_LEDGER_KEY to encrypt it. A run that was cut off is finished by the same command again.',
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
      help: 'The contact list, by its exact name or its ID; not for forget.',
      required: false,
    },
    options: membersOptions.map(withActions),
    examples: [
      { run: 'audiencectl members sync "CRM Users 2025"', does: 'the source of the manifest' },
      {
        run: 'audiencectl members remove "CRM Users 2025" --source optouts.csv --column email',
        does: 'take people off',
      },
      {
        run: 'audiencectl members forget --source erasures.txt',
        does: 'take people off every list',
      },
    ],
  },
];
