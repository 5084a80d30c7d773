/** Whether a text contains each meaningful word of another text, in any order. */
export function saysAllOf(text: string, other: string): boolean {
  const words = wordsIn(text);
  return [...wordsIn(other)].every((word) => words.has(word));
}

/** Words that hold a sentence together. */
const small: ReadonlySet<string> = new Set(
  'a an the this that which and or it its is are was were be has have had of to in by for'.split(
    ' ',
  ),
);

function wordsIn(text: string): ReadonlySet<string> {
  const all = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(all.filter((word) => !small.has(word)));
}
