/** The first cut of a command line: options with the values that belong to them, and the rest. */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { optionNamed, optionNames } from './options.ts';

export interface Words {
  readonly options: readonly GivenOption[];
  /** The command and its argument. */
  readonly positionals: readonly string[];
}

export interface GivenOption {
  /** Without dashes, as written. */
  readonly name: string;
  /** With dashes, as written. */
  readonly raw: string;
  readonly value: string | undefined;
  readonly inline: boolean;
}

/** Which options take a value is known before the command is, so that it may stand anywhere. */
export function splitWords(argv: readonly string[]): Words {
  const config: NonNullable<ParseArgsConfig['options']> = {};
  for (const name of optionNames) {
    const { kind, short } = optionNamed(name);
    config[name] = { type: kind === 'flag' ? 'boolean' : 'string', ...(short ? { short } : {}) };
  }
  const { tokens } = parseArgs({
    args: [...argv],
    options: config,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given: GivenOption[] = [];
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind === 'option') {
      given.push({
        name: token.name,
        raw: token.rawName,
        value: token.value,
        inline: token.inlineValue ?? false,
      });
    }
  }
  return { options: given, positionals };
}
