/** Words between commas; beyond `most` they are counted: `a, b and 3 more`. */
export function listSome(words: readonly string[], most: number): string {
  const hidden = words.length - most;
  const shown = words.slice(0, most).join(', ');
  return hidden > 0 ? `${shown} and ${hidden} more` : shown;
}
