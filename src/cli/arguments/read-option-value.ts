/** Text of a flag or a variable to a value of the option's kind. */
import type { OptionValue } from './option-values.ts';
import { type Option, type OptionName, optionNamed } from './options.ts';

/** The value, or what is wrong with the text, to go on after the name of the option. */
export type ReadValue = { readonly value: OptionValue } | { readonly problem: string };

/** What would have been a value. */
type Expectation = { readonly value: OptionValue } | { readonly expected: string };

export function readOptionValue(
  name: OptionName,
  text: string,
  choices: readonly string[] | undefined,
): ReadValue {
  const option = optionNamed(name);
  // An empty variable of a list counts as not set.
  if (text === '' && option.kind !== 'list') return { problem: 'is empty' };
  const read = readValue(option, text, choices);
  return 'value' in read ? read : { problem: `is "${text}", which is not ${read.expected}` };
}

/** Reads one value; a flag's is `true`, `false`, `1` or `0`, which only variables write out. */
function readValue(
  option: Option,
  text: string,
  choices: readonly string[] | undefined,
): Expectation {
  switch (option.kind) {
    case 'flag':
      if (text === 'true' || text === '1') return { value: true };
      if (text === 'false' || text === '0') return { value: false };
      return { expected: 'true or false' };
    case 'number':
      return readNumber(option, text);
    case 'duration':
      return readDuration(text);
    case 'list':
      // One a line is how a variable holds several; JSON on the command line may have several lines.
      if (option.environment === false) return { value: [text] };
      return { value: text.split('\n').filter((line) => line !== '') };
    case 'text':
      if (choices && !choices.includes(text)) return { expected: `one of ${choices.join(', ')}` };
      return { value: text };
  }
}

const minuteMs = 60_000;
const unitMs: Readonly<Record<string, number>> = {
  m: minuteMs,
  h: 60 * minuteMs,
  d: 24 * 60 * minuteMs,
  w: 7 * 24 * 60 * minuteMs,
};

/** Into milliseconds. */
function readDuration(text: string): Expectation {
  const [, digits = '', unit = ''] = /^([1-9]\d{0,4})([mhdw])$/u.exec(text) ?? [];
  const value = Number(digits) * (unitMs[unit] ?? 0);
  return value > 0 ? { value } : { expected: 'a time such as 7d, 36h or 90m' };
}

function readNumber(option: Option & { readonly kind: 'number' }, text: string): Expectation {
  const { minimum, maximum = Number.POSITIVE_INFINITY, fraction } = option;
  const pattern = fraction ? /^\d+(\.\d+)?$/ : /^\d+$/;
  const value = Number(text);
  if (pattern.test(text) && value >= minimum && value <= maximum) return { value };
  const noun = fraction ? 'a number' : 'a whole number';
  const range = Number.isFinite(maximum)
    ? `from ${minimum} to ${maximum}`
    : `of at least ${minimum}`;
  return { expected: `${noun} ${range}` };
}
