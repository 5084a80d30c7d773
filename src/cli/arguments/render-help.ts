/** `--help`: what there is, and how one command is used. */
import { listOf } from '../../model/text/count-of.ts';
import type { Command, Operand, OptionUse } from './command.ts';
import { commands } from './commands.ts';
import { globalOptions, versionOption } from './global-options.ts';
import { optionNamed, variableOf } from './options.ts';
import { spellOption } from './spell-option.ts';

/** The list of commands. Lines are at most `width` columns where words allow. */
export function renderOverview(width: number): string {
  return [
    'audiencectl keeps Criteo audience segments and audiences as code: YAML in git, a plan to',
    'review, and an apply that does just that.',
    '',
    'Usage: audiencectl COMMAND [options]',
    '',
    'Commands',
    ...table(
      commands.map(({ name, summary }) => [name, summary]),
      width,
    ),
    '',
    'Options of every command',
    ...optionTable(globalOptions, width),
    '',
    'Options instead of a command',
    ...optionTable([versionOption], width),
    '',
    'First steps, without an account',
    '  audiencectl init --example retail-media',
    '  audiencectl plan --sandbox',
    '  audiencectl apply --sandbox',
    '',
    'For your own account, set CRITEO_CLIENT_ID and CRITEO_CLIENT_SECRET, or CRITEO_ACCESS_TOKEN.',
    'Run audiencectl COMMAND --help, or audiencectl help COMMAND, for help on one command.',
    '',
  ].join('\n');
}

/** One command: what it does, all its options, and examples. */
export function renderCommandHelp(command: Command, width: number): string {
  const { name, operand, secondOperand, options, examples } = command;
  const operands = [operand, secondOperand].filter((each) => each !== undefined);
  const usage = [
    'audiencectl',
    name,
    ...operands.map((each) => (each.required ? each.name : `[${each.name}]`)),
    '[options]',
  ].join(' ');
  const own = new Set(options.map((option) => option.name));
  return [
    `Usage: ${usage}`,
    '',
    ...command.description.flatMap((paragraph) => [...wrap(paragraph, width), '']),
    ...(operands.length > 0
      ? [
          operands.length === 1 ? 'Argument' : 'Arguments',
          ...table(operands.map(operandRow), width),
          '',
        ]
      : []),
    ...(options.length > 0 ? ['Options', ...optionTable(options, width), ''] : []),
    'Examples',
    ...examples.flatMap(({ run, does }) => [`  ${run}`, `      ${does}`]),
    '',
    'Options of every command',
    ...optionTable(
      globalOptions.filter((option) => !own.has(option.name)),
      width,
    ),
    '',
    ...wrap(
      `Options can also be set by environment variables, such as ${variableOf('project')} for --project. --sandbox and options that approve or allow something cannot.`,
      width,
    ),
    '',
  ].join('\n');
}

function operandRow(operand: Operand): readonly [string, string] {
  const choices = operand.choices ? ` One of ${operand.choices.join(', ')}.` : '';
  return [operand.name, `${operand.help}${choices}`];
}

function optionTable(uses: readonly OptionUse[], width: number): readonly string[] {
  return table(
    uses.map((use) => [spellWithShort(use), `${use.help}${choicesOf(use)}${actionsOf(use)}`]),
    width,
  );
}

function spellWithShort(use: OptionUse): string {
  const { short } = optionNamed(use.name);
  return `${short ? `-${short}, ` : ''}${spellOption(use)}`;
}

/** What may stand in a list is explained by its help, word by word. */
function choicesOf({ name, choices }: OptionUse): string {
  return choices && optionNamed(name).kind !== 'list' ? ` One of ${choices.join(', ')}.` : '';
}

function actionsOf({ actions }: OptionUse): string {
  return actions ? ` For ${listOf(actions)}.` : '';
}

/** Two columns, the second wrapped. */
function table(rows: readonly (readonly [string, string])[], width: number): readonly string[] {
  const left = Math.max(...rows.map(([term]) => term.length)) + 4;
  return rows.flatMap(([term, text]) =>
    wrap(text, width - left).map(
      (line, index) => `${(index === 0 ? `  ${term}` : '').padEnd(left)}${line}`,
    ),
  );
}

/** Lines of whole words. */
function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= Math.max(width, 30)) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
}
