/** Forms in which a secret comes back, and a judge of its own of whether a text holds one. */

const html = (text: string) =>
  text.replace(/[&<>"']/gu, (character) => `&#${character.codePointAt(0)};`);
const named = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
const unicode = (text: string) =>
  text
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
const everyByte = (text: string) =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const base64 = (text: string, before: string, after: string) =>
  Buffer.from(`${before}${text}${after}`).toString('base64');

/** How somebody else may give a secret back. */
export const encodings: readonly (readonly [string, (text: string) => string])[] = [
  ['as it is', (text) => text],
  ['in a URL', encodeURIComponent],
  [
    'in a URL, lower case',
    (text) => encodeURIComponent(text).replace(/%../gu, (hex) => hex.toLowerCase()),
  ],
  ['in a URL, twice', (text) => encodeURIComponent(encodeURIComponent(text))],
  ['in a URL, every byte', everyByte],
  ['in a form', (text) => new URLSearchParams({ a: text }).toString()],
  ['in JSON', (text) => JSON.stringify(text)],
  ['in JSON in JSON', (text) => JSON.stringify(JSON.stringify(text))],
  ['in JSON, every character', unicode],
  ['in JSON with slashes escaped', (text) => JSON.stringify(text).replaceAll('/', '\\/')],
  ['in HTML', html],
  ['in HTML with names', named],
  ...['', 'x', 'xy', 'xyz'].flatMap((before) =>
    ['', 'z', 'zz'].map(
      (after) =>
        [
          `in base64 after ${before.length} and before ${after.length} bytes`,
          (text: string) => base64(text, before, after),
        ] as const,
    ),
  ),
  ['in base64 of a URL', (text) => base64(encodeURIComponent(text), 'a=', '&b')],
  ['in base64 of a form', (text) => base64(new URLSearchParams({ a: text }).toString(), '', '')],
  ['in base64 of JSON', (text) => base64(JSON.stringify({ a: text }), 'x', '')],
  ['in base64 without padding', (text) => base64(text, 'a', '').replace(/=+$/u, '')],
  ['in base64 for URLs', (text) => Buffer.from(`ab${text}`).toString('base64url')],
  ['in base64 in a URL', (text) => encodeURIComponent(base64(text, 'b', 'c'))],
  [
    'as Basic authorization',
    (text) => `Authorization: Basic ${base64(text, 'client-of-the-test:', '')}`,
  ],
  ['as a Bearer', (text) => `Authorization: Bearer ${text}`],
];

/** Whether a text holds a secret, however it is written: everything that is no letter or digit may be. */
export function tells(text: string, hidden: string): boolean {
  const decoded = [text];
  for (const each of decoded.slice()) {
    decoded.push(
      each.replaceAll('+', ' '),
      each.replace(/\\+u([0-9a-f]{4})/giu, (_, hex) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      ),
    );
    decoded.push(each.replace(/&#(\d+);/gu, (_, code) => String.fromCodePoint(Number(code))));
    decoded.push(each.replaceAll('&amp;', '&').replaceAll('&quot;', '"'));
    let plain = each;
    for (let times = 0; times < 3; times += 1) {
      try {
        plain = decodeURIComponent(plain.replace(/%(?![0-9a-f]{2})/giu, '%25'));
      } catch {
        break;
      }
      decoded.push(plain, plain.replaceAll('+', ' '));
    }
  }
  const inBase64: string[] = [];
  // In base64 it begins at one of four characters.
  for (const run of text
    .replaceAll('%2B', '+')
    .replaceAll('%2F', '/')
    .matchAll(/[\w+/-]{8,}/gu)) {
    for (let from = 0; from < 4; from += 1) {
      inBase64.push(Buffer.from(run[0].slice(from), 'base64').toString('latin1'));
    }
  }
  decoded.push(...inBase64, ...inBase64.flatMap(unescaped));
  const bytes = Buffer.from(hidden).toString('latin1');
  const parts = [hidden, bytes, hidden.slice(0, 10), bytes.slice(-10)];
  return decoded.some((each) => {
    const bare = each.replace(/\\+(?=["\\/])/gu, '');
    return parts.some((part) => each.includes(part) || bare.includes(part.replaceAll('\\', '')));
  });
}

/** What a URL or a form hides in it, as latin1. */
function unescaped(text: string): readonly string[] {
  const plain = text.replace(/%([0-9a-f]{2})/giu, (_, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return [plain, plain.replaceAll('+', ' ')];
}
