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

/** So many characters are looked for at first; only where they are found is the rest compared. */
const beginningLength = 4;

/** Characters that are enough to know these, as a rule: backslashes in a row are one. */
const enough = 32;

export function noBeginnings(): Beginning {
  return { next: new Map(), needles: new Map() };
}

export function addBeginning(root: Beginning, needle: string, position: number): void {
  let place = root;
  for (const character of firstCharacters(needle)) {
    const next = place.next.get(character) ?? noBeginnings();
    place.next.set(character, next);
    place = next;
  }
  place.needles.set(needle, Math.max(position, place.needles.get(needle) ?? 0));
}

function firstCharacters(needle: string): readonly string[] {
  const some = charactersOf(needle.slice(0, enough));
  const characters = some.length > beginningLength ? some : charactersOf(needle);
  return characters.slice(0, beginningLength);
}

/** The texts whose first characters stand at a place, in any spelling; in the order of their positions. */
export function candidatesAt(root: Beginning, text: string, start: number): readonly string[] {
  let reached = stepsFrom(root, text, start, endsOf);
  const found = new Map<string, number>();
  while (reached.length > 0) {
    for (const { place } of reached) {
      for (const [needle, position] of place.needles) found.set(needle, position);
    }
    reached = reached.flatMap(({ place, end }) => stepsFrom(place, text, end, endsAfter));
  }
  if (found.size < 2) return [...found.keys()];
  return [...found].sort(([, a], [, b]) => a - b).map(([needle]) => needle);
}

interface Step {
  readonly place: Beginning;
  readonly end: number;
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
