/** What was asked for: typed access to the values of one command's options. */
import type { OptionName, OptionOfKind } from './options.ts';

export type OptionValue = boolean | string | number | readonly string[];

export interface OptionValues {
  readonly flag: (name: OptionOfKind<'flag'>) => boolean;
  readonly text: (name: OptionOfKind<'text'>) => string | null;
  readonly number: (name: OptionOfKind<'number'>) => number | null;
  /** In milliseconds. */
  readonly duration: (name: OptionOfKind<'duration'>) => number | null;
  readonly list: (name: OptionOfKind<'list'>) => readonly string[];
  /** The text from the command line itself. A variable of the environment applies to every command. */
  readonly typed: (name: OptionOfKind<'text' | 'number'>) => string | null;
  /** Whether the command line itself has the list. */
  readonly isTyped: (name: OptionOfKind<'list'>) => boolean;
}

/** Flags win over the environment. Without either, the answer is false, null or an empty list. */
export function createOptionValues(
  flags: ReadonlyMap<OptionName, OptionValue>,
  settings: ReadonlyMap<OptionName, OptionValue>,
): OptionValues {
  const value = (name: OptionName) => flags.get(name) ?? settings.get(name);
  const number = (name: OptionName) => {
    const found = value(name);
    return typeof found === 'number' ? found : null;
  };
  return {
    flag: (name) => value(name) === true,
    text: (name) => textOf(value(name)),
    typed: (name) => {
      const given = flags.get(name);
      return typeof given === 'number' ? `${given}` : textOf(given);
    },
    isTyped: (name) => flags.has(name),
    number,
    duration: number,
    list: (name) => {
      const list = value(name);
      return Array.isArray(list) ? list : [];
    },
  };
}

function textOf(value: OptionValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
