import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRedactor } from '../../../src/remote/secrets/create-redactor.ts';
import { encodings, tells } from '../../support/encodings.ts';

const secrets = [
  'secret-of-the-test',
  'p/q+R="s3cr&t" \\ ü~7',
  "'%41%' <&amp;> \\u0041 ++",
  '0123456789abcdef0123456789abcdef',
  `eyJhbGciOiJSUzI1NiJ9.${'aZ-_0'.repeat(200)}`,
];

describe.each(secrets)('%.40s', (secret) => {
  const redactor = createRedactor();
  redactor.add(secret);

  test.each(encodings)('%s', (_, encode) => {
    const text = `before "${encode(secret)}", after ${encode(secret)}`;
    expect(tells(text, secret)).toBe(true);
    expect(redactor.finds(text)).toBe(true);
    const clean = redactor.redact(text);
    expect(tells(clean, secret)).toBe(false);
    expect(clean).toMatch(/^before ".*\[redacted\].*", after .*\[redacted\]/u);
    expect(redactor.redact(clean)).toBe(clean);
  });

  test('laid out over lines', () => {
    const middle = Math.floor(secret.length / 2);
    const text = `a  ${secret.slice(0, middle)}\n      ${secret.slice(middle)} b`;
    expect(redactor.redact(text)).toBe('a  [redacted] b');
  });

  test('laid out over lines in JSON, and in JSON in JSON', () => {
    const middle = Math.floor(secret.length / 2);
    const text = `a  ${secret.slice(0, middle)}\n      ${secret.slice(middle)} b`;
    const json = JSON.stringify({ detail: text, other: [text] });
    const clean = '{"detail":"a  [redacted] b","other":["a  [redacted] b"]}';
    expect(redactor.redact(json)).toBe(clean);
    expect(redactor.redact(`answer: ${json}`)).toBe(`answer: ${clean}`);
    expect(redactor.redact(`answer: ${JSON.stringify(json)}`)).toBe(
      `answer: ${JSON.stringify(clean)}`,
    );
  });
});

test.each(['\t', '\n', '\r\n', '\b', '\f'])(
  'a secret with %j in it, as JSON writes it',
  (control) => {
    const secret = `abcd${control}efghijkl`;
    const redactor = createRedactor();
    redactor.add(secret);
    const line = JSON.stringify({ a: secret, b: [`x${secret}`] });
    expect(JSON.parse(redactor.redact(line))).toEqual({ a: '[redacted]', b: ['x[redacted]'] });
    expect(redactor.redact(`in JSON in text: ${JSON.stringify(line)}`)).not.toContain('efgh');
    // The letter itself is none.
    const letter = JSON.stringify(control).at(-2);
    expect(redactor.redact(`abcd${letter}efghijkl`)).toBe(`abcd${letter}efghijkl`);
  },
);

const anything = fc.string({ unit: fc.constantFrom(...'ab%\\"+/=& \n<u0é;:{}[]') });

test('what is left of JSON is JSON, and holds no secret', () => {
  const secret = fc.string({
    unit: fc.constantFrom(...'ab%\\"+/=& <u0é;:'),
    minLength: 8,
    maxLength: 20,
  });
  const encoding = fc.constantFrom(...encodings.map(([, encode]) => encode));
  fc.assert(
    fc.property(secret, encoding, anything, anything, (text, encode, before, after) => {
      fc.pre(text.trim().length >= 8);
      const redactor = createRedactor();
      redactor.add(text);
      const line = JSON.stringify({ detail: before + encode(text) + after, other: 1 });
      const clean = redactor.redact(line);
      expect(JSON.parse(clean)).toMatchObject({ other: 1 });
      expect(clean).toContain('[redacted]');
      expect(redactor.finds(clean)).toBe(false);
    }),
  );
});

test('what holds no secret stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), anything, (one, other) => {
      const redactor = createRedactor();
      redactor.add('secret-of-the-test');
      expect(redactor.redact(one + other)).toBe(one + other);
    }),
  );
});

test('a secret of fewer than eight characters is none', () => {
  const redactor = createRedactor();
  redactor.add('segment');
  redactor.add('');
  redactor.add('  list ');
  const text = 'a segment is a list of segments';
  expect([redactor.redact(text), redactor.finds(text)]).toEqual([text, false]);
});

test('a secret that begins with a character of two units', () => {
  const redactor = createRedactor();
  redactor.add('\u{1f600}-secret-of-the-test');
  expect(redactor.redact('%25 \u{1f600}-secret-of-the-test \u{1f600}')).toBe(
    '%25 [redacted] \u{1f600}',
  );
});

test('several secrets, one of them within another', () => {
  const redactor = createRedactor();
  redactor.add('abcdefgh');
  redactor.add('xabcdefghy');
  expect(redactor.redact('1 xabcdefghy 2 abcdefgh 3')).toBe('1 [redacted] 2 [redacted] 3');
});

describe('secrets of many applications', () => {
  const secrets = Array.from({ length: 300 }, (_, index) => `s/cr"t & ${index * 7919} of client`);
  const redactor = createRedactor();
  for (const secret of secrets) redactor.add(secret);
  const harmless = Array.from({ length: 200 }, (_, row) => `"R & D", 100 % of ${row}\n`).join('');

  test.each([
    ['as they are', (secret: string) => secret],
    ['in a URL', encodeURIComponent],
    ['in JSON', (secret: string) => JSON.stringify(JSON.stringify(secret))],
    ['in base64', (secret: string) => Buffer.from(`id:${secret}`).toString('base64')],
  ])('are found %s, in texts that hold encoded characters', (_, encode) => {
    for (const secret of [secrets[0], secrets[251], secrets[299]]) {
      const text = `${harmless}<${encode(secret ?? '')}>${harmless}`;
      const clean = redactor.redact(text);
      expect(clean).toContain('[redacted]');
      expect(clean).not.toContain(encode(secret ?? ''));
      expect(clean.startsWith(harmless) && clean.endsWith(harmless)).toBe(true);
    }
  });

  test('leave other texts as they are', () => {
    expect(redactor.redact(harmless)).toBe(harmless);
    expect(redactor.finds(harmless)).toBe(false);
  });
});
