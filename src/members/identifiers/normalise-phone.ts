/**
 * Loaded only for lists of phone numbers: the numbering plans of all countries weigh as much as a
 * command. They give country codes, trunk prefixes and lengths; a table of our own could not be kept correct.
 */
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { sourceError } from '../source/fields/field-reader.ts';
import { trimBlanks } from './trim-blanks.ts';

/** Beside blanks and hyphens, which Criteo allows, what people write between the digits of a number. */
const separators = /(?:[().\-/\u2010-\u2015\u2212\uff0d]|[^\S\ufeff])+/gu;
/** Digits of the other scripts in which numbers are exported: full-width, Arabic, Persian. */
const otherDigits = /[\uff10-\uff19\u0660-\u0669\u06f0-\u06f9]/gu;

/**
 * @param country of numbers without a country code, by its ISO 3166 code; null where each has one.
 * @returns what makes `+` and the digits of E.164 of a number, the trunk zero taken away where the
 *   numbering plan of the country has one; null for what is no number of its country, or has an extension.
 * @throws DiagnosticError for a country that is not known.
 */
export function phoneNormaliser(country: string | null): (text: string) => string | null {
  const options = { extract: false, ...countryOption(country) };
  return (text) => {
    const trimmed = text.length > longest ? '' : trimBlanks(text);
    if (!beginning.test(trimmed) || fraction.test(trimmed)) return null;
    const number = withPlus(trimmed);
    if (!/^\+?\d+$/u.test(number)) return null;
    const read = parsePhoneNumberFromString(number, options);
    if (!read?.isValid() || read.number.length > longestNumber) return null;
    return isReadTwice(number, read.nationalNumber) ? null : read.number;
  };
}

/** A number begins with a plus, a bracket or a digit, and ends with a digit. */
const beginning =
  /^[+\uff0b(\d\uff10-\uff19\u0660-\u0669\u06f0-\u06f9].*[\d\uff10-\uff19\u0660-\u0669\u06f0-\u06f9]$/su;

/** What programs write of a number that they took for a fraction: its last digits are none of the number. */
const fraction = /^\D?\d{5,}[.,](?:\d{1,2}|0+)$/u;

/**
 * Without a plus, some numbers have a country code or are as long as if they had none, such as 4915112345678
 * in Germany. No country's own numbers are that long, but the plans of some do not say so.
 */
function isReadTwice(number: string, national: string): boolean {
  if (number !== national || number.length < 12) return false;
  return parsePhoneNumberFromString(`+${number}`, { extract: false })?.isValid() ?? false;
}

/** The ITU's prefix for calls abroad, which exports write instead of a plus. */
function withPlus(text: string): string {
  return text
    .replace(separators, '')
    .replace(otherDigits, (digit) => String(digit.charCodeAt(0) & 15))
    .replace(/^(?:\uff0b|00)/u, '+');
}

/** E.164: a plus and at most 15 digits. */
const longestNumber = 16;
/** More than any number with all its separators. */
const longest = 60;

function countryOption(country: string | null) {
  if (country === null) return {};
  if (isSupportedCountry(country)) return { defaultCountry: country };
  throw sourceError(
    'members-country-unknown',
    `"${country}" is not a country with phone numbers`,
    'Set "country" to an ISO 3166 code of two capital letters, such as IN. The United Kingdom is GB.',
  );
}
