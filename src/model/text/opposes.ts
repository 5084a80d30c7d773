/** Names that are written nearly alike, and mean the opposite of each other. */
import { editDistance } from './edit-distance.ts';

const negations: ReadonlySet<string> = new Set([
  ...['not', 'no', 'non', 'without', 'except', 'exclude', 'excluding', 'minus'],
  ...['ex', 'never', 'none', 'neither', 'nor', 'cannot', 'isnt', 'arent', 'dont', 'cant'],
  // German, French, Spanish, Portuguese, Italian, Dutch.
  ...[
    'nicht',
    'kein',
    'keine',
    'nie',
    'ohne',
    'pas',
    'sans',
    'sin',
    'sem',
    'não',
    'senza',
    'niet',
    'geen',
    'zonder',
  ],
]);

/** Signs and parts of words that negate, wherever they stand. */
const marks = /^\s*[-–—−!~¬]|\bw\/o\b|n['’]t\b|(?<!\p{L})[Nn]ot(?=\p{Lu})/gu;

/** Beginnings of words that turn them around. */
const prefix = /(?<!\p{L})(?:un|in|im|ir|il|non|no|not|dis|de|mis|anti|ex|fe|wo)-?(?=\p{L}{3})/giu;

/** Whether one of them negates what the other says, as `Inactive` and `Active` do. */
export function opposes(one: string, other: string): boolean {
  if (one.toLowerCase() === other.toLowerCase()) return false;
  return negates(one) !== negates(other) || isTurned(one, other) || isTurned(other, one);
}

function negates(name: string): number {
  const words = name.toLowerCase().split(/[^\p{L}]+/u);
  return words.filter((word) => negations.has(word)).length + [...name.matchAll(marks)].length;
}

/** Whether a name is nearer to the other one without the beginning of one of its words. */
function isTurned(name: string, other: string): boolean {
  const [text, wanted] = [name.toLowerCase(), other.toLowerCase()];
  const distance = editDistance(text, wanted, text.length);
  return [...text.matchAll(prefix)].some(({ 0: part, index }) => {
    const rest = text.slice(0, index) + text.slice(index + part.length);
    return editDistance(rest, wanted, distance) < distance;
  });
}
