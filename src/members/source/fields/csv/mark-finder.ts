/** Finds one character in a text from front to back, and looks at each place once. */
export interface MarkFinder {
  begin(text: string): void;
  /** The first place at or behind another one; the length of the text where there is none. */
  next(from: number): number;
}

/**
 * Where lines are many and the character is rare, looking for it once a line would take as long as
 * the text is times the number of lines.
 */
export function createMarkFinder(character: string): MarkFinder {
  let text = '';
  let place = -1;
  return {
    begin: (given) => {
      text = given;
      place = -1;
    },
    next: (from) => {
      if (place < from) {
        const found = text.indexOf(character, from);
        place = found < 0 ? text.length : found;
      }
      return place;
    },
  };
}
