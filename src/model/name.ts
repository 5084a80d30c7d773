/** Names: what makes two of them equal, how patterns match them, which is nearest. */
import { compareText } from '../diagnostics/diagnostic.ts';
import { editDistance } from './edit-distance.ts';

/** The form under which no two names of a kind may be equal: trimmed, NFC, case-folded. */
export function foldName(name: string): string {
  // There and back again: either of them alone leaves some letters apart (ß, ẞ and SS, final sigma).
  const lower = name.trim().normalize('NFC').toLowerCase();
  return lower.toUpperCase().toLowerCase().normalize('NFC');
}

/**
 * The form under which two texts are equal that people would take for each other: without what cannot
 * be seen, in compatibility form, every blank a blank, in a row as one. Case is seen, and stays; so do
 * letters of other alphabets, whatever they resemble. The blank Braille cell is no separator by its
 * properties.
 */
export function lookAlikeKey(text: string): string {
  if (plainName.test(text)) return text;
  return text
    .replace(ignorable, '')
    .normalize('NFKC')
    .replace(ignorable, '')
    .replace(/[\s\p{Z}\p{Cc}\u2800]+/gu, ' ')
    .trim();
}

/** Letters of western Europe are no other form of anything, and many names have them. */
const plainName = /^[!-~À-ÿ]+(?: [!-~À-ÿ]+)*$/u;
const ignorable = /\p{Default_Ignorable_Code_Point}+/gu;

/** The longest a name may be, in UTF-16 units: `name-must-not-be-too-long`, retail-media audience page. */
export const maxNameLength = 256;
/** The longest a description may be, in UTF-16 units (retail-media audience page). */
export const maxDescriptionLength = 500;

/**
 * Compiles a glob of names: `*` any characters including `/`, `?` one character, `\` escapes the
 * next one, all else literal, case-sensitive. Globs may come from strangers, so matching one never
 * goes back over a star, however many it has.
 */
export function compileGlob(glob: string): (name: string) => boolean {
  const [first = '', ...others] = splitAtStars(glob);
  const last = others.pop();
  // What stands between two stars is found at its first place, which is never the wrong one. A
  // lookahead is not entered twice, so that the expression can't try all the other places.
  const middle = others.filter((part) => part !== '').map(firstPlaceOf);
  const end = last === undefined ? '' : `.*${last}`;
  const expression = new RegExp(`^${first}${middle.join('')}${end}$`, 'su');
  return (name) => expression.test(name);
}

const firstPlaceOf = (part: string, index: number) => `(?=(.*?${part}))\\${index + 1}`;

/** The parts of a glob between its stars, as regular expressions. */
function splitAtStars(glob: string): readonly string[] {
  const parts: string[] = [];
  let part = '';
  for (let index = 0; index < glob.length; index += 1) {
    const character = glob.charAt(index);
    if (character === '*') {
      parts.push(part);
      part = '';
    } else if (character === '?') part += '.';
    else {
      const literal =
        character === '\\' && index + 1 < glob.length ? glob.charAt(++index) : character;
      part += literal.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
    }
  }
  return [...parts, part];
}

/** The candidates nearest to a mistyped word, best first; none that is too far to be meant. */
export function nearest(word: string, candidates: Iterable<string>, most = 3): readonly string[] {
  // What is longer than any name is no misspelt one, and comparing it could take for ever.
  if (word.length > maxNameLength) return [];
  const wanted = foldName(word);
  // What is found tightens the limit, so that thousands of candidates cost little.
  let limit = Math.max(1, Math.floor(wanted.length / 3));
  const best: { readonly candidate: string; readonly distance: number }[] = [];
  for (const candidate of candidates) {
    const distance = editDistance(wanted, foldName(candidate), limit);
    if (distance > limit) continue;
    best.push({ candidate, distance });
    best.sort((a, b) => a.distance - b.distance || compareText(a.candidate, b.candidate));
    if (best.length > most) best.pop();
    if (best.length === most) limit = best.at(-1)?.distance ?? limit;
  }
  return best.map(({ candidate }) => candidate);
}

/** Names in double quotes with commas between, for a sentence. */
export function quoteNames(named: readonly { readonly name: string }[]): string {
  return named.map(({ name }) => `"${name}"`).join(', ');
}
