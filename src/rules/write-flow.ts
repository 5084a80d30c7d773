/** A value as YAML on one line, for people to copy from a hint into a manifest. */
import type { JsonValue } from '../model/text/json.ts';

export function writeFlow(value: JsonValue): string {
  if (typeof value === 'string') return isPlain(value) ? value : quoteFlow(value);
  if (value === null || typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `[${value.map(writeFlow).join(', ')}]`;
  const entries = Object.entries(value).map(([key, each]) => `${key}: ${writeFlow(each ?? null)}`);
  return `{ ${entries.join(', ')} }`;
}

/** What looks like a variable is escaped: a manifest would put a value in its place. */
function quoteFlow(text: string): string {
  return JSON.stringify(text.replace(/\$\{/gu, '$$$${'));
}

/** Text that YAML reads as itself without quotes; what might be anything else is quoted. */
function isPlain(text: string): boolean {
  const isSafe = /^\p{L}(?:[\p{L}\p{N} _.|()/+-]*[\p{L}\p{N}_.)])?$/u.test(text);
  return isSafe && !/^(?:null|true|false|yes|no|on|off|y|n)$/iu.test(text);
}

/** The same of a map without its braces, as the value of a key on the lines below it. */
export function writeFlowBare(value: JsonValue): string {
  return writeFlow(value).replace(/^\{ (.*) \}$/su, '$1');
}
