import { createRequire } from 'node:module';
import type { Meter } from './meter.ts';
import { translatePattern } from './translate-pattern.ts';

/** A pattern as ajv takes one. */
export interface LinearPattern {
  /** In instructions of the engine: `[a-z]{100}` has about as many. */
  readonly size: number;
  readonly test: (text: string) => boolean;
  readonly toString: () => string;
}

export type CompiledPattern =
  | { readonly pattern: LinearPattern }
  | { readonly message: string; readonly hint: string };

const maxLength = 1000;

/** Instructions times characters that count as one step: a step takes about a microsecond. */
const perStep = 100;

/** An engine without backtracking: its time grows with the text, never with the number of ways to read it. */
export function compilePattern(pattern: string, meter: Meter): CompiledPattern {
  if (pattern.length > maxLength) return tooLong;
  const fault = findFault(pattern);
  if (fault !== null) {
    const message = `the pattern is not a regular expression: ${fault}`;
    return { message, hint: 'Correct it. Patterns are regular expressions of JavaScript.' };
  }
  const translation = translatePattern(pattern);
  if ('refused' in translation) {
    return {
      message: `the pattern ${translation.refused}, which a rule cannot do`,
      hint: 'Write it in another way, or split it with not, allOf or anyOf.',
    };
  }
  const { RE2JS }: typeof import('re2js') = createRequire(import.meta.url)('re2js');
  try {
    const compiled = RE2JS.compile(translation.pattern);
    const size = compiled.programSize();
    const test = (text: string) => {
      meter.take(1 + Math.floor((text.length * size) / perStep));
      return compiled.test(text);
    };
    return { pattern: { size, test, toString: () => pattern } };
  } catch {
    return {
      message: 'the pattern has something that a rule cannot do',
      hint: 'Repeat at most 1000 times, and of \\p{…} use scripts and categories, such as \\p{Lu}.',
    };
  }
}

const tooLong: CompiledPattern = {
  message: 'the pattern is too long',
  hint: 'Shorten it, repeat less, or split it with allOf or anyOf.',
};

/** Why JavaScript takes it for no regular expression. */
function findFault(pattern: string): string | null {
  try {
    new RegExp(pattern, 'u');
    return null;
  } catch (error) {
    const text = error instanceof Error ? error.message : '';
    return text.slice(text.lastIndexOf(': ') + 2).toLowerCase();
  }
}
