import { guardText, spellEscape } from '../../model/text/guard-text.ts';

/** Text for one line of comment: what would end the line, or could not be seen in it, as escapes. */
export function writeComment(text: string): string {
  return guardText(text.replace(/[\n\r]/gu, (character) => spellEscape(character)));
}
