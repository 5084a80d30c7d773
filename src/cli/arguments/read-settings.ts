/** `AUDIENCECTL_<OPTION>` variables: the second place an option may come from. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../model/name.ts';
import type { Environment } from '../process/command-context.ts';
import type { Command } from './command.ts';
import { globalOptions } from './global-options.ts';
import type { OptionValue } from './option-values.ts';
import { type OptionName, optionNamed, optionNames, variableOf } from './options.ts';
import { readOptionValue } from './read-option-value.ts';
import { secretVariables } from './secret-variables.ts';
import { usageError } from './usage-error.ts';

export interface Settings {
  readonly values: ReadonlyMap<OptionName, OptionValue>;
  readonly diagnostics: readonly Diagnostic[];
}

const prefix = 'AUDIENCECTL_';

const secrets: readonly string[] = secretVariables.map(({ name }) => name);

/** Options that may be given by a variable, by the variable's name. */
const byVariable: ReadonlyMap<string, OptionName> = new Map(
  optionNames
    .filter((name) => optionNamed(name).environment !== false)
    .map((name) => [variableOf(name), name]),
);

/**
 * Reads the variables that the command takes; those of other commands are left alone, empty ones
 * count as not set, and unknown names are errors.
 */
export function readSettings(environment: Environment, command: Command): Settings {
  const values = new Map<OptionName, OptionValue>();
  const diagnostics: Diagnostic[] = [];
  const uses = [...command.options, ...globalOptions];
  for (const variable of Object.keys(environment).sort()) {
    const text = environment[variable];
    if (!variable.startsWith(prefix) || secrets.includes(variable) || text === undefined) continue;
    const name = byVariable.get(variable);
    if (name === undefined) {
      diagnostics.push(unknownVariable(variable));
      continue;
    }
    const use = uses.find((candidate) => candidate.name === name);
    if (use === undefined || text === '') continue;
    const read = readOptionValue(name, text, use.choices);
    if ('value' in read) values.set(name, read.value);
    else diagnostics.push(usageError('invalid-variable', `${variable} ${read.problem}`));
  }
  return { values, diagnostics };
}

function unknownVariable(variable: string): Diagnostic {
  const consent = optionNames.find((name) => variableOf(name) === variable);
  if (consent !== undefined) {
    return usageError(
      'invalid-variable',
      `${variable} is not a setting: --${consent} is given on the command line only`,
    );
  }
  // Without what all of them begin with, which would make any two of them alike.
  const known = [...byVariable.keys(), ...secrets].map((name) => name.slice(prefix.length));
  const [best] = nearest(variable.slice(prefix.length), known, 1);
  return usageError(
    'invalid-variable',
    `${variable} is not a setting of audiencectl`,
    best === undefined ? undefined : `Did you mean ${prefix}${best}?`,
  );
}
