/** The types of identifiers, and the formats they come in. Source: the contact-list pages of the platforms. */
import type { PlatformName } from '../../model/entity.ts';
import { lookUp } from '../../model/text/look-up.ts';
import type { IdentifierForm } from '../../platforms/contact-list-endpoints.ts';
import { platformNamed, platforms } from '../../platforms/platform-named.ts';
import type { SourceFormat } from '../source/source-format.ts';
import type { ExpectedIdentifier } from './invalid-look.ts';

export interface IdentifierType {
  readonly formats: readonly SourceFormat[];
  readonly expected: ExpectedIdentifier;
}

const typesOfForms: Readonly<Record<IdentifierForm, IdentifierType>> = {
  email: { formats: ['plain', 'sha256', 'md5', 'sha256-md5'], expected: 'email' },
  phone: { formats: ['plain', 'sha256'], expected: 'phone' },
  madid: { formats: ['plain'], expected: 'madid' },
  opaque: { formats: ['plain'], expected: 'opaque' },
};

/** Endpoints that spell types alike; those of audiences before there were segments have a type of their own. */
export type TypeFamily = PlatformName | 'legacy-audience';

/** What lists of the older endpoints take (contact-list page). */
const legacyForms: Readonly<Record<string, IdentifierForm>> = {
  email: 'email',
  madid: 'madid',
  identityLink: 'opaque',
  gum: 'opaque',
  customerid: 'opaque',
};

/** By the spelling in lower case, in which alone the families differ. */
const identifierTypes: Readonly<Record<string, IdentifierType>> = Object.fromEntries(
  [legacyForms, ...platforms.map(({ contactLists }) => contactLists.identifierTypes)]
    .flatMap((forms) => Object.entries(forms))
    .map(([spelling, form]) => [spelling.toLowerCase(), typesOfForms[form]]),
);

/** The types that a family takes, as it spells them. */
export function identifierTypesOf(family: TypeFamily): readonly string[] {
  const forms =
    family === 'legacy-audience' ? legacyForms : platformNamed(family).contactLists.identifierTypes;
  return Object.keys(forms);
}

/** As the API of a platform spells it: ledgers are named in lower case. */
export function spellIdentifierType(identifierType: string, family: TypeFamily): string {
  return findSpelling(identifierType, family) ?? identifierType;
}

/** Null for a type that the family does not take. */
export function findSpelling(identifierType: string, family: TypeFamily): string | null {
  const folded = identifierType.toLowerCase();
  return identifierTypesOf(family).find((each) => each.toLowerCase() === folded) ?? null;
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

/** Those that belong to a caller: the API must be told which. */
export function isGum(identifierType: string | null): boolean {
  return identifierType?.toLowerCase() === 'gum';
}

export function isPhoneType(identifierType: string): boolean {
  return identifierTypeOf(identifierType) === typesOfForms.phone;
}
