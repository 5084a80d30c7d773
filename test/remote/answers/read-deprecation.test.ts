import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isDay, readDeprecation } from '../../../src/remote/answers/read-deprecation.ts';

const read = (deprecation: string | null, sunset: string | null = null) =>
  readDeprecation((name) => (name === 'deprecation' ? deprecation : sunset));

describe('Deprecation', () => {
  test.each([
    ['@1688169599', true, '2023-06-30'],
    ['@1688169599;note="x"', true, '2023-06-30'],
    ['true', true, null],
    ['?1', true, null],
    ['Sun, 31 Jan 2027 00:00:00 GMT', true, '2027-01-31'],
    ['Sunday, 31-Jan-27 00:00:00 GMT', true, '2027-01-31'],
    ['2027-01-31', true, '2027-01-31'],
    ['', false, null],
    ['false', false, null],
    ['?0', false, null],
    [null, false, null],
    // Said as it is, since it is no date.
    ['@99999999999', true, '5138-11-16'],
    ['@999999999999999999', true, '@999999999999999999'],
    ['@-1', true, '@-1'],
    ['soon', true, 'soon'],
    ['v1', true, 'v1'],
    ['2027-13-45', true, '2027-13-45'],
    ['Sun Jan 31 00:00:00 2027', true, '2027-01-31'],
    ['Mon Feb  1 00:00:00 2027', true, '2027-02-01'],
    ['Thu, 29 Feb 2028 00:00:00 GMT', true, '2028-02-29'],
    ['2028-02-29', true, '2028-02-29'],
    ...[
      ...[
        '2026-02-30',
        '2027-02-29',
        '2026-04-31',
        '2026-00-10',
        '2026-1-5',
        '2026-01-05T00:00:00Z',
      ],
      ...[
        'Fri, 5',
        'Friday 5',
        'Mon, 1 Feb 2027',
        'Sun, 31 Jan 2027',
        'May 5',
        'Sat, 30 Feb 2027 00:00:00 GMT',
      ],
      ...[
        'Sun, 31 Jan 2027 25:00:00 GMT',
        'Sun, 31 Jan 2027 00:00:00 +0900',
        'Sun, 31 Jan 2027 00:00:00',
      ],
      ...[
        '2027-01-31 (or later)',
        '@',
        '@1e9',
        '@1.5',
        '@1793000000 or so',
        'Sun Feb 31 00:00:00 2027',
      ],
      ...[
        'Sun, 31 Jan 2027 00:00:00 GMT, Mon, 1 Feb 2027 00:00:00 GMT',
        'Xyz, 31 Jan 2027 00:00:00 GMT',
      ],
    ].map((text): [string, boolean, string] => [text, true, text]),
  ])('%p', (header, isDeprecated, since) => {
    expect(read(header)).toEqual({ isDeprecated, since, sunset: null });
  });
});

describe('Sunset', () => {
  test.each([
    ['Sun, 31 Jan 2027 00:00:00 GMT', '2027-01-31'],
    ['never', 'never'],
    ['31 January 2027', '31 January 2027'],
    ['Fri, 5', 'Fri, 5'],
  ])('%p is reason enough', (header, sunset) => {
    expect(read(null, header)).toEqual({ isDeprecated: true, since: null, sunset });
  });
});

test('nothing in a header makes it throw, and what is no date is what it says', () => {
  fc.assert(
    fc.property(fc.string(), (sunset) => {
      const told = read(null, sunset).sunset;
      if (told !== null && told !== sunset.trim()) expect(told).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }),
  );
});

const day = fc.date({
  min: new Date('2000-01-01T00:00:00Z'),
  max: new Date('2099-12-31T23:59:59Z'),
  noInvalidDate: true,
});

test('a day in each form is that day', () => {
  fc.assert(
    fc.property(day, (date) => {
      const iso = date.toISOString().slice(0, 10);
      const imf = date.toUTCString();
      expect(read(null, imf).sunset).toBe(iso);
      expect(read(null, iso).sunset).toBe(iso);
      expect(read(null, `@${Math.floor(date.getTime() / 1000)}`).sunset).toBe(iso);
      // A header that came twice is no date.
      expect(read(null, `${imf}, ${imf}`).sunset).toBe(`${imf}, ${imf}`);
    }),
  );
});

test('a day that no month has is told as it stands', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 40 }), (month, at) => {
      const two = (number: number) => String(number).padStart(2, '0');
      const text = `2027-${two(month)}-${two(at)}`;
      // February of 2027 has 28 days.
      const last = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
      const isOne = at >= 1 && at <= last;
      expect(read(null, text).sunset).toBe(text);
      expect(isDay(text)).toBe(isOne);
    }),
  );
});
