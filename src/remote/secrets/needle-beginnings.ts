/** The first characters of many texts, so that all of them are looked for at once. */
import {
  charactersAt,
  charactersOf,
  endsAfter,
  endsOf,
  spellingMarks,
} from './character-spellings.ts';

/** What begins with the same characters. */
interface Beginning {
  readonly next: Map<string, Beginning>;
  /** Of which no more characters are looked at here, with their positions among all. */
  readonly needles: Map<string, number>;
}

/**
 * So many characters are looked for at first, and as many more as secrets have in common: only where they
 * are found is the rest compared, and then with one of them.
 */
const beginningLength = 4;

export function noBeginnings(): Beginning {
  return { next: new Map(), needles: new Map() };
}

export function addBeginning(root: Beginning, needle: string, position: number): void {
  let place = root;
  let depth = 0;
  for (const character of charactersOf(needle)) {
    if (place.needles.has(needle)) break;
    if (depth >= beginningLength) {
      if (isEmpty(place)) break;
      moveOn(place, depth);
    }
    place = nextOf(place, character);
    depth += 1;
  }
  place.needles.set(needle, Math.max(position, place.needles.get(needle) ?? 0));
}

function isEmpty({ next, needles }: Beginning): boolean {
  return next.size === 0 && needles.size === 0;
}

/** Those that end here stay. */
function moveOn(place: Beginning, depth: number): void {
  for (const [needle, position] of place.needles) {
    const character = characterAt(needle, depth);
    if (character === undefined) continue;
    place.needles.delete(needle);
    nextOf(place, character).needles.set(needle, position);
  }
}

function nextOf({ next }: Beginning, character: string): Beginning {
  const known = next.get(character) ?? noBeginnings();
  next.set(character, known);
  return known;
}

function characterAt(needle: string, index: number): string | undefined {
  let rest = index;
  for (const character of charactersOf(needle)) {
    if (rest === 0) return character;
    rest -= 1;
  }
  return undefined;
}

/** The texts whose first characters stand at a place, in any spelling; in the order of their positions. */
export function candidatesAt(root: Beginning, text: string, start: number): readonly string[] {
  let reached = stepsFrom(root, text, start, endsOf);
  const found = new Map<string, number>();
  while (reached.length > 0) {
    for (const { place } of reached) {
      for (const [needle, position] of place.needles) found.set(needle, position);
    }
    reached = onceEach(reached.flatMap(({ place, end }) => stepsFrom(place, text, end, endsAfter)));
  }
  if (found.size < 2) return [...found.keys()];
  return [...found].sort(([, a], [, b]) => a - b).map(([needle]) => needle);
}

interface Step {
  readonly place: Beginning;
  readonly end: number;
}

/** Several spellings may end at one place; each of them again would double them with each character. */
function onceEach(steps: readonly Step[]): readonly Step[] {
  if (steps.length < 2) return steps;
  const known = new Map<Beginning, Set<number>>();
  return steps.filter(({ place, end }) => {
    const ends = known.get(place) ?? new Set();
    if (ends.has(end)) return false;
    known.set(place, ends.add(end));
    return true;
  });
}

function stepsFrom(
  { next }: Beginning,
  text: string,
  start: number,
  ends: typeof endsOf,
): readonly Step[] {
  const written = text.codePointAt(start);
  if (written === undefined || next.size === 0) return [];
  const character = String.fromCodePoint(written);
  if (!spellingMarks.includes(character)) {
    const place = next.get(character);
    return place === undefined ? [] : [{ place, end: start + character.length }];
  }
  const steps: Step[] = [];
  for (const each of charactersAt(text, start) ?? next.keys()) {
    const place = next.get(each);
    if (place === undefined) continue;
    for (const end of ends(each, text, start)) steps.push({ place, end });
  }
  return steps;
}
