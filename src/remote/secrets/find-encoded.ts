/** Where a text holds another one, with any of its characters encoded in any way. */
import { charactersOf, endsAfter, spellingMarks } from './character-spellings.ts';
import { candidatesAt, joinBeginnings } from './needle-beginnings.ts';

interface FoundText {
  /** What was looked for. */
  readonly needle: string;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** Finds texts that do not change in many others: the places in their order, and of those that overlap, each. */
export type FindEncoded = (text: string) => readonly FoundText[];

export function createFindEncoded(needles: readonly string[]): FindEncoded {
  if (needles.length === 0) return () => [];
  let search: FindEncoded | null = null;
  return (text) => {
    if (!mayHold(text, needles)) return [];
    search ??= createSearch(needles);
    return search(text);
  };
}

/** What every encoding has that changes a character, but for base64, whose forms are needles themselves. */
const encodingMark = /[%\\&+]/u;

/** More needles are looked for all at once. */
const fewNeedles = 40;

/** Nearly every text is plain, and looking for what is encoded in it takes longer than anything else. */
function mayHold(text: string, needles: readonly string[]): boolean {
  if (needles.length > fewNeedles || encodingMark.test(text)) return true;
  const forms = text.includes('\n ')
    ? [text, text.replace(/\n +/gu, ''), text.replace(/\n +/gu, ' ')]
    : [text];
  return needles.some((needle) => forms.some((form) => form.includes(needle)));
}

function createSearch(needles: readonly string[]): FindEncoded {
  const beginnings = joinBeginnings(needles);
  const mayBegin = createMayBegin(needles);
  const characters = new Map<string, readonly string[]>();
  const endAt = (needle: string, text: string, start: number) => {
    const own = characters.get(needle) ?? charactersOf(needle);
    characters.set(needle, own);
    return endOf(own, text, start);
  };
  return (text) => {
    const found: FoundText[] = [];
    // One may begin inside another.
    for (let start = 0; start < text.length; start += 1) {
      if (!mayBegin(text, start)) continue;
      for (const needle of candidatesAt(beginnings, text, start)) {
        const end = endAt(needle, text, start);
        if (end !== null) found.push({ needle, start, end });
      }
    }
    return found;
  };
}

/**
 * Whether two characters may be the beginning of a needle: at nearly every place of a text they are not,
 * and a table says so sooner than a pattern.
 */
function createMayBegin(needles: readonly string[]): (text: string, index: number) => boolean {
  const marked = new Set(Array.from(spellingMarks, (mark) => mark.charCodeAt(0)));
  const seconds = new Map<number, Set<number>>();
  for (const needle of needles) {
    const first = needle.charCodeAt(0);
    const known = seconds.get(first) ?? new Set(marked);
    seconds.set(first, known.add(needle.charCodeAt(1)));
  }
  return (text, index) => {
    const first = text.charCodeAt(index);
    return marked.has(first) || seconds.get(first)?.has(text.charCodeAt(index + 1)) === true;
  };
}

/**
 * The end of the longest match that begins at a place. A character may be spelt in several ways, one of
 * them the beginning of another, so that all ends so far are followed; there are never more than a few.
 */
function endOf(characters: readonly string[], text: string, start: number): number | null {
  let ends: readonly number[] = [start];
  for (const character of characters) {
    ends = [...new Set(ends.flatMap((end) => endsAfter(character, text, end)))];
    if (ends.length === 0) return null;
  }
  return Math.max(...ends);
}
