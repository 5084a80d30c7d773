/** Names: what makes two of them equal, how patterns match them, which is nearest. */
import { compareText } from '../diagnostics/diagnostic.ts';
import { countLetters, editDistance, type Letters, leastDistance } from './text/edit-distance.ts';
import { opposes } from './text/opposes.ts';
import { anyCharacter, compileWild, literally, star, type WildPiece } from './text/wildcards.ts';

/** The form under which no two names of a kind may be equal: trimmed, NFC, case-folded. */
export function foldName(name: string): string {
  // There and back again: either of them alone leaves some letters apart (ß, ẞ and SS, final sigma).
  const lower = name.trim().normalize('NFC').toLowerCase();
  return lower.toUpperCase().toLowerCase().normalize('NFC');
}

/**
 * The form under which two texts are equal that people would take for each other: without what cannot
 * be seen, in compatibility form, every blank a blank, in a row as one. Case is seen, and stays; so do
 * letters of other alphabets that look alike. The blank Braille cell is no separator by its
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
 * next one, all else literal, case-sensitive.
 *
 * @param known names or addresses that mean themselves alone, for they may hold these characters too.
 */
export function compileGlob(
  glob: string,
  known: ReadonlySet<string> = new Set(),
): (name: string) => boolean {
  if (known.has(glob)) return (name) => name === glob;
  const pieces: WildPiece[] = [];
  const characters = [...glob];
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? '';
    if (character === '*') pieces.push(star);
    else if (character === '?') pieces.push(anyCharacter);
    else if (character === '\\' && at + 1 < characters.length) {
      at += 1;
      pieces.push(literally(characters[at] ?? ''));
    } else pieces.push(literally(character));
  }
  return compileWild(pieces);
}

/** Compiles globs to what says whether any of them matches. */
export function compileGlobs(globs: readonly string[]): (name: string) => boolean {
  const names = new Set(globs.filter((glob) => !/[*?\\]/u.test(glob)));
  const patterns = globs.filter((glob) => !names.has(glob)).map((glob) => compileGlob(glob));
  return (name) => names.has(name) || patterns.some((matches) => matches(name));
}

/** The one name that a glob of names matches; null where it has a wildcard. */
export function literalOfGlob(glob: string): string | null {
  const literal = glob.replace(/\\(.)/gsu, '$1');
  const unescaped = glob.replace(/\\./gsu, '');
  return /[*?]/u.test(unescaped) ? null : literal;
}

/** The glob that matches this name and no other. */
export function globOfName(name: string): string {
  return name.replace(/[*?\\]/gu, '\\$&');
}

/** More letters than that are not mistyped, however long a name is. */
const mostMistakes = 12;

/**
 * How much is compared for one word, in cells of the table of distances: less than a tenth of a second. A
 * suggestion is not worth more, and hostile names are all as long as they may be and much alike.
 */
const mostCells = 5_000_000;

/** The candidates nearest to a mistyped word, best first; none that is too far to be meant or means the opposite. */
export function nearest(word: string, candidates: Iterable<string>, most = 3): readonly string[] {
  return nearestAmong(candidates, most)(word);
}

/** The same for many words: what they are compared with is made once. */
export function nearestAmong(
  candidates: Iterable<string>,
  most: number,
): (word: string) => readonly string[] {
  let names: readonly FoldedName[] | null = null;
  return (word) => {
    // What is longer than any name is no misspelt one, and comparing it could take for ever.
    if (word.length > maxNameLength) return [];
    names ??= foldNames(candidates);
    return nearestOf(word, names, most);
  };
}

interface FoldedName {
  readonly candidate: string;
  readonly folded: string;
  readonly letters: Letters;
}

/** Without candidates that are longer than any name. */
function foldNames(candidates: Iterable<string>): readonly FoldedName[] {
  return [...candidates].flatMap((candidate) => {
    if (candidate.length > 2 * maxNameLength) return [];
    const folded = foldName(candidate);
    return [{ candidate, folded, letters: countLetters(folded) }];
  });
}

function nearestOf(word: string, names: readonly FoldedName[], most: number): readonly string[] {
  const wanted = foldName(word);
  const letters = countLetters(wanted);
  // What is found tightens the limit, so that thousands of candidates cost little.
  let limit = Math.min(mostMistakes, Math.max(1, Math.floor(wanted.length / 3)));
  let cells = 0;
  const best: { readonly candidate: string; readonly distance: number }[] = [];
  for (const { candidate, folded, letters: others } of names) {
    if (leastDistance(letters, others) > limit) continue;
    cells += (wanted.length + 1) * (2 * limit + 1);
    if (cells > mostCells) break;
    const distance = editDistance(wanted, folded, limit);
    if (distance > limit) continue;
    best.push({ candidate, distance });
    best.sort((a, b) => a.distance - b.distance || compareText(a.candidate, b.candidate));
    if (best.length > most) best.pop();
    if (best.length === most) limit = best.at(-1)?.distance ?? limit;
  }
  return best.map(({ candidate }) => candidate).filter((candidate) => !opposes(word, candidate));
}

/** What a suggestion says besides where it has the same letters: readers see no difference. */
export function caseNote(word: string, suggested: readonly string[]): string {
  const isSame = suggested.some((each) => each !== word && foldName(each) === foldName(word));
  return isSame ? ' Upper and lower case matter.' : '';
}

/** How many pairs of names are compared for all the words of one run. */
const mostComparisons = 20_000;

/**
 * Finds the nearest names for many words: each is looked up once, and after so many the answer is that
 * nothing is near, because each is compared with all candidates.
 *
 * @param candidatesOf asked once, for the first word: most runs have none.
 */
export function createSuggester(
  candidatesOf: () => Iterable<string>,
  most = 3,
): (word: string) => readonly string[] {
  const found = new Map<string, readonly string[]>();
  let compared: {
    readonly nearestTo: (word: string) => readonly string[];
    readonly mostWords: number;
  } | null = null;
  return (word) => {
    const known = found.get(word);
    if (known !== undefined) return known;
    compared ??= compareWith([...candidatesOf()], most);
    if (found.size >= compared.mostWords) return [];
    const near = compared.nearestTo(word);
    found.set(word, near);
    return near;
  };
}

function compareWith(candidates: readonly string[], most: number) {
  return {
    nearestTo: nearestAmong(candidates, most),
    mostWords: Math.max(5, Math.floor(mostComparisons / (candidates.length + 1))),
  };
}

/** Names in double quotes with commas between, for a sentence. */
export function quoteNames(named: readonly { readonly name: string }[]): string {
  return named.map(({ name }) => `"${name}"`).join(', ');
}
