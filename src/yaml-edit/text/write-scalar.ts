/** A scalar as text: in the style of the old one where that reads back as what is meant. */
import { guardText, isHarmless } from '../../model/text/guard-text.ts';
import type { ScalarRole } from '../../yaml-source/scalar-role.ts';

export type ScalarStyle = 'plain' | 'single' | 'double';

export interface ScalarPlace {
  readonly style: ScalarStyle;
  readonly role: ScalarRole;
  /** Inside brackets. */
  readonly flow: boolean;
}

/** @param value as it stands in the text: with variables, and escapes of them. */
export function writeScalar(value: string | number | boolean | null, place: ScalarPlace): string {
  if (typeof value !== 'string') return Object.is(value, -0) ? '-0' : String(value);
  const { style } = place;
  if (style === 'plain' && isPlainText(value, place)) return value;
  if (style === 'single' && isOneLine(value)) return `'${value.replaceAll("'", "''")}'`;
  return guardText(JSON.stringify(value), 'yaml').replaceAll('\u0085', '\\u0085');
}

function isOneLine(value: string): boolean {
  return isHarmless(value) && !/[\n\t]/u.test(value);
}

/** What YAML 1.1 or 1.2 reads as something other than text. */
const otherThanText =
  /^(?:~|null|true|false|yes|no|on|off|y|n|<<|=|[-+]?\.(?:inf|nan)|[-+]?[\d.][\d_.,:]*(?:e[-+]?\d*)?|[-+]?0[box][\da-f_]+|\d{4}-\d\d?-\d\d?.*)$/iu;
const digits = /^(?:0|[1-9]\d*)$/u;
const strangeStart = /^[-?:,[\]{}#&*!|>'"%@`=~<“”„‟‘’‚]/u;
const strangeInside = /: |:$| #|^\.\.\.|^\s|\s$/u;

function isPlainText(value: string, { role, flow }: ScalarPlace): boolean {
  if (value === '' || !isOneLine(value) || strangeInside.test(value)) return false;
  if (strangeStart.test(value) || (flow && /[,[\]{}]|:\S/u.test(value))) return false;
  if (role === 'id' && digits.test(value)) return true;
  return !otherThanText.test(value);
}

export function writeKey(key: string, flow: boolean): string {
  return writeScalar(key, { style: 'plain', role: 'plain', flow });
}
