/** A line of YAML as people read it: its indentation, and a key or a dash at its beginning. */

export interface Line {
  readonly number: number;
  /** The offset of its first character. */
  readonly start: number;
  /** Where the next line begins. */
  readonly next: number;
  readonly indent: number;
  /** Without indentation, blanks at the end, and line break. */
  readonly content: string;
}

export interface Key {
  readonly name: string;
  /** How many characters it takes, with its colon. */
  readonly length: number;
}

/** The line that begins at an offset. */
export function readLine(text: string, start: number, number: number): Line {
  const newline = text.indexOf('\n', start);
  const end = newline === -1 ? text.length : newline;
  const whole = text.slice(start, end).trimEnd();
  const indent = whole.length - whole.trimStart().length;
  const next = newline === -1 ? text.length : newline + 1;
  return { number, start, next, indent, content: whole.slice(indent) };
}

/** Whether a text is empty but for a comment. */
export function isBlank(text: string): boolean {
  const trimmed = text.trimStart();
  return trimmed === '' || trimmed.startsWith('#');
}

/** The key that a text begins with: whatever stands before a colon and a blank. */
export function readKeyOf(content: string): Key | null {
  const quote = content.charAt(0);
  if (quote === '"' || quote === "'") {
    const end = endOfQuoted(content, 0);
    const colon = /^\s*:(?=\s|$)/u.exec(content.slice(end))?.[0];
    return colon === undefined ? null : { name: content.slice(0, end), length: end + colon.length };
  }
  if (/^[[\]{}|>%@`#,]/u.test(content)) return null;
  const colon = colonIn(content);
  return colon === -1 ? null : { name: content.slice(0, colon).trimEnd(), length: colon + 1 };
}

/** Where the first colon is that ends a key; -1 where a comment comes before it, or there is none. */
function colonIn(content: string): number {
  for (let at = 0; at < content.length; at += 1) {
    const character = content.charAt(at);
    if (character === '#' && /\s/u.test(content.charAt(at - 1))) return -1;
    if (character === ':' && /^[ \t\r]?$/u.test(content.charAt(at + 1))) return at;
  }
  return -1;
}

/** The offset behind the closing quote of the text that is quoted there; -1 where there is none. */
export function endOfQuoted(text: string, start: number): number {
  const quote = text.charAt(start);
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quote === '"' && character === '\\') at += 1;
    else if (character === quote) {
      if (quote !== "'" || text.charAt(at + 1) !== "'") return at + 1;
      at += 1;
    }
  }
  return -1;
}
