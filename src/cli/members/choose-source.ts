/** Where members come from: options win over the manifest. */
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { sourceOf } from '../../members/declared/declared-task.ts';
import type { DeclaredMembers } from '../../members/declared/read-members.ts';
import {
  delimiterOf,
  type ExcludedPeople,
  isSourceEncoding,
  isSourceType,
  type MemberSource,
  type SourceFiles,
  type SourceForm,
  usualForm,
} from '../../members/source/member-source.ts';
import type { Declaration } from '../../model/declaration.ts';
import type { OptionValues } from '../arguments/option-values.ts';
import { usageError } from '../arguments/usage-error.ts';

export interface KnownSource {
  readonly declaration: Declaration | null;
  /** What it says about members. */
  readonly declared: DeclaredMembers | null;
  /** The project folder, absolute. */
  readonly folder: string;
  /** Of identifiers that the command line names. */
  readonly how: Pick<ExcludedPeople, 'format' | 'country'>;
}

export function chooseSource(known: KnownSource, options: OptionValues): MemberSource {
  const source = chooseFiles(known, options);
  const given = options.list('exclude-source');
  if (given.length === 0) return source;
  const { column, nulls } = source.form;
  const form = { ...usualForm, nulls, column, isColumnShared: true };
  return { ...source, exclude: { ...filesGiven(given, form), ...known.how } };
}

function chooseFiles(
  { declaration, declared, folder }: KnownSource,
  options: OptionValues,
): MemberSource {
  const given = options.list('source');
  const source = declaration && declared ? sourceOf(declaration, declared, folder) : null;
  if (given.length > 0) {
    const form = formOf(options, { ...usualForm, nulls: source?.form.nulls ?? usualForm.nulls });
    return { ...filesGiven(given, form), exclude: source?.exclude ?? null };
  }
  if (source !== null) return { ...source, form: formOf(options, source.form) };
  throw refusal(
    'missing-option',
    'no manifest gives the source of the members',
    'Give --source FILE.',
  );
}

/** What a command line names is relative to where it is typed. */
function filesGiven(names: readonly string[], form: SourceForm): SourceFiles {
  const folder = process.cwd();
  const places = names.map((name) => ({ name, folder, mayBePipe: true }));
  return { name: names.join(', '), places, form };
}

function formOf(options: OptionValues, otherwise: SourceForm): SourceForm {
  const header = otherwise.header && !options.flag('no-header');
  const column = options.text('column');
  const type = options.text('source-type');
  const encoding = options.text('encoding');
  return {
    ...otherwise,
    header,
    column: column === null ? otherwise.column : columnOf(column, header),
    type: isSourceType(type) ? type : otherwise.type,
    delimiter: readDelimiter(options.text('delimiter')) ?? otherwise.delimiter,
    encoding: isSourceEncoding(encoding) ? encoding : otherwise.encoding,
  };
}

function columnOf(column: string, header: boolean): string | number {
  if (header) return column;
  if (/^[1-9]\d{0,4}$/u.test(column)) return Number(column);
  const message = `without a header there is no column "${column}"`;
  throw refusal('invalid-option', message, 'Give the number of the column, such as --column 1.');
}

function readDelimiter(word: string | null): string | null {
  if (word === null) return null;
  const delimiter = delimiterOf(word);
  if (delimiter !== null) return delimiter;
  const message = '--delimiter is not a character that can separate columns';
  throw refusal('invalid-option', message, 'Give one of , ; | : ^ ~ or tab.');
}

function refusal(code: string, message: string, hint: string): DiagnosticError {
  return new DiagnosticError([usageError(code, message, hint)]);
}
