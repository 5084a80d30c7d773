/** The options of a command line, checked against what the command takes. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Command, OptionUse } from './command.ts';
import { commands } from './commands.ts';
import { globalOptions } from './global-options.ts';
import type { OptionValue } from './option-values.ts';
import { isOptionName, type OptionName, optionNamed } from './options.ts';
import { readOptionValue } from './read-option-value.ts';
import { spellOption } from './spell-option.ts';
import type { GivenOption } from './split-words.ts';
import { suggest, usageError } from './usage-error.ts';

export interface Flags {
  readonly values: ReadonlyMap<OptionName, OptionValue>;
  readonly diagnostics: readonly Diagnostic[];
}

/** The last one wins where an option is given twice, except that lists grow and no project is left out unseen. */
export function readFlags(given: readonly GivenOption[], command: Command): Flags {
  const values = new Map<OptionName, OptionValue>();
  const diagnostics: Diagnostic[] = [];
  const uses = [...command.options, ...globalOptions];
  for (const option of given) {
    const use = uses.find(({ name }) => name === option.name);
    const read = use ? readFlag(use, option, values) : unknownOption(option, command, uses);
    if ('severity' in read) diagnostics.push(read);
    else values.set(read.name, read.value);
  }
  return { values, diagnostics: [...diagnostics, ...checkCombination(values, command)] };
}

/** Options of every command that mean nothing without a sandbox. */
const sandboxOptions = [
  ['data', 'names the file of'],
  ['set', 'changes'],
] as const;

function checkCombination(values: Flags['values'], command: Command): readonly Diagnostic[] {
  if (values.has('sandbox') && values.has('api-url')) {
    return [
      usageError(
        'conflicting-options',
        '--sandbox and --api-url exclude each other',
        'Use only one of them.',
      ),
    ];
  }
  return sandboxOptions.flatMap(([option, about]) => {
    const isOwn = command.options.some(({ name }) => name === option);
    if (!values.has(option) || values.has('sandbox') || isOwn) return [];
    return usageError(
      'conflicting-options',
      `--${option} ${about} a sandbox, but --sandbox is not given`,
      'Add --sandbox.',
    );
  });
}

function readFlag(
  use: OptionUse,
  given: GivenOption,
  values: ReadonlyMap<OptionName, OptionValue>,
): { readonly name: OptionName; readonly value: OptionValue } | Diagnostic {
  const { kind } = optionNamed(use.name);
  if (kind === 'flag') {
    if (given.value === undefined) return { name: use.name, value: true };
    return usageError('invalid-option', `${given.raw} takes no value`);
  }
  if (given.value === undefined || (!given.inline && /^-./.test(given.value))) {
    return usageError('invalid-option', `${given.raw} needs a value`, valueHint(use));
  }
  // A variable of a script that is not set must not mean everything.
  if (given.value === '')
    return usageError('invalid-option', `${given.raw} is empty`, valueHint(use));
  const read = readOptionValue(use.name, given.value, use.choices);
  if ('problem' in read) {
    return usageError('invalid-option', `${given.raw} ${read.problem}`);
  }
  const earlier = values.get(use.name);
  if (kind === 'list' && Array.isArray(earlier) && Array.isArray(read.value)) {
    return { name: use.name, value: [...earlier, ...read.value] };
  }
  if (earlier !== undefined && namesProjects.has(use.name)) {
    return usageError(
      'invalid-option',
      `${given.raw} is given twice`,
      'For several projects, give one glob that matches all of them, such as --each "clients/{a,b}/audiencectl.yaml".',
    );
  }
  return { name: use.name, value: read.value };
}

function valueHint(use: OptionUse): string {
  return `Give ${use.choices ? `one of ${use.choices.join(', ')}` : spellOption(use)}.`;
}

/** Of two values, one would be left out without a word. */
const namesProjects: ReadonlySet<OptionName> = new Set(['each', 'project']);

function unknownOption(
  given: GivenOption,
  command: Command,
  uses: readonly OptionUse[],
): Diagnostic {
  const owners = commands.filter(({ options }) => options.some(({ name }) => name === given.name));
  if (isOptionName(given.name) && owners.length > 0) {
    return usageError(
      'unknown-option',
      `${given.raw} is not an option of ${command.name}`,
      `Leave it out. It is an option of ${owners.map(({ name }) => name).join(', ')}.`,
    );
  }
  const known = uses.map(({ name }) => name);
  // What other tools call it.
  if (given.name === 'dry-run' && known.includes('check')) {
    return usageError(
      'unknown-option',
      `${given.raw} is not an option of ${command.name}`,
      'Did you mean --check?',
    );
  }
  return usageError(
    'unknown-option',
    `${given.raw} is not an option of ${command.name}`,
    suggest(
      given.name,
      known,
      (name) => `--${name}`,
      `Run "audiencectl ${command.name} --help" for a list of them.`,
    ),
  );
}
