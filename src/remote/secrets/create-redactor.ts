/**
 * Removes secrets from texts, in every form that another program may have written them in: as
 * it is, encoded for a URL, a form, JSON or HTML, and in base64, as a Basic authorization has it.
 */
import { guardText } from '../../model/text/guard-text.ts';
import { createEncodedIndex } from './find-encoded.ts';

export interface Redactor {
  add(secret: string): void;
  /** What is JSON stays JSON. */
  redact(text: string): string;
  /** Whether there is anything to take out. */
  finds(text: string): boolean;
}

/** Shorter ones would blot out ordinary words; real secrets and tokens are longer by far. */
const shortestSecret = 8;

/** A secret as it is comes before what base64 makes of any. */
const firstEncoded = 2 ** 40;

const base64 = /[\w+/=-]/u;

export function createRedactor(): Redactor {
  const secrets = new Set<string>();
  const encoded = new Set<string>();
  const { add, find } = createEncodedIndex();

  function redact(text: string): string {
    if (find(text).length === 0) return text;
    return redactJson(text, redactText) ?? redactText(text);
  }

  function redactText(text: string): string {
    let clean = '';
    let done = 0;
    for (const { start, end, needle } of find(text)) {
      if (end <= done) continue;
      const begin = Math.max(done, start);
      // The characters around a base64 part belong to it, and determine its first and last letters.
      const [from, until] = secrets.has(needle) ? [begin, end] : widen(text, begin, end, done);
      clean += `${text.slice(done, from)}[redacted]`;
      done = until;
    }
    return clean + text.slice(done);
  }

  return {
    add: (secret) => {
      for (const form of [secret, secret.trim()]) {
        if (form.length < shortestSecret) continue;
        if (secrets.has(form)) continue;
        add(form, secrets.size);
        secrets.add(form);
        for (const part of [...encodedOnce(form)].flatMap(base64Parts)) {
          if (encoded.has(part)) continue;
          add(part, firstEncoded + encoded.size);
          encoded.add(part);
        }
      }
    },
    redact,
    finds: (text) => find(text).length > 0,
  };
}

/** Text by text, since a secret may end in what escapes the quotes; `null` for what is no JSON document. */
function redactJson(text: string, redact: (text: string) => string): string | null {
  if (!text.startsWith('{')) return null;
  try {
    const value: unknown = JSON.parse(text, (_, member: unknown) => {
      if (typeof member === 'string') return redact(member);
      if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
      return Object.fromEntries(Object.entries(member).map(([key, each]) => [redact(key), each]));
    });
    const isIndented = text.startsWith('{\n');
    const json = guardText(JSON.stringify(value, null, isIndented ? 2 : 0), 'json');
    return text.endsWith('\n') ? `${json}\n` : json;
  } catch {
    return null;
  }
}

/** A text as it may be before base64 is made of it: as it is, in a URL, in a form, in JSON. Most are all the same. */
function encodedOnce(text: string): ReadonlySet<string> {
  return new Set([
    text,
    encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd')),
    new URLSearchParams([['', text]]).toString().slice(1),
    JSON.stringify(text).slice(1, -1),
  ]);
}

/**
 * What base64 makes of a text at any position in encoded data: the characters that depend on
 * nothing else, for each of the three offsets and for both alphabets.
 */
function base64Parts(text: string): readonly string[] {
  const bytes = Buffer.from(text);
  return [0, 1, 2].flatMap((offset) => {
    const whole = Buffer.concat([Buffer.alloc(offset), bytes]);
    const from = Math.ceil((offset * 8) / 6);
    const until = Math.floor((whole.length * 8) / 6);
    const part = whole.toString('base64').slice(from, until);
    return [...new Set([part, part.replaceAll('+', '-').replaceAll('/', '_')])];
  });
}

function widen(
  text: string,
  start: number,
  end: number,
  lowest: number,
): readonly [number, number] {
  let [from, until] = [start, end];
  while (from > lowest && base64.test(text.charAt(from - 1))) from -= 1;
  while (until < text.length && base64.test(text.charAt(until))) until += 1;
  // The letters of an escape, as JSON has it, are none of base64.
  if (text.charAt(from - 1) === '\\') from += text.charAt(from) === 'u' ? 5 : 1;
  from = Math.min(from, start);
  return [from, until];
}
