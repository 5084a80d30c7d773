/**
 * Text from outside made harmless for a terminal and for one line: what moves the cursor, breaks the
 * line or turns the reading direction is shown as an escape. Joiners stay, since emoji and some
 * scripts need them.
 */
const harmful =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const plain = /^[ -~]*$/u;

/**
 * What GitHub and Azure take for an order when it stands in a log: at the beginning of a line, where a
 * wrapped text may put it, or anywhere. The first character of it is written as an escape.
 */
const orders =
  /:(?=:(?:add-mask|add-matcher|add-path|debug|echo|endgroup|error|group|notice|remove-matcher|save-state|set-env|set-output|stop-commands|warning)\b)|#(?=#(?:\[|vso\[))/giu;

export function printable(text: string): string {
  const tame = text.includes('::') || text.includes('##') ? escapeOrders(text) : text;
  // Nearly every text is plain, and large plans hold very many.
  if (plain.test(tame)) return tame;
  return tame.replace(harmful, (character) => short[character] ?? escapeCharacter(character));
}

function escapeOrders(text: string): string {
  return text.replace(orders, escapeCharacter);
}

/** A name in double quotes, on one line. */
export function quoteName(name: string): string {
  return `"${printable(name).replaceAll('"', '\\"')}"`;
}

function escapeCharacter(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length <= 4 ? `\\u${code.padStart(4, '0')}` : `\\u{${code}}`;
}
