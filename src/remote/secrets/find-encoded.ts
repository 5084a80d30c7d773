/** Where a text holds another one, with any of its characters encoded in any way. */
import { charactersOf, endsAfter, spellingMarks } from './character-spellings.ts';
import { addBeginning, candidatesAt, noBeginnings } from './needle-beginnings.ts';

interface FoundText {
  /** What was looked for. */
  readonly needle: string;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** The places in their order, and of those that overlap, each. */
type FindEncoded = (text: string) => readonly FoundText[];

/** What is looked for in many texts; it grows, since each token adds a few to what is known already. */
export interface EncodedIndex {
  /** @param position of those that begin at one place, the lower is found first. */
  readonly add: (needle: string, position: number) => void;
  readonly find: FindEncoded;
}

export function createEncodedIndex(): EncodedIndex {
  const needles = new Set<string>();
  const search = createSearch();
  // Most texts are plain, and need no search.
  let waiting: (readonly [string, number])[] = [];
  return {
    add: (needle, position) => {
      needles.add(needle);
      waiting.push([needle, position]);
    },
    find: (text) => {
      if (!mayHold(text, needles)) return [];
      for (const [needle, position] of waiting) search.add(needle, position);
      waiting = [];
      return search.find(text);
    },
  };
}

/** What every encoding has that changes a character, but for base64, whose forms are needles themselves. */
const encodingMark = /[%\\&+]/u;

/** More needles are looked for all at once. */
const fewNeedles = 40;

/** Nearly every text is plain, and looking for what is encoded in it takes longer than anything else. */
function mayHold(text: string, needles: ReadonlySet<string>): boolean {
  if (needles.size === 0) return false;
  if (needles.size > fewNeedles || encodingMark.test(text)) return true;
  const forms = text.includes('\n ')
    ? [text, text.replace(/\n +/gu, ''), text.replace(/\n +/gu, ' ')]
    : [text];
  return [...needles].some((needle) => forms.some((form) => form.includes(needle)));
}

function createSearch(): EncodedIndex {
  const beginnings = noBeginnings();
  const mayBegin = createMayBegin();
  const characters = new Map<string, readonly string[]>();
  const endAt = (needle: string, text: string, start: number) => {
    const own = characters.get(needle) ?? [...charactersOf(needle)];
    characters.set(needle, own);
    return endOf(own, text, start);
  };
  return {
    add: (needle, position) => {
      addBeginning(beginnings, needle, position);
      mayBegin.add(needle);
    },
    find: (text) => {
      const found: FoundText[] = [];
      // One may begin inside another.
      for (let start = 0; start < text.length; start += 1) {
        if (!mayBegin.at(text, start)) continue;
        for (const needle of candidatesAt(beginnings, text, start)) {
          const end = endAt(needle, text, start);
          if (end !== null) found.push({ needle, start, end });
        }
      }
      return found;
    },
  };
}

interface MayBegin {
  readonly add: (needle: string) => void;
  readonly at: (text: string, index: number) => boolean;
}

/**
 * Whether two characters may be the beginning of a needle: at nearly every place of a text they are not,
 * and a table says so sooner than a pattern.
 */
function createMayBegin(): MayBegin {
  const marked = new Set(Array.from(spellingMarks, (mark) => mark.charCodeAt(0)));
  const seconds = new Map<number, Set<number>>();
  return {
    add: (needle) => {
      const first = needle.charCodeAt(0);
      const known = seconds.get(first) ?? new Set(marked);
      seconds.set(first, known.add(needle.charCodeAt(1)));
    },
    at: (text, index) => {
      const first = text.charCodeAt(index);
      return marked.has(first) || seconds.get(first)?.has(text.charCodeAt(index + 1)) === true;
    },
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
