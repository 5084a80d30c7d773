import { guardText } from '../../model/text/guard-text.ts';

/**
 * The one JSON document of a run: indented, with a last newline. What would drive a terminal or a CI
 * system is an escape, which reads back as what it stands for.
 */
export function renderJson(document: object): string {
  return `${guardText(JSON.stringify(document, null, 2), 'json')}\n`;
}
