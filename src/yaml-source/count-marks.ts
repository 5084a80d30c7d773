/**
 * The most marks that one piece of text may have. A syntax tree takes up to a kilobyte for each, and
 * Node gives a program about two gigabytes.
 */
export const maxMarks = 1_000_000;

const marks = new Set([...'\n,:-[{?'].map((mark) => mark.charCodeAt(0)));

/** How many characters could begin a node of YAML: what a text costs to parse, found without parsing. */
export function countMarks(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (marks.has(text.charCodeAt(at))) count += 1;
  }
  return count;
}
