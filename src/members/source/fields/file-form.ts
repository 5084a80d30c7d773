import { lookUp } from '../../../model/text/look-up.ts';
import type { SourceForm, SourceType } from '../member-source.ts';
import { describeSource, sourceError } from './field-reader.ts';

const kindByEnding: Readonly<Record<string, SourceType>> = {
  txt: 'txt',
  csv: 'csv',
  tsv: 'tsv',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
};

/** How one file is read. */
export interface FileForm extends SourceForm {
  readonly type: SourceType;
}

/**
 * What a file holds, by what is said of it or by its name. A stream has no name to go by: it is CSV
 * where a column is asked for, else one identifier a line.
 *
 * @throws DiagnosticError where nothing says it, or where what is said makes no sense for it.
 */
export function fileForm(file: string, form: SourceForm, isStream: boolean): FileForm {
  const type = form.type ?? typeByName(file) ?? (isStream ? typeOfStream(form) : null);
  if (type === null) {
    throw sourceError(
      'members-source-unknown-kind',
      `The name of the source ${JSON.stringify(file)} does not show its type`,
      'Use a name that ends with .txt, .csv, .tsv or .ndjson, each also with .gz, or set "type" to one of these.',
    );
  }
  const { delimiter, header, isColumnShared } = form;
  const column = isColumnShared && type === 'txt' ? null : form.column;
  if (type === 'txt' && column !== null) {
    throw sourceError(
      'members-source-without-columns',
      `${describeSource(file)} has one identifier per line, so it has no column ${JSON.stringify(column)}`,
      'Leave out "column", or set "type" to csv, tsv or ndjson.',
    );
  }
  if ((type === 'txt' || type === 'ndjson') && delimiter !== null) {
    throw sourceError(
      'members-source-without-columns',
      `${describeSource(file)} is read as ${type}, which has no delimiter`,
      'Leave out "delimiter", or set "type" to csv.',
    );
  }
  if (type === 'ndjson' && (typeof column === 'number' || !header)) {
    throw sourceError(
      'members-source-without-columns',
      `${describeSource(file)} is read as ndjson, whose lines have keys instead of columns`,
      'Set "column" to the key with the identifiers, and leave out "header".',
    );
  }
  return { ...form, type, column };
}

function typeByName(file: string): SourceType | null {
  const ending = /\.([a-z]+)(?:\.gz)?$/iu.exec(file)?.[1]?.toLowerCase() ?? '';
  return lookUp(kindByEnding, ending) ?? null;
}

function typeOfStream({ column, delimiter }: SourceForm): SourceType {
  return column === null && delimiter === null ? 'txt' : 'csv';
}
