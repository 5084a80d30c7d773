/** The ways in which a character may be written in other texts: encoded for a URL, JSON, HTML and more. */

/** What the spellings of a character begin with, apart from the character itself. */
export const spellingMarks = '%\\&+\n';

function isAt(pattern: RegExp, text: string, index: number): boolean {
  pattern.lastIndex = index;
  return pattern.test(text);
}

/** A mark that begins no spelling but those of a few characters. */
const encodedByte = /%[\da-f]{2}/iuy;
const entityStart = /&(?:#|amp;|lt;|gt;|quot;|apos;)/uy;
const brokenLine = /\n /uy;
const writtenBreak = /\\{1,8}n /uy;
/** More of them in a row than any other escape begins with; a run may be as long as the text. */
const mostInEscape = 8;
const backslashes = new RegExp(`\\\\{1,${mostInEscape + 1}}`, 'uy');

/** The characters that may be written at a mark; null where it may be any. */
export function charactersAt(text: string, start: number): readonly string[] | null {
  const mark = text.charAt(start);
  switch (mark) {
    case '%':
      return isAt(encodedByte, text, start) ? null : [mark];
    case '&':
      return isAt(entityStart, text, start) ? null : [mark];
    case '+':
      return [mark, ' '];
    case '\n':
      return isAt(brokenLine, text, start) ? null : [mark];
    default: {
      if (isAt(writtenBreak, text, start)) return null;
      isAt(backslashes, text, start);
      if (backslashes.lastIndex - start > mostInEscape) return [mark];
      const after = text.charAt(backslashes.lastIndex);
      // What an escape of any character goes on with, or another spelling of a backslash.
      if (/[ux%&]|[^ -~]/u.test(after)) return null;
      return [mark, after, ...(controls.get(after) ?? [])];
    }
  }
}

/** Where a character ends that begins at a place, or in the next line. */
export function endsAfter(character: string, text: string, end: number): readonly number[] {
  const [next] = afterBreak(end, text);
  const here = endsOf(character, text, end);
  return next === undefined ? here : [...here, ...endsOf(character, text, next)];
}

/** Where a character ends that begins at a place. */
export function endsOf(character: string, text: string, from: number): readonly number[] {
  const { any, each } = compile(character);
  if (!isAt(any, text, from)) return [];
  return each.flatMap((pattern) => (isAt(pattern, text, from) ? [pattern.lastIndex] : []));
}

/** A text that is laid out may go on in the next line, set in. */
function afterBreak(end: number, text: string): readonly number[] {
  const next = text.charAt(end);
  return (next === '\n' || next === '\\') && isAt(wrapped, text, end) ? [wrapped.lastIndex] : [];
}

/** In JSON the end of the line is a letter. */
const lineBreak = '(?:\\n|\\\\{1,8}n) {1,80}';
const wrapped = new RegExp(lineBreak, 'y');

interface CompiledSpellings {
  /** A pattern for each way in which a character may be written. */
  readonly each: readonly RegExp[];
  /** One for all of them. */
  readonly any: RegExp;
}

const compiled = new Map<string, CompiledSpellings>();

function compile(character: string): CompiledSpellings {
  const known = compiled.get(character);
  if (known) return known;
  const patterns = spellings(character);
  const each = patterns.map((spelling) => new RegExp(spelling, 'yu'));
  const any = new RegExp(patterns.join('|'), 'yu');
  compiled.set(character, { each, any });
  return { each, any };
}

const entities: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
};

/** The letters that stand behind a backslash for a character that is not printed. */
const letters: ReadonlyMap<string, string> = new Map([
  ['\b', 'b'],
  ['\f', 'f'],
  ['\n', 'n'],
  ['\r', 'r'],
  ['\t', 't'],
]);

const controls = new Map([...letters].map(([control, letter]) => [letter, [control]]));

/** A few of each at most, so that no text takes long. */
const percent = '%(?:25){0,4}';
const backslash = `(?:\\\\|${percent}5[cC]|&#92;|&#[xX]5[cC];|\\\\u005[cC]|\\\\u\\{5[cC]\\})`;
const escapes = `(?:\\\\{1,8}|(?:${percent}5[cC]|&#92;){1,8})`;

/** Backslashes are doubled with each encoding, so that however many there are, they count as one. */
export function* charactersOf(needle: string): Iterable<string> {
  let before = '';
  for (const character of needle) {
    if (character !== '\\' || before !== '\\') yield character;
    before = character;
  }
}

/** Encodings may stand inside each other: a text in JSON in a URL. */
function spellings(character: string): readonly string[] {
  // The last of them may belong to what follows.
  if (character === '\\') return [`${backslash}{1,64}`, `${backslash}{1,64}(?=${backslash})`];
  const code = character.codePointAt(0) ?? 0;
  const hex = anyCase(code.toString(16));
  const bytes = [...Buffer.from(character)].map((byte) => byte.toString(16).padStart(2, '0'));
  const units = character.split('').map((unit) => unit.charCodeAt(0).toString(16).padStart(4, '0'));
  const entity = entities[character];
  const letter = letters.get(character);
  const encoded = bytes.map((byte) => percent + anyCase(byte)).join('');
  // A letter behind a backslash is another one.
  const mayBeEscaped = !/[\w\s]/u.test(character);
  const forms = [
    literal(character),
    encoded,
    `&#0{0,4}${code};`,
    `&#[xX]0{0,4}${hex};`,
    ...(entity === undefined ? [] : [`&${entity};`]),
  ];
  return [
    ...forms,
    ...(mayBeEscaped ? forms.map((form) => escapes + form) : []),
    ...(letter === undefined ? [] : [escapes + letter]),
    units.map((unit) => `${escapes}u${anyCase(unit)}`).join(''),
    `${escapes}u\\{0{0,4}${hex}\\}`,
    `${escapes}x${anyCase(bytes.join(''))}`,
    // A form has a plus for it, and wrapping the end of a line.
    ...(character === ' ' ? ['\\+', lineBreak] : []),
  ];
}

function literal(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/]/u, '\\$&');
}

function anyCase(hex: string): string {
  return hex.replace(/[a-f]/gu, (letter) => `[${letter}${letter.toUpperCase()}]`);
}
