/** Commands that read what is remote and write files or tables. */
import { takeKinds } from '../../../pull/pull-result.ts';
import type { Command } from '../command.ts';
import { eachAtOnceOptions, eachRemoteOptions } from './each-options.ts';
import { rateLimitOption } from './rate-limit-option.ts';

export const remoteCommands: readonly Command[] = [
  {
    name: 'export',
    summary: 'Write remote segments and audiences as manifests',
    description: [
      'Writes manifests for all remote segments and audiences, or for a part of them. A plan with these manifests is empty. Use it to bring segments and audiences that were made by hand into a project. What no manifest can declare, such as lists made in the Criteo UI, is listed in comments with the reason.',
      'Without --out the manifests go to stdout, as one YAML stream. Existing files are overwritten only with --force, and no file is ever deleted. Files in the project folder begin with a line that names their schema for editors, which is written, too, if it is not there.',
    ],
    options: [
      {
        name: 'out',
        placeholder: 'DIR',
        help: 'The folder to write to, such as the project folder; - is stdout, the default.',
      },
      {
        name: 'target',
        help: 'Export only matching addresses, such as "audience/FR *"; may be repeated. The exact address of an entity means only that entity.',
      },
      {
        name: 'exclude',
        help: 'Skip matching addresses; may be repeated. An exact address means only itself.',
      },
      {
        name: 'layout',
        help: 'One file per retailer (per type in marketing solutions), the default, or one per entity.',
        choices: ['retailer', 'entity'],
      },
      { name: 'force', help: 'Overwrite existing files.' },
      { name: 'snapshot', help: 'Export from a saved snapshot, without network or credentials.' },
      rateLimitOption,
    ],
    examples: [
      { run: 'audiencectl export --out .', does: 'write everything into the project' },
      {
        run: 'audiencectl export --target "audience/Spring sale"',
        does: 'show one audience as it is in the UI now',
      },
    ],
  },
  {
    name: 'pull',
    summary: 'Take edits made in the Criteo UI into the manifests',
    description: [
      'Writes what was edited remotely into the manifests, in place: only the values that differ change. Comments, order and layout stay as they are. After it, a plan is empty for what was taken. The output says what taking the edits means for people: who enters and who leaves, from the version in git to the one in the UI.',
      'With --base, pull takes what only the UI changed. Without it, pull cannot distinguish such an edit from a change in git that is not applied yet, and takes every difference. It does not write a value that comes from a variable, from defaults, from an alias or a merge key, nor a file that another project reads, too: it names the place to edit instead. Where plan would stop with an error, pull stops, too, and writes nothing; an error about one entity only leaves that entity. A manifest that changes while pull runs is not overwritten.',
    ],
    options: [
      {
        name: 'take',
        help: 'Which differences to take, comma-separated; may be repeated. drift: edited only in the UI, the default with --base. conflict: edited in the UI and in git. unknown: any of these, the default without --base. new: exists remotely, is undeclared, and is in "owns". gone: declared, but deleted remotely. spent: a renamedFrom or state: absent that is done.',
        choices: takeKinds,
      },
      {
        name: 'base',
        help: 'The folder of the same project at an earlier commit, to distinguish edits in the UI from changes made here.',
      },
      {
        name: 'check',
        help: 'Write nothing. Print the changes as a unified diff, and exit with 2 if there are any.',
      },
      {
        name: 'target',
        help: 'Take only matching addresses, such as "audience/FR *"; may be repeated. The exact address of an entity means only that entity.',
      },
      {
        name: 'exclude',
        help: 'Skip matching addresses; may be repeated. An exact address means only itself.',
      },
      { name: 'snapshot', help: 'Take from a saved snapshot, without network or credentials.' },
      { name: 'format', help: 'The format of the result on stdout.', choices: ['text', 'json'] },
      {
        name: 'report',
        needs: 'each',
        help: 'With --each: also write the result to a file, or to stdout with -; may be repeated. FORMAT is one of text, json, markdown, html.',
      },
      rateLimitOption,
      ...eachRemoteOptions,
    ],
    examples: [
      { run: 'audiencectl pull --check', does: 'show what would be written' },
      {
        run: 'audiencectl pull --base .base --target "audience/Spring sale"',
        does: 'take one edit made in the UI',
      },
      {
        run: 'audiencectl pull --take unknown,new',
        does: 'also take what was made in the UI',
      },
    ],
  },
  {
    name: 'snapshot',
    summary: 'Save all remote segments and audiences to a file',
    description: [
      'Reads every segment and audience, completely or not at all. Use the file with plan --snapshot and sandbox --data.',
    ],
    options: [
      {
        name: 'out',
        help: 'The file to write; - is stdout. With --each it is a folder, which gets a file for each project.',
      },
      rateLimitOption,
      ...eachAtOnceOptions,
    ],
    examples: [{ run: 'audiencectl snapshot --out real.json', does: 'save what is remote now' }],
  },
  {
    name: 'sizes',
    summary: 'Show how many people are in each segment and audience',
    description: [
      'Asks for the size of every remote segment and audience, and for an estimate of what is declared but not remote yet. If there is no figure, it says why. Sizes need the permission to manage audiences, but change nothing.',
    ],
    operand: {
      name: 'ADDRESS',
      help: 'Show only matching addresses, such as "audience/FR *". Criteo\'s own segments are shown only if this matches them.',
      required: false,
    },
    options: [
      { name: 'format', help: 'The format of the sizes on stdout.', choices: ['text', 'json'] },
      rateLimitOption,
    ],
    examples: [
      { run: 'audiencectl sizes', does: 'all sizes of the account' },
      { run: 'audiencectl sizes "audience/*"', does: 'sizes of audiences only' },
    ],
  },
  {
    name: 'catalog',
    summary: 'Look up IDs and names: retailers, brands, interests, behavioral segments',
    description: [
      'Retail media: the retailers that the account may use. To have plans show their names, put them under labels in the project file.',
      'Marketing solutions: manifests refer to in-market interests and brands by ID, and to behavioral segments by name. The API lists interests without names; the names shown are those of the Google product taxonomy.',
    ],
    operand: {
      name: 'LIST',
      help: 'The list to search.',
      required: true,
      choices: ['retailers', 'interests', 'brands', 'behavioral'],
    },
    secondOperand: {
      name: 'SEARCH',
      help: 'Words of the name, an ID, or the ID of a parent.',
      required: false,
    },
    options: [
      {
        name: 'country',
        help: 'The country code (ISO 3166-1), such as FR. Interests and brands need it, behavioral segments may have it.',
      },
      { name: 'format', help: 'The format of the list on stdout.', choices: ['text', 'json'] },
      rateLimitOption,
    ],
    examples: [
      { run: 'audiencectl catalog retailers', does: 'the names of retailers' },
      { run: 'audiencectl catalog brands --country FR sport', does: 'the IDs of brands' },
      { run: 'audiencectl catalog behavioral', does: 'the names that audiences may use' },
    ],
  },
];
