/**
 * A regular expression of ECMAScript, which JSON Schema has, as one of RE2, which spells some of it in
 * another way. A translation means the same, or there is none.
 */
export type Translation = { readonly pattern: string } | { readonly refused: string };

/** What ECMAScript ends lines at, and what it calls blank. */
const lineEnds = String.raw`\n\r\x{2028}\x{2029}`;
const blanks = String.raw`\t-\r \x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}`;
const notBlanks = String.raw`\x{0}-\x{8}\x{E}-\x{1F}!-\x{9F}\x{A1}-\x{167F}\x{1681}-\x{1FFF}\x{200B}-\x{2027}\x{202A}-\x{202E}\x{2030}-\x{205E}\x{2060}-\x{2FFF}\x{3001}-\x{FEFE}\x{FF00}-\x{10FFFF}`;
const everything = String.raw`\x{0}-\x{10FFFF}`;

const escaped = String.raw`\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u\{[^}]*\}|\\u.{4}|\\c.|\\x..|\\[pP]\{[^}]*\}|\\.`;
const insidePiece = new RegExp(`${escaped}|.`, 'suy');
const outsidePiece = new RegExp(
  String.raw`${escaped}|\(\?<(?![=!])[^>]*>|\(\?<?.|\[\^?\]|\[\^?|.`,
  'suy',
);

/** @param pattern one that ECMAScript takes, in Unicode mode */
export function translatePattern(pattern: string): Translation {
  let isInClass = false;
  let translated = '';
  for (let at = 0; at < pattern.length; ) {
    const expression: RegExp = isInClass ? insidePiece : outsidePiece;
    expression.lastIndex = at;
    const piece: string = expression.exec(pattern)?.[0] ?? pattern.slice(at);
    const word = piece.startsWith('\\')
      ? translateEscape(piece, isInClass)
      : isInClass
        ? piece.replace('[', '\\[')
        : translateOutside(piece);
    if (typeof word !== 'string') return word;
    isInClass = isInClass ? piece !== ']' : piece === '[' || piece === '[^';
    translated += word;
    at += piece.length;
  }
  return { pattern: translated };
}

function translateOutside(piece: string): Translation | string {
  if (piece === '.') return `[^${lineEnds}]`;
  if (piece === '[]') return `[^${everything}]`;
  if (piece === '[^]') return `[${everything}]`;
  if (!piece.startsWith('(?') || piece === '(?:') return piece;
  if (piece === '(?=' || piece === '(?!') return { refused: 'looks ahead, with (?= or (?!' };
  if (piece === '(?<=' || piece === '(?<!') return { refused: 'looks behind, with (?<= or (?<!' };
  return piece.startsWith('(?<') ? '(' : { refused: 'changes its flags, with (?' };
}

function translateEscape(piece: string, isInClass: boolean): Translation | string {
  const letter = piece.charAt(1);
  if (/[k1-9]/u.test(letter)) return { refused: 'refers back to a group, such as \\1' };
  const inBoth = escapes[letter]?.(piece);
  if (inBoth !== undefined) return inBoth;
  if (letter === 's') return isInClass ? blanks : `[${blanks}]`;
  if (letter === 'S') return isInClass ? notBlanks : `[${notBlanks}]`;
  return letter === 'b' && isInClass ? hex(8) : piece;
}

const escapes: Readonly<Record<string, (piece: string) => string>> = {
  u: point,
  x: (piece) => `\\x{${piece.slice(2)}}`,
  c: (piece) => hex(piece.charCodeAt(2) % 32),
  0: () => hex(0),
  p: property,
  P: property,
};

/** `\u0041`, `\u{1F600}`, or a pair of surrogates. */
function point(piece: string): string {
  const digits = piece
    .replaceAll(/\\u|[{}]/gu, ' ')
    .trim()
    .split(/ +/u);
  const units = digits.map((each) => Number.parseInt(each, 16));
  return hex(String.fromCodePoint(...units).codePointAt(0) ?? 0);
}

function hex(codePoint: number): string {
  return `\\x{${codePoint.toString(16)}}`;
}

/** RE2 knows scripts, and categories by their short names. */
function property(piece: string): string {
  const [name = '', value] = piece.slice(3, -1).split('=');
  const known = value === undefined || ['Script', 'sc', 'General_Category', 'gc'].includes(name);
  const word = known ? (value ?? name) : name;
  return `${piece.slice(0, 2)}{${categories.get(word) ?? word}}`;
}

const categories: ReadonlyMap<string, string> = new Map([
  ...([
    ['Letter', 'L'],
    ['Uppercase_Letter', 'Lu'],
    ['Lowercase_Letter', 'Ll'],
  ] as const),
  ...([
    ['Number', 'N'],
    ['Decimal_Number', 'Nd'],
    ['Punctuation', 'P'],
    ['Symbol', 'S'],
  ] as const),
  ...([
    ['Mark', 'M'],
    ['Separator', 'Z'],
    ['Space_Separator', 'Zs'],
    ['Other', 'C'],
  ] as const),
]);
