/**
 * Makes text from outside harmless before it is shown: what moves a cursor, turns the reading
 * direction or cannot be seen is written as an escape, and so is the first character of what a CI
 * system takes for an order. Line feeds stay, for text of several lines.
 */

/**
 * Joiners and variation selectors stay: emoji, Persian and the scripts of India are unreadable without
 * them. Where two texts are compared, they are shown too (`revealText`).
 */
const hidden =
  /(?![\n\p{Join_Control}\p{Variation_Selector}])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/gu;

/**
 * GitHub's runner takes `::command::` at the start of a line, blanks before it left out; wrapping may
 * put what stands further on there, so that the known commands are found everywhere. The older
 * `##[command]` of GitHub and Azure, `##vso[` and `##teamcity[` count anywhere in a line, as do the
 * sections of GitLab and Travis.
 */
const orders = new RegExp(
  [
    ':(?=:(?:add-mask|add-matcher|add-path|debug|echo|endgroup|error|group|notice|remove-matcher|save-state|set-env|set-output|stop-commands|warning)\\b)',
    // What may stand before is looked at last, so that no blanks are gone over twice.
    ':(?=:)(?<=^[^\\S\\n]*:)',
    '#(?=#[a-z]*\\[)',
    ':(?<=(?:section_(?:start|end)|travis_(?:fold|time)):)',
  ].join('|'),
  'gimu',
);

const plain = /^[\n -~À-ÿ]*$/u;
const maybeOrder = /::|##|section_|travis_/iu;

/** How a character is written as an escape: for people to read, or as JSON or YAML read it back. */
export type Spelling = 'shown' | 'json' | 'yaml';

export function guardText(text: string, spelling: Spelling = 'shown'): string {
  const spell = (character: string) => spellEscape(character, spelling);
  const tame = maybeOrder.test(text) ? text.replace(orders, spell) : text;
  // Nearly every text is plain, and large plans hold very many.
  return plain.test(tame) ? tame : tame.replace(hidden, spell);
}

/** The same character by character, for who counts them. */
export function guardCharacters(text: string): readonly string[] {
  const starts = new Set([...text.matchAll(orders)].map(({ index }) => index));
  let index = 0;
  return [...text].map((character) => {
    const isOrder = starts.has(index);
    index += character.length;
    return isOrder ? spellEscape(character) : guardText(character);
  });
}

/** Whether a text holds nothing that would have to be escaped. */
export function isHarmless(text: string): boolean {
  return guardText(text) === text;
}

export function spellEscape(character: string, spelling: Spelling = 'shown'): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  if (code.length <= 4) return `\\u${code.padStart(4, '0')}`;
  if (spelling === 'shown') return `\\u{${code}}`;
  if (spelling === 'yaml') return `\\U${code.padStart(8, '0')}`;
  return character
    .split('')
    .map((unit) => spellEscape(unit))
    .join('');
}
