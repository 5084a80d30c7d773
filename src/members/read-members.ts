/** What a manifest says about the members of a contact list. */
import type { Diagnostic, Found } from '../diagnostics/diagnostic.ts';
import type { Declaration } from '../model/declaration.ts';
import { type JsonObject, type JsonValue, valueAt } from '../model/json.ts';
import { formatsOf, type SourceFormat } from './identifier-rule.ts';

/** `contactList.members`, its defaults filled in. */
export interface DeclaredMembers {
  /** As the API spells it for this platform. */
  readonly identifierType: string;
  readonly gumCallerId: number | null;
  /** Relative to the manifest; `-` is standard input. */
  readonly source: string;
  readonly column: string | null;
  readonly format: SourceFormat;
  readonly mode: 'mirror' | 'append';
  readonly send: 'hashed' | 'plain';
}

/**
 * The members of a declaration whose shape the schema has checked.
 * @returns null with it where there are none, or they make no sense.
 */
export function readMembers(declaration: Declaration): Found<DeclaredMembers | null> {
  const { members, attributes, state } = declaration;
  if (members === undefined || state !== 'present') return { value: null, diagnostics: [] };
  // In retail media the list has the type; in marketing solutions each upload does.
  const identifierType = text(
    members['identifierType'] ?? valueAt(attributes, 'contactList.identifierType'),
  );
  const source = text(members['source']);
  if (identifierType === null || source === null) return { value: null, diagnostics: [] };
  const read = { identifierType, source, ...readDetails(members) };
  const diagnostics = [
    ...checkFormat(declaration, identifierType, read.format),
    ...checkCaller(declaration, identifierType, read.gumCallerId),
  ];
  return { value: diagnostics.length === 0 ? read : null, diagnostics };
}

function readDetails(members: JsonObject): Omit<DeclaredMembers, 'identifierType' | 'source'> {
  const { format, mode, send, gumCallerId } = members;
  return {
    gumCallerId: typeof gumCallerId === 'number' ? gumCallerId : null,
    column: text(members['column']),
    format: format === 'sha256' || format === 'md5' || format === 'sha256-md5' ? format : 'plain',
    mode: mode === 'append' ? mode : 'mirror',
    send: send === 'plain' ? send : 'hashed',
  };
}

function checkFormat(
  { address, locate }: Declaration,
  identifierType: string,
  format: SourceFormat,
): readonly Diagnostic[] {
  const formats = formatsOf(identifierType);
  if (formats.length === 0 || formats.includes(format)) return [];
  return [
    {
      severity: 'error',
      code: 'members-format-unknown',
      message: `identifiers of the type ${identifierType} are not given as ${format}`,
      source: locate(['contactList', 'members', 'format']),
      address,
      hint: `Set it to ${formats.join(' or ')}`,
    },
  ];
}

function checkCaller(
  { address, locate }: Declaration,
  identifierType: string,
  gumCallerId: number | null,
): readonly Diagnostic[] {
  if (identifierType !== 'gum' || gumCallerId !== null) return [];
  return [
    {
      severity: 'error',
      code: 'members-gum-caller-missing',
      message: 'gum identifiers need the caller ID',
      source: locate(['contactList', 'members']),
      address,
      hint: 'Add gumCallerId; Criteo tells it',
    },
  ];
}

function text(value: JsonValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
