/**
 * Text from outside made harmless for a terminal and for one line: what moves the cursor, breaks the
 * line or turns the reading direction is shown as an escape. Joiners stay, since emoji and some
 * scripts need them.
 */
const harmful =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const plain = /^[ -~]*$/u;

export function printable(text: string): string {
  // Nearly every text is plain, and large plans hold very many.
  if (plain.test(text)) return text;
  return text.replace(harmful, (character) => short[character] ?? escapeCharacter(character));
}

/** A name in double quotes, on one line. */
export function quoteName(name: string): string {
  return `"${printable(name).replaceAll('"', '\\"')}"`;
}

function escapeCharacter(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length <= 4 ? `\\u${code.padStart(4, '0')}` : `\\u{${code}}`;
}
