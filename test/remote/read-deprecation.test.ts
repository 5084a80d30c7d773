import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readDeprecation } from '../../src/remote/read-deprecation.ts';

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
  ])('%p', (header, isDeprecated, since) => {
    expect(read(header)).toEqual({ isDeprecated, since, sunset: null });
  });
});

describe('Sunset', () => {
  test.each([
    ['Sun, 31 Jan 2027 00:00:00 GMT', '2027-01-31'],
    ['never', 'never'],
    ['Sun, 31 Jan 2027 00:00:00 GMT, Mon, 1 Feb 2027 00:00:00 GMT', expect.any(String)],
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
