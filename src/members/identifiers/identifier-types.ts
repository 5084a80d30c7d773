/** The types of identifiers, and the formats they come in. Source: the contact-list pages of both platforms. */
import type { PlatformName } from '../../model/entity.ts';
import { lookUp } from '../../model/text/look-up.ts';
import type { SourceFormat } from '../source/source-format.ts';
import type { ExpectedIdentifier } from './invalid-look.ts';

export interface IdentifierType {
  readonly formats: readonly SourceFormat[];
  readonly expected: ExpectedIdentifier;
}

const email: IdentifierType = {
  formats: ['plain', 'sha256', 'md5', 'sha256-md5'],
  expected: 'email',
};
const phone: IdentifierType = { formats: ['plain', 'sha256'], expected: 'phone' };
const madid: IdentifierType = { formats: ['plain'], expected: 'madid' };
const opaque: IdentifierType = { formats: ['plain'], expected: 'opaque' };

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

/** Endpoints that spell types alike; those of audiences before there were segments have a type of their own. */
export type TypeFamily = PlatformName | 'legacy-audience';

const spellings: Readonly<Record<TypeFamily, readonly string[]>> = {
  'retail-media': ['Email', 'UserIdentifier', 'IdentityLink', 'CustomerId', 'PhoneNumber'],
  'marketing-solutions': ['email', 'madid', 'identityLink', 'gum', 'phoneNumber'],
  'legacy-audience': ['email', 'madid', 'identityLink', 'gum', 'customerid'],
};

/** The types that a family takes, as it spells them. */
export function identifierTypesOf(family: TypeFamily): readonly string[] {
  return spellings[family];
}

/** As the API of a platform spells it: ledgers are named in lower case. */
export function spellIdentifierType(identifierType: string, family: TypeFamily): string {
  return findSpelling(identifierType, family) ?? identifierType;
}

/** Null for a type that the family does not take. */
export function findSpelling(identifierType: string, family: TypeFamily): string | null {
  const folded = identifierType.toLowerCase();
  return spellings[family].find((each) => each.toLowerCase() === folded) ?? null;
}

export function identifierTypeOf(identifierType: string): IdentifierType | null {
  return lookUp(identifierTypes, identifierType.toLowerCase()) ?? null;
}

/** The formats that a type may be given in; none for a type that the API does not have. */
export function formatsOf(identifierType: string): readonly SourceFormat[] {
  return identifierTypeOf(identifierType)?.formats ?? [];
}

/**
 * Whether identifiers of one format can be brought to what was made of others: plain ones to every
 * form, MD5 digests to SHA-256 of MD5, and all to their own.
 */
export function canBecome(
  identifierType: string,
  format: SourceFormat,
  sentForm: SourceFormat,
): boolean {
  const formats = formatsOf(identifierType);
  if (!formats.includes(format) || !formats.includes(sentForm)) return false;
  const isRehashed = format === 'md5' && sentForm === 'sha256-md5';
  return format === 'plain' || format === sentForm || isRehashed;
}

/** What is made of identifiers of a format when they are sent. */
export function sentFormOf(
  identifierType: string,
  format: SourceFormat,
  send: 'hashed' | 'plain',
): SourceFormat {
  const isHashed = formatsOf(identifierType).includes('sha256') && send === 'hashed';
  return format === 'plain' && isHashed ? 'sha256' : format;
}

export function isPhoneType(identifierType: string): boolean {
  return identifierTypeOf(identifierType) === phone;
}
