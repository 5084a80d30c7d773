/** What an invalid field looks like: messages say that, and never show the field. */
import { hasInvisible } from './invisible.ts';

/** What the field should be. */
export type ExpectedIdentifier = 'digest' | 'email' | 'phone' | 'madid' | 'opaque';

export type InvalidLook =
  | 'fields'
  | 'value'
  | 'twin keys'
  | 'encoding'
  | 'plain addresses'
  | 'plain numbers'
  | 'digests'
  | 'other digests'
  | 'other type'
  | 'nothing'
  | 'base64'
  | 'hex prefix'
  | 'quoted'
  | 'bracketed'
  | 'mailto'
  | 'encoded'
  | 'template'
  | 'marked'
  | 'several'
  | 'invisible'
  | 'blank'
  | 'no country'
  | 'extension'
  | 'rounded'
  | 'no hyphens'
  | 'too long';

/** What is said of the lines, and what to do about it. */
const words: Readonly<Record<InvalidLook, readonly [are: string, fix: string]>> = {
  fields: [
    'have a different number of fields than the header',
    'Put fields with a delimiter or a line break in quotes',
  ],
  value: [
    'contain a list, an object, true, false or a fraction there',
    'Set "column" to a key with one identifier, such as user.email',
  ],
  'twin keys': [
    'have the key twice',
    'Write each key only once, because one of two values would be lost',
  ],
  encoding: ['are not valid UTF-8', 'Save the file as UTF-8, or set "encoding"'],
  'plain addresses': ['look like plain addresses', 'Set "format" to plain'],
  'plain numbers': ['look like plain phone numbers', 'Set "format" to plain'],
  digests: [
    'look like digests',
    'Set "format" to the hash that they were made with: sha256, md5 or sha256-md5',
  ],
  'other digests': [
    'look like digests of another kind',
    'Set "format" to the hash that they were made with: SHA-256 has 64 hex digits, MD5 has 32',
  ],
  'other type': ['look like e-mail addresses', 'Check "column" and the identifier type'],
  nothing: [
    'are the digest of an empty value',
    'Leave rows without an identifier out of the export',
  ],
  base64: ['look like base64', 'Write digests as hex digits'],
  'hex prefix': ['begin with 0x', 'Write digests as hex digits without a prefix'],
  quoted: [
    'have quotes that are part of the value',
    'Remove the quotes. If the file is CSV, set "type" to csv',
  ],
  bracketed: ['look like an address with a name or brackets', 'Write only the address'],
  mailto: ['begin with mailto:', 'Write only the address'],
  encoded: [
    'contain encoded characters, such as %40 or &amp;',
    'Export the addresses as text, not as part of a URL or a page',
  ],
  template: [
    'contain braces or bars, like placeholders and tables',
    'Export the values, not the template',
  ],
  marked: [
    'begin with a character that is not part of an address, such as = or *',
    'Export the column as text, without formulas and marks',
  ],
  several: ['look like several values in one field', 'Check "column" and "delimiter"'],
  invisible: [
    'contain invisible characters, such as zero-width blanks',
    'Remove these characters from the data',
  ],
  blank: ['contain a blank', 'Check "column" and "delimiter"'],
  'no country': [
    'look like phone numbers without a country code',
    'Set "country" to the country of these numbers, such as IN',
  ],
  extension: [
    'look like phone numbers with an extension',
    'Leave out the extensions, which are not part of a phone number',
  ],
  rounded: [
    'look like numbers that a spreadsheet has rounded or changed into a fraction',
    'Export the column as text',
  ],
  'no hyphens': [
    'look like device IDs without hyphens',
    'Write them with hyphens, as 8-4-4-4-12 hex digits',
  ],
  'too long': ['are too long for an identifier', 'Check "column"'],
};

/** `look like plain addresses`, after a number of lines. */
export function describeLook(look: InvalidLook): string {
  return words[look][0];
}

/** In the imperative. */
export function fixForLook(look: InvalidLook): string {
  return words[look][1];
}

type Sign = readonly [InvalidLook, readonly ExpectedIdentifier[] | null, (text: string) => boolean];

/** The first that holds counts; null for signs of what should be there. */
const signs: readonly Sign[] = [
  ['too long', null, (text) => text.length > 1024],
  ['hex prefix', ['digest'], (text) => /^0x[\da-f]{16,}$/iu.test(text)],
  [
    'rounded',
    ['digest', 'phone'],
    (text) => /^\+?\d(?:[.,]\d+)?e\+?\d{1,2}$|^\+?\d{5,}[.,]\d*$/iu.test(text),
  ],
  ['other digests', ['digest'], isHex],
  ['base64', ['digest'], (text) => /^(?:[\w+/-]{22}(?:==)?|[\w+/-]{43}=?)$/u.test(text)],
  ['digests', ['email', 'phone'], isHex],
  ['no hyphens', ['madid'], isHex],
  ['mailto', ['email'], (text) => /^mailto(?::|%3a|&colon;)/iu.test(text)],
  ['encoded', ['email'], (text) => /%[\da-f]{2}|&#?\w{1,32};|\\u[\da-f]{4}/iu.test(text)],
  ['template', ['email'], (text) => /[{|}]/u.test(text)],
  ['several', ['email'], (text) => /[^\s@]@[^@]*[,;|\s][^@]*[^\s@]@/u.test(text)],
  ['bracketed', ['email'], (text) => /[<>()[\]]/u.test(text)],
  ['marked', ['email'], (text) => /^[!#$%&*/=?^~].*@/u.test(text)],
  ['quoted', null, (text) => /^["'`\u00ab\u2018-\u201f]|["'`\u00bb\u2018-\u201f]$/u.test(text)],
  ['plain addresses', ['digest'], (text) => /[^\s@]@[^\s@]/u.test(text)],
  ['other type', ['phone', 'madid'], (text) => /[^\s@]@[^\s@]/u.test(text)],
  ['plain numbers', ['digest'], (text) => /^\+?[\d\s().-]{7,}$/u.test(text)],
  ['extension', ['phone'], (text) => /\d.*(?:x|ext\.?|extension|;ext=|#)\s*\d+$/iu.test(text)],
  ['no country', ['phone'], (text) => /^[\d\s().\-/]{5,}$/u.test(text)],
  ['invisible', null, hasInvisible],
  ['blank', ['email', 'madid', 'opaque'], (text) => /\s/u.test(text)],
];

/** @returns null where it looks like nothing that can be named. */
export function lookOf(text: string, expected: ExpectedIdentifier): InvalidLook | null {
  // Long fields show no more than their beginnings, and would take long.
  const beginning = text.length > 1024 ? text.slice(0, 1025) : text;
  const sign = signs.find(
    ([, of, holds]) => (of === null || of.includes(expected)) && holds(beginning),
  );
  return sign?.[0] ?? null;
}

function isHex(text: string): boolean {
  return /^(?:[\da-f]{32}|[\da-f]{40}|[\da-f]{64}|[\da-f]{96}|[\da-f]{128})$/iu.test(text);
}
