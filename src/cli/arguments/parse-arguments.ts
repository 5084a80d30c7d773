/** Parses the words of the command line: strict, and free of side effects. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { listOf } from '../../model/text/count-of.ts';
import type { Environment } from '../process/command-context.ts';
import type { Command, Operand } from './command.ts';
import { commandNamed, commands } from './commands.ts';
import { createHideGiven, type HideGiven, hideNothing } from './hide-given.ts';
import { createOptionValues, type OptionValue, type OptionValues } from './option-values.ts';
import { isOptionName, type OptionName, optionNamed, optionNames } from './options.ts';
import { type Flags, readFlags } from './read-flags.ts';
import { readSettings } from './read-settings.ts';
import { splitWords, type Words } from './split-words.ts';
import { suggest, usageError } from './usage-error.ts';

export type Invocation =
  | { readonly asks: 'version' }
  /** Help about one command, or about all of them. */
  | { readonly asks: 'help'; readonly command: Command | null }
  | {
      readonly asks: 'run';
      readonly command: Command;
      readonly options: OptionValues;
      readonly operand: string | null;
      readonly secondOperand: string | null;
      /** For later messages about the command line. */
      readonly hide: HideGiven;
    }
  | { readonly asks: 'nothing' }
  | {
      readonly asks: 'error';
      readonly diagnostics: readonly Diagnostic[];
      readonly json: boolean;
      /** What could be read all the same; left out where it is not even known which folder is meant. */
      readonly readable?: ReadableParts;
    };

interface ReadableParts {
  readonly command: Command;
  readonly options: OptionValues;
  /** Whether `--each` is given, with whatever value. */
  readonly isMany: boolean;
}

/** Reads the arguments after `audiencectl`; options may stand before and after the command. */
export function parseArguments(argv: readonly string[], environment: Environment): Invocation {
  const words = splitWords(argv);
  const [first, ...operands] = words.positionals;
  const given = new Set(words.options.map(({ name }) => name));
  const helpAbout = first === 'help' ? operands[0] : first;
  const broken = findBroken(argv, words, helpAbout);
  if (broken !== null) {
    return { asks: 'error', diagnostics: [broken], json: asksForJson(words, environment) };
  }
  if (given.has('version')) return { asks: 'version' };
  if (given.has('help') || first === 'help') {
    const command = helpAbout === undefined ? null : commandNamed(helpAbout);
    if (command !== undefined) return { asks: 'help', command };
  }
  if (first === undefined && words.options.length === 0) return { asks: 'nothing' };
  const command = helpAbout === undefined ? undefined : commandNamed(helpAbout);
  const json = asksForJson(words, environment);
  if (command === undefined) {
    return { asks: 'error', diagnostics: [commandMissing(helpAbout, words)], json };
  }
  return readCommand(command, words, environment, json);
}

/** A text that was read as short options: no option has a blank as its letter. */
function findBroken(
  argv: readonly string[],
  { options }: Words,
  commandName: string | undefined,
): Diagnostic | null {
  if (!options.some(({ name }) => name === ' ')) return null;
  const text = argv.find((word) => /^-[^-]* /u.test(word));
  const isHidden = text === undefined || commandNamed(commandName ?? '')?.hidesGiven;
  return usageError(
    'unknown-option',
    `${isHidden ? 'an argument' : `"${text}"`} begins with a hyphen, and was read as an option`,
    'Put -- before it, and all options before that.',
  );
}

function readCommand(
  command: Command,
  words: Words,
  environment: Environment,
  json: boolean,
): Invocation {
  const operands = words.positionals.slice(1);
  const flags = readFlags(words.options, command);
  const settings = readSettings(environment, command);
  // After an unknown option, the next word may or may not be its value.
  const hasUnknown = flags.diagnostics.some(({ code }) => code === 'unknown-option');
  const diagnostics = [
    ...flags.diagnostics,
    ...(hasUnknown ? [] : checkOperands(command, operands, flags.values)),
    ...(operands.length > 0
      ? checkExcluded(command, flags.values)
      : checkNeeding(command, flags.values)),
    ...checkActions(command, operands[0], flags.values),
    ...(operands.length > 0 ? [] : checkNeeds(command, flags.values, settings.values)),
    ...settings.diagnostics,
  ];
  const hide = command.hidesGiven ? createHideGiven(command, words, environment) : hideNothing;
  const options = createOptionValues(flags.values, withoutExcluded(settings.values, flags.values));
  if (diagnostics.length > 0) {
    const isGiven = (option: OptionName) => words.options.some(({ name }) => name === option);
    const isMany = isGiven('each') || options.text('each') !== null;
    const isPlaced = flags.values.has('chdir') || !isGiven('chdir');
    return {
      ...{ asks: 'error', diagnostics: hide.inFindings(diagnostics), json },
      ...(isPlaced ? { readable: { command, options, isMany } } : {}),
    };
  }
  const [operand = null, secondOperand = null] = operands;
  return {
    asks: 'run',
    command,
    options,
    operand,
    secondOperand,
    hide,
  };
}

function commandMissing(word: string | undefined, { options }: Words): Diagnostic {
  const unknown = options.find(({ name }) => !isOptionName(name));
  if (word === undefined && unknown !== undefined) {
    return usageError(
      'unknown-option',
      `${unknown.raw} is not an option`,
      suggest(
        unknown.name,
        optionNames,
        (name) => `--${name}`,
        'Run "audiencectl --help" for a list of them.',
      ),
    );
  }
  if (word === undefined) {
    return usageError(
      'missing-command',
      'no command is given',
      'Run "audiencectl --help" for a list of them.',
    );
  }
  return usageError(
    'unknown-command',
    `"${word}" is not a command`,
    suggest(
      word,
      commands.map(({ name }) => name),
      (name) => `audiencectl ${name}`,
      'Run "audiencectl --help" for a list of them.',
    ),
  );
}

function checkOperands(
  command: Command,
  operands: readonly string[],
  flags: Flags['values'],
): readonly Diagnostic[] {
  const { operand, secondOperand, name } = command;
  const taken = [operand, secondOperand].filter((each) => each !== undefined);
  const excess = operands[taken.length];
  if (excess !== undefined) {
    return [
      usageError(
        'unexpected-argument',
        `${name} takes no argument "${excess}"`,
        command.hidesGiven
          ? 'Put identifiers in a file, or on standard input: --source -.'
          : flags.has('each')
            ? 'Put the glob of --each in quotes, so that the shell does not replace it: --each "clients/*/audiencectl.yaml".'
            : hintOnExcess(command, excess),
      ),
    ];
  }
  return taken.flatMap((each, index) => checkOperand(name, each, operands[index]));
}

/** A list that is parted by blanks ends up there. */
function hintOnExcess({ name, options }: Command, excess: string): string {
  const list = options.find(
    ({ name: option, choices = [] }) =>
      optionNamed(option).kind === 'list' && choices.includes(excess),
  );
  const [first] = list?.choices?.filter((choice) => choice !== excess) ?? [];
  return list === undefined || first === undefined
    ? `Run "audiencectl ${name} --help" to see its arguments and options.`
    : `Separate the words with commas, such as --${list.name} ${first},${excess}.`;
}

function checkOperand(
  command: string,
  { name, help, required, choices }: Operand,
  given: string | undefined,
): readonly Diagnostic[] {
  if (given === undefined) {
    if (!required) return [];
    const wanted = help.charAt(0).toLowerCase() + help.slice(1).replace(/\.$/u, '');
    const hint = `Give ${choices === undefined ? wanted : `one of ${choices.join(', ')}`}.`;
    return [usageError('missing-argument', `${command} needs ${name}`, hint)];
  }
  if (choices === undefined || choices.includes(given)) return [];
  const list = choices.join(', ');
  return [
    usageError(
      'invalid-argument',
      `"${given}" is not one of ${list}`,
      suggest(given, choices, (word) => word, `Use one of ${list}.`),
    ),
  ];
}

function checkNeeding(
  { operand, needsOperand = [] }: Command,
  flags: Flags['values'],
): readonly Diagnostic[] {
  return needsOperand
    .filter((name) => flags.has(name) && !flags.has('each'))
    .map((name) =>
      usageError(
        'conflicting-options',
        `--${name} has no effect without a ${operand?.name}`,
        `Leave it out, or name the ${operand?.name}.`,
      ),
    );
}

/** A saved plan was made from what it was made from: options of planning come too late. */
function checkExcluded(command: Command, flags: Flags['values']): readonly Diagnostic[] {
  const { operand, excludedByOperand = [] } = command;
  return excludedByOperand
    .filter((name) => flags.has(name))
    .map((name) =>
      usageError(
        'conflicting-options',
        `--${name} changes how a plan is made, and ${operand?.name} is already a plan`,
        'Leave out one of them.',
      ),
    );
}

/** An option without effect is an error, because its user expected one. A variable applies to every command. */
function checkActions(
  { name: command, options }: Command,
  action: string | undefined,
  flags: Flags['values'],
): readonly Diagnostic[] {
  return options.flatMap(({ name, actions }) => {
    if (action === undefined || actions === undefined || actions.includes(action)) return [];
    if (!flags.has(name)) return [];
    return usageError(
      'conflicting-options',
      `${command} ${action} takes no --${name}`,
      `Leave it out. It is an option of ${command} ${listOf(actions)}.`,
    );
  });
}

function checkNeeds(
  { options }: Command,
  flags: Flags['values'],
  settings: ReadonlyMap<OptionName, OptionValue>,
): readonly Diagnostic[] {
  return options.flatMap(({ name, needs }) => {
    if (needs === undefined || !flags.has(name) || flags.has(needs) || settings.has(needs))
      return [];
    return usageError(
      'conflicting-options',
      `--${name} has no effect without --${needs}`,
      `Leave it out, or add --${needs}.`,
    );
  });
}

/** With `--format json`, errors of the command line are JSON, too. */
function asksForJson(words: Words, environment: Environment): boolean {
  const format = words.options.findLast(({ name }) => name === 'format');
  return (format ? format.value : environment['AUDIENCECTL_FORMAT']) === 'json';
}

/** `--sandbox` on the command line overrides an API address from a variable. */
function withoutExcluded(
  settings: ReadonlyMap<OptionName, OptionValue>,
  flags: ReadonlyMap<OptionName, OptionValue>,
): ReadonlyMap<OptionName, OptionValue> {
  if (!flags.has('sandbox')) return settings;
  return new Map([...settings].filter(([name]) => name !== 'api-url'));
}
