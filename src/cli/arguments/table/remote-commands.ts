/** Commands that read what is remote and write files or tables. */
import type { Command } from '../command.ts';
import { rateLimitOption } from './rate-limit-option.ts';

export const remoteCommands: readonly Command[] = [
  {
    name: 'export',
    summary: 'Write what is remote as manifests',
    description: [
      'Writes manifests for everything that is remote, or for a part of it, such that a plan with them is empty: the way to bring segments and audiences made by hand into a project. What no manifest can declare, such as lists made in the Criteo UI, is listed in comments with the reason.',
      'Without --out the manifests go to stdout, as one YAML stream. Existing files are never overwritten without --force, and none is ever deleted.',
    ],
    options: [
      {
        name: 'out',
        placeholder: 'DIR',
        help: 'The folder to write to, such as the project folder; - is stdout, as without it.',
      },
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
      rateLimitOption,
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
    options: [{ name: 'out', help: 'The file to write; - is stdout.' }, rateLimitOption],
    examples: [{ run: 'audiencectl snapshot --out real.json', does: 'save what is remote now' }],
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
      rateLimitOption,
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
      rateLimitOption,
    ],
    examples: [
      { run: 'audiencectl catalog brands --country FR adidas', does: 'the ID of a brand' },
      { run: 'audiencectl catalog behavioral', does: 'the names that audiences may use' },
    ],
  },
];
