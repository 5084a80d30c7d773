import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseJsonText } from '../../../src/remote/http/parse-json-text.ts';

describe('parseJsonText', () => {
  test.each([
    ['{"id":738406688413290497}', { id: '738406688413290497' }],
    ['{"id":-738406688413290497}', { id: '-738406688413290497' }],
    ['[9007199254740991,9007199254740992]', [9007199254740991, '9007199254740992']],
    ['{"id":12}', { id: 12 }],
    [
      '{"text":"id 738406688413290497 \\" 738406688413290498"}',
      { text: 'id 738406688413290497 " 738406688413290498' },
    ],
    ['{"738406688413290497":738406688413290499}', { '738406688413290497': '738406688413290499' }],
    [
      '[0.1234567890123456789,1e30,12345678901234567890.5]',
      [0.12345678901234568, 1e30, 12345678901234567000],
    ],
    ['{"a":"\\\\","b":738406688413290497}', { a: '\\', b: '738406688413290497' }],
  ])('%s', (text, value) => {
    expect(parseJsonText(text)).toEqual(value);
  });

  test.each(['', '{', '<html>738406688413290497</html>', '{"a":"738406688413290497', 'undefined'])(
    'is undefined for %j',
    (text) => {
      expect(parseJsonText(text)).toBeUndefined();
    },
  );

  test('reads all other JSON as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.json(), fc.stringMatching(/^[1-9]\d{16,30}$/), (json, digits) => {
        const text = `{"long":${digits},"rest":${json}}`;
        expect(parseJsonText(text)).toEqual({ long: digits, rest: parseJsonText(json) });
      }),
    );
  });

  test('stands a string of many megabytes', () => {
    const long = 'x\\"'.repeat(1_500_000);
    expect(parseJsonText(`{"a":"${long}","id":738406688413290497}`)).toMatchObject({
      id: '738406688413290497',
    });
  });
});
