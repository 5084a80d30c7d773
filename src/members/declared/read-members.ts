/** What a manifest says about the members of a contact list. */
import type { Diagnostic, Found } from '../../diagnostics/diagnostic.ts';
import type { Declaration } from '../../model/declaration.ts';
import { isJsonObject, type JsonObject, type JsonValue, valueAt } from '../../model/text/json.ts';
import {
  canBecome,
  formatsOf,
  isGum,
  isPhoneType,
  sentFormOf,
} from '../identifiers/identifier-types.ts';
import {
  delimiterOf,
  isSourceEncoding,
  isSourceType,
  type SourceForm,
  usualForm,
} from '../source/member-source.ts';
import { isSourceFormat, type SourceFormat } from '../source/source-format.ts';

/** Files of identifiers, and how they are read. */
export interface DeclaredFiles {
  /** Files, folders and globs, relative to the manifest; `-` is standard input. */
  readonly names: readonly string[];
  readonly form: SourceForm;
  readonly format: SourceFormat;
  /** Of phone numbers without a country code, by its ISO 3166 code; null where each has one. */
  readonly country: string | null;
}

/** `contactList.members`, its defaults filled in. */
export interface DeclaredMembers {
  /** As the API spells it for this platform. */
  readonly identifierType: string;
  readonly gumCallerId: number | null;
  readonly source: DeclaredFiles;
  /** Who must not be on the list; null where no people are excluded. */
  readonly exclude: DeclaredFiles | null;
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
  const source = readFiles(members, usualFiles);
  if (identifierType === null || source.names.length === 0) return { value: null, diagnostics: [] };
  const { gumCallerId } = members;
  const read: DeclaredMembers = {
    identifierType,
    gumCallerId: typeof gumCallerId === 'number' ? gumCallerId : null,
    source,
    exclude: readExclude(members['exclude'], source),
    mode: members['mode'] === 'append' ? 'append' : 'mirror',
    send: members['send'] === 'plain' ? 'plain' : 'hashed',
  };
  const diagnostics = [
    ...checkFormats(declaration, read),
    ...checkForms(declaration, read),
    ...checkCaller(declaration, read),
  ];
  return { value: diagnostics.length === 0 ? read : null, diagnostics };
}

const usualFiles: DeclaredFiles = { names: [], form: usualForm, format: 'plain', country: null };

function readFiles(declared: JsonObject, others: DeclaredFiles): DeclaredFiles {
  const { source, format, country } = declared;
  return {
    names: textsOf(source),
    form: readForm(declared, others.form),
    format: isSourceFormat(format) ? format : others.format,
    country: text(country) ?? others.country,
  };
}

function readForm(declared: JsonObject, others: SourceForm): SourceForm {
  const { type, column, header, delimiter, nulls, encoding } = declared;
  return {
    type: isSourceType(type) ? type : others.type,
    column: typeof column === 'string' || typeof column === 'number' ? column : others.column,
    isColumnShared: others.isColumnShared,
    header: typeof header === 'boolean' ? header : others.header,
    delimiter: (typeof delimiter === 'string' ? delimiterOf(delimiter) : null) ?? others.delimiter,
    nulls: Array.isArray(nulls) ? nullsOf(nulls) : others.nulls,
    encoding: isSourceEncoding(encoding) ? encoding : others.encoding,
  };
}

/** What is not said of them is as it is with the source, as far as that concerns all kinds of files. */
function readExclude(value: JsonValue | undefined, source: DeclaredFiles): DeclaredFiles | null {
  const declared = isJsonObject(value) ? value : { source: value };
  const { column, nulls } = source.form;
  const form = { ...usualForm, nulls, column, isColumnShared: declared['column'] === undefined };
  const files = readFiles(declared, { ...source, form });
  return files.names.length === 0 ? null : files;
}

function checkFormats(declaration: Declaration, members: DeclaredMembers): readonly Diagnostic[] {
  const { identifierType, source, exclude, send } = members;
  const formats = formatsOf(identifierType);
  const wrong = [source, exclude].find((files) => files && !formats.includes(files.format));
  if (formats.length === 0) return [];
  if (wrong) {
    return [
      findingAt(declaration, wrong === source ? ['format'] : ['exclude'], {
        code: 'members-format-unknown',
        message: `identifiers of the type ${identifierType} cannot have the format ${wrong.format}`,
        hint: `Set it to ${formats.join(' or ')}.`,
      }),
    ];
  }
  const sentForm = sentFormOf(identifierType, source.format, send);
  if (exclude === null || canBecome(identifierType, exclude.format, sentForm)) return [];
  return [
    findingAt(declaration, ['exclude'], {
      code: 'members-exclude-format',
      message: `${exclude.format} identifiers cannot be compared with ${sentForm} ones`,
      hint: `Give plain or ${sentForm} identifiers under "exclude".`,
    }),
  ];
}

function checkForms(declaration: Declaration, members: DeclaredMembers): readonly Diagnostic[] {
  const { identifierType, source, exclude } = members;
  const findings: Diagnostic[] = [];
  for (const files of exclude === null ? [source] : [source, exclude]) {
    const { form, country } = files;
    const own = files === source ? null : 'exclude';
    if (!form.header && typeof form.column === 'string') {
      findings.push(
        findingAt(declaration, [own ?? 'column'], {
          code: 'members-column-missing',
          message: `without a header there is no column "${form.column}"`,
          hint: 'Set "column" to its number, counted from 1.',
        }),
      );
    }
    if (country !== null && !isPhoneType(identifierType)) {
      findings.push(
        findingAt(declaration, [own ?? 'country'], {
          code: 'members-country-unused',
          message: `a country is for phone numbers, but this list has the type ${identifierType}`,
          hint: 'Leave out "country".',
        }),
      );
    }
  }
  return findings;
}

function checkCaller(
  declaration: Declaration,
  { identifierType, gumCallerId }: DeclaredMembers,
): readonly Diagnostic[] {
  if (!isGum(identifierType) || gumCallerId !== null) return [];
  return [
    findingAt(declaration, [], {
      code: 'members-gum-caller-missing',
      message: 'gum identifiers need a caller ID',
      hint: 'Add gumCallerId. Ask Criteo for the ID.',
    }),
  ];
}

function findingAt(
  { address, locate }: Declaration,
  path: readonly string[],
  finding: Pick<Diagnostic, 'code' | 'message' | 'hint'>,
): Diagnostic {
  const source = locate(['contactList', 'members', ...path]);
  return { severity: 'error', ...finding, source, address };
}

/** A word for null that is not quoted is a null in YAML. */
function nullsOf(words: readonly JsonValue[]): readonly string[] {
  return words.flatMap((word) => (word === null ? ['NULL', 'null', 'Null'] : textsOf(word)));
}

function text(value: JsonValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function textsOf(value: JsonValue | undefined): readonly string[] {
  const values: readonly JsonValue[] = Array.isArray(value) ? value : [value ?? null];
  return values.filter((each) => typeof each === 'string');
}
