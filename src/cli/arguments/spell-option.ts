import type { OptionUse } from './command.ts';
import { optionNamed } from './options.ts';

/** What stands for the value of an option in words about it, such as FILE; null for a flag. */
export function placeholderOf({ name, placeholder }: OptionUse): string | null {
  const option = optionNamed(name);
  return option.kind === 'flag' ? null : (placeholder ?? option.placeholder);
}

/** The option as it is written: `--out FILE`, `--force`. */
export function spellOption(use: OptionUse): string {
  const placeholder = placeholderOf(use);
  return placeholder === null ? `--${use.name}` : `--${use.name} ${placeholder}`;
}
