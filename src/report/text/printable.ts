/** Text from outside for one line: harmless for a terminal and a CI system, its line ends as escapes. */
import { guardText } from '../../model/text/guard-text.ts';
import { quote } from '../../model/text/quote.ts';

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const plain = /^[ -~À-ÿ]*$/u;

export function printable(text: string): string {
  if (plain.test(text)) return guardText(text);
  return guardText(text.replace(/[\n\r\t]/gu, (character) => short[character] ?? character));
}

/** A name in double quotes, on one line. */
export function quoteName(name: string): string {
  return quote(printable(name));
}
