/** A text of any length and shape, such as what the API says, as a part of one line. */
export function oneLine(text: string, longest = 300): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
