import type { Source } from '../diagnostics/diagnostic.ts';

/** A value for `${var.NAME}`, from the project file or from `--var`. */
export interface Variable {
  readonly value: string | number | boolean;
  /** As it was written, which keeps the digits of an ID (`0012`) and is what text is made of. */
  readonly text: string;
  /** Its key in the project file; null for one that the command line alone gives. */
  readonly source: Source | null;
  /** Whether other environments have it too, so that one of them cannot prove that it is unused. */
  readonly isShared: boolean;
  /** Whether the project file itself uses it. */
  readonly isUsed: boolean;
  /** What gives it another value than the project file has for all environments. */
  readonly changedBy?: 'environment' | 'option';
}

/** The escape of a variable, or a variable; one that is not closed ends with the text. */
export const variableOpening: RegExp = /\$\$\{|\$\{var\.([^{}]*)(\}?)/gu;

/** The names of the variables in a text. */
export function variablesIn(text: string): readonly string[] {
  return [...text.matchAll(variableOpening)].flatMap(([, name]) => name ?? []);
}
