/** How each identifier type is normalised and sent. Source: the contact-list pages of both platforms. */

import type { SourceFormat } from '../source/source-format.ts';
import { digestsOfNothing, type NothingDigests } from './digests-of-nothing.ts';
import { canBecome, identifierTypeOf, sentFormOf } from './identifier-types.ts';
import type { ExpectedIdentifier } from './invalid-look.ts';
import { normaliseAsciiEmail, normaliseEmail } from './normalise-email.ts';
import { isZeroedMadid, normaliseMadid } from './normalise-madid.ts';
import { normaliseOpaque } from './normalise-opaque.ts';
import { trimBlanks } from './trim-blanks.ts';

export type { SourceFormat } from '../source/source-format.ts';

/**
 * What one member is: a digest of 32 or 16 bytes, or a text that is sent as it is. Texts identify a
 * person outright, so they are kept only where they can be encrypted.
 */
export type MemberEncoding = 'sha256' | 'md5' | 'text';

/** What members are that were sent in this form. */
export function encodingOf(sentForm: SourceFormat): MemberEncoding {
  return sentForm === 'plain' ? 'text' : sentForm === 'md5' ? 'md5' : 'sha256';
}

/** What is done to each field of a source. */
export interface IdentifierRule {
  readonly identifierType: string;
  readonly encoding: MemberEncoding;
  /** What was made of it when it is sent; two lists of different forms cannot be compared. */
  readonly sentForm: SourceFormat;
  /** What a field should be. */
  readonly expected: ExpectedIdentifier;
  /** The normal form of a field, null for an invalid one; null for digests that are sent as they are. */
  readonly normalise: ((text: string) => string | null) | null;
  /** A shortcut for bytes that need no decoding; null, or where it gives null: the long way. */
  readonly normaliseAscii: ((byteText: string) => string | null) | null;
  /** Which digest of a normal form its record is. */
  readonly digest: 'sha256' | 'md5' | 'sha256-md5';
  /** What no person has, though its form is right; null where there is no such thing. */
  readonly isZeroed: ((text: string) => boolean) | null;
  /** The digests of empty values, which are refused; null where the source holds none. */
  readonly nothing: NothingDigests | null;
}

/**
 * @param send `plain` sends e-mails and phone numbers unhashed.
 * @param country of phone numbers without a country code, by its ISO 3166 code; null for none.
 * @returns null where the type does not exist or cannot be given in this format.
 * @throws DiagnosticError for a country whose numbers are not known.
 */
export function identifierRule(
  identifierType: string,
  format: SourceFormat,
  send: 'hashed' | 'plain',
  country: string | null = null,
): Promise<IdentifierRule | null> {
  return ruleInto(identifierType, format, sentFormOf(identifierType, format, send), country);
}

/**
 * The rule that makes of a source what another one, or a ledger, holds.
 *
 * @returns null where that cannot be done.
 * @throws DiagnosticError for a country whose numbers are not known.
 */
export async function ruleInto(
  identifierType: string,
  format: SourceFormat,
  sentForm: SourceFormat,
  country: string | null = null,
): Promise<IdentifierRule | null> {
  const expected = identifierTypeOf(identifierType)?.expected;
  if (expected === undefined || !canBecome(identifierType, format, sentForm)) return null;
  const common = { identifierType, sentForm, encoding: encodingOf(sentForm) };
  if (format === 'plain') {
    const digest = sentForm === 'plain' ? 'sha256' : sentForm;
    return {
      ...common,
      ...(await normaliserOf(expected, sentForm, country)),
      digest,
      nothing: null,
    };
  }
  const digests = { ...common, expected: 'digest', isZeroed: null, normaliseAscii: null } as const;
  if (format === sentForm) {
    return { ...digests, normalise: null, digest: format, nothing: digestsOfNothing(format) };
  }
  return {
    ...digests,
    normalise: normaliseMd5,
    digest: 'sha256',
    nothing: digestsOfNothing('md5'),
  };
}

type Normaliser = Pick<IdentifierRule, 'expected' | 'normalise' | 'normaliseAscii' | 'isZeroed'>;

async function normaliserOf(
  expected: ExpectedIdentifier,
  sentForm: SourceFormat,
  country: string | null,
): Promise<Normaliser> {
  const common = { expected, normaliseAscii: null, isZeroed: null };
  switch (expected) {
    case 'email':
      return { ...common, normalise: normaliseEmail, normaliseAscii: normaliseAsciiEmail };
    case 'phone': {
      const { phoneNormaliser } = await import('./normalise-phone.ts');
      const normalise = phoneNormaliser(country);
      if (sentForm === 'plain') return { ...common, normalise };
      // A number is hashed without its plus sign, and sent in plain with it.
      return { ...common, normalise: (text) => normalise(text)?.slice(1) ?? null };
    }
    case 'madid':
      return { ...common, normalise: normaliseMadid, isZeroed: isZeroedMadid };
    default:
      return { ...common, normalise: normaliseOpaque };
  }
}

function normaliseMd5(text: string): string | null {
  const digest = trimBlanks(text).toLowerCase();
  return /^[\da-f]{32}$/u.test(digest) && !digestsOfNothing('md5').has(digest) ? digest : null;
}
