/** What would end a comment's line, or could not be seen in it. */
const harmful = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/** Text for one line of comment, with control characters as escapes. */
export function writeComment(text: string): string {
  return text.replace(harmful, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return `\\u${code.padStart(4, '0')}`;
  });
}
