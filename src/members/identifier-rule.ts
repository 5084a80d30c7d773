/** How each identifier type is normalised and sent. Source: the contact-list pages of both platforms. */
import { lookUp } from '../model/look-up.ts';
import { normaliseAsciiEmail, normaliseEmail } from './normalise-email.ts';
import { normaliseMadid } from './normalise-madid.ts';
import { normaliseOpaque } from './normalise-opaque.ts';
import { normalisePhone } from './normalise-phone.ts';

/** How a source holds its identifiers. */
export type SourceFormat = 'plain' | 'sha256' | 'md5' | 'sha256-md5';

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
  readonly encoding: MemberEncoding;
  /** What was made of it when it is sent; two lists of different forms cannot be compared. */
  readonly sentForm: SourceFormat;
  /** The normal form of a plain identifier, null for an invalid one; null for digests. */
  readonly normalise: ((text: string) => string | null) | null;
  /** A shortcut for bytes that need no decoding; null, or where it gives null: the long way. */
  readonly normaliseAscii: ((byteText: string) => string | null) | null;
}

interface IdentifierType {
  readonly formats: readonly SourceFormat[];
  readonly normalise: (text: string) => string | null;
  readonly normaliseAscii?: (byteText: string) => string | null;
}

const email: IdentifierType = {
  formats: ['plain', 'sha256', 'md5', 'sha256-md5'],
  normalise: normaliseEmail,
  normaliseAscii: normaliseAsciiEmail,
};
const phone: IdentifierType = { formats: ['plain', 'sha256'], normalise: normalisePhone };
const madid: IdentifierType = { formats: ['plain'], normalise: normaliseMadid };
const opaque: IdentifierType = { formats: ['plain'], normalise: normaliseOpaque };

/** By the API's spelling in lower case: the platforms differ in nothing else. */
const identifierTypes: Readonly<Record<string, IdentifierType>> = {
  email,
  phonenumber: phone,
  madid,
  useridentifier: opaque,
  identitylink: opaque,
  customerid: opaque,
  gum: opaque,
};

/** The formats that a type may be given in; none for a type that the API does not have. */
export function formatsOf(identifierType: string): readonly SourceFormat[] {
  return lookUp(identifierTypes, identifierType.toLowerCase())?.formats ?? [];
}

/**
 * @param send `plain` sends e-mails and phone numbers unhashed.
 * @returns null where the type does not exist or cannot be given in this format.
 */
export function identifierRule(
  identifierType: string,
  format: SourceFormat,
  send: 'hashed' | 'plain',
): IdentifierRule | null {
  const type = lookUp(identifierTypes, identifierType.toLowerCase());
  if (!type?.formats.includes(format)) return null;
  const digest = { normalise: null, normaliseAscii: null };
  if (format === 'md5') return { encoding: 'md5', sentForm: format, ...digest };
  if (format !== 'plain') return { encoding: 'sha256', sentForm: format, ...digest };
  const normaliseAscii = type.normaliseAscii ?? null;
  const isHashed = type.formats.includes('sha256') && send === 'hashed';
  return isHashed
    ? { encoding: 'sha256', sentForm: 'sha256', normalise: digestible(type), normaliseAscii }
    : { encoding: 'text', sentForm: 'plain', normalise: type.normalise, normaliseAscii };
}

/** A phone number is hashed without its plus sign, and sent in plain with it. */
function digestible(type: IdentifierType): IdentifierType['normalise'] {
  if (type !== phone) return type.normalise;
  return (text) => normalisePhone(text)?.slice(1) ?? null;
}
