import type { OptionValues } from '../../arguments/option-values.ts';
import type { OptionName } from '../../arguments/options.ts';

/** The same options, with some of those that have a text left out. */
export function optionsWithout(options: OptionValues, names: readonly OptionName[]): OptionValues {
  return {
    ...options,
    text: (name) => (names.includes(name) ? null : options.text(name)),
    typed: (name) => (names.includes(name) ? null : options.typed(name)),
  };
}
