/** Where a text holds another one, with any of its characters encoded in any way. */

interface FoundText {
  /** What was looked for. */
  readonly needle: string;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** So many characters are looked for at first; only where they are found is the rest compared. */
const prefixLength = 4;

/** Finds texts that do not change in many others: the places in their order, and of those that overlap, each. */
export type FindEncoded = (text: string) => readonly FoundText[];

export function createFindEncoded(needles: readonly string[]): FindEncoded {
  if (needles.length === 0) return () => [];
  let search: FindEncoded | null = null;
  return (text) => {
    if (!mayHold(text, needles)) return [];
    search ??= createSearch(needles);
    return search(text);
  };
}

/** What every encoding has that changes a character, but for base64, whose forms are needles themselves. */
const encodingMark = /[%\\&+]/u;

/** Nearly every text is plain, and looking for what is encoded in it takes longer than anything else. */
function mayHold(text: string, needles: readonly string[]): boolean {
  if (encodingMark.test(text)) return true;
  const forms = text.includes('\n ')
    ? [text, text.replace(/\n +/gu, ''), text.replace(/\n +/gu, ' ')]
    : [text];
  return needles.some((needle) => forms.some((form) => form.includes(needle)));
}

function createSearch(needles: readonly string[]): FindEncoded {
  const searches = needles.map((needle) => ({
    characters: charactersOf(needle),
    needle,
    prefix: new RegExp(prefixPattern(needle), 'yu'),
  }));
  const anyPrefix = new RegExp(needles.map(prefixPattern).join('|'), 'yu');
  const mayBegin = createMayBegin(needles);
  const findAt = (text: string, start: number) =>
    searches.flatMap(({ needle, prefix, characters }) => {
      const end = isAt(prefix, text, start) ? endOf(characters, text, start) : null;
      return end === null ? [] : [{ needle, start, end }];
    });
  return (text) => {
    const found: FoundText[] = [];
    // One may begin inside another.
    for (let index = 0; index < text.length; index += 1) {
      if (mayBegin(text, index) && isAt(anyPrefix, text, index)) found.push(...findAt(text, index));
    }
    return found;
  };
}

/** What the spellings of a character begin with, apart from the character itself. */
const marks = '%\\&+\n';

/**
 * Whether two characters may be the beginning of a needle: at nearly every place of a text they are not,
 * and a table says so sooner than a pattern.
 */
function createMayBegin(needles: readonly string[]): (text: string, index: number) => boolean {
  const marked = new Set(Array.from(marks, (mark) => mark.charCodeAt(0)));
  const seconds = new Map<number, Set<number>>();
  for (const needle of needles) {
    const first = needle.charCodeAt(0);
    const known = seconds.get(first) ?? new Set(marked);
    seconds.set(first, known.add(needle.charCodeAt(1)));
  }
  return (text, index) => {
    const first = text.charCodeAt(index);
    return marked.has(first) || seconds.get(first)?.has(text.charCodeAt(index + 1)) === true;
  };
}

function isAt(pattern: RegExp, text: string, index: number): boolean {
  pattern.lastIndex = index;
  return pattern.test(text);
}

function prefixPattern(needle: string): string {
  return charactersOf(needle)
    .slice(0, prefixLength)
    .map((character) => `(?:${spellingsOf(character)})`)
    .join(`(?:${lineBreak})?`);
}

/**
 * The end of the longest match that begins at a place. A character may be spelt in several ways, one of
 * them the beginning of another, so that all ends so far are followed; there are never more than a few.
 */
function endOf(characters: readonly string[], text: string, start: number): number | null {
  let ends: readonly number[] = [start];
  for (const character of characters) {
    ends = [...new Set(ends.flatMap((end) => endsAfter(compile(character), text, end)))];
    if (ends.length === 0) return null;
  }
  return Math.max(...ends);
}

/** Where a character ends that begins at a place, or in the next line. */
function endsAfter(spellings: readonly RegExp[], text: string, end: number): readonly number[] {
  return [end, ...afterBreak(end, text)].flatMap((from) =>
    spellings.flatMap((pattern) => (isAt(pattern, text, from) ? [pattern.lastIndex] : [])),
  );
}

/** A text that is laid out may go on in the next line, set in. */
function afterBreak(end: number, text: string): readonly number[] {
  return text.charAt(end) === '\n' && isAt(wrapped, text, end) ? [wrapped.lastIndex] : [];
}

const lineBreak = '\\n {1,80}';
const wrapped = new RegExp(lineBreak, 'y');

const compiled = new Map<string, readonly RegExp[]>();

/** A pattern for each way in which a character may be written. */
function compile(character: string): readonly RegExp[] {
  const known = compiled.get(character);
  if (known) return known;
  const patterns = spellings(character).map((spelling) => new RegExp(spelling, 'yu'));
  compiled.set(character, patterns);
  return patterns;
}

function spellingsOf(character: string): string {
  return spellings(character).join('|');
}

const entities: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
};

/** A few of each at most, so that no text takes long. */
const percent = '%(?:25){0,4}';
const backslash = `(?:\\\\|${percent}5[cC]|&#92;|&#[xX]5[cC];|\\\\u005[cC]|\\\\u\\{5[cC]\\})`;
const escapes = `(?:\\\\{1,8}|(?:${percent}5[cC]|&#92;){1,8})`;

/** Backslashes are doubled with each encoding, so that however many there are, they count as one. */
function charactersOf(needle: string): readonly string[] {
  return [...needle.replaceAll(/\\+/gu, '\\')];
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
