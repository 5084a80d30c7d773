import { lookUp } from '../model/look-up.ts';
import { sourceError } from './field-reader.ts';

export type SourceKind = 'txt' | 'csv' | 'tsv' | 'ndjson';

const kindByEnding: Readonly<Record<string, SourceKind>> = {
  txt: 'txt',
  csv: 'csv',
  tsv: 'tsv',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
};

/**
 * What a source holds, by its name. Standard input has none: it is CSV where a column is asked for,
 * else one identifier a line.
 * @throws DiagnosticError for an ending that says nothing.
 */
export function sourceKind(source: string, column: string | null): SourceKind {
  if (source === '-') return column === null ? 'txt' : 'csv';
  const ending = /\.([a-z]+)(?:\.gz)?$/iu.exec(source)?.[1]?.toLowerCase() ?? '';
  const kind = lookUp(kindByEnding, ending);
  if (kind === undefined) {
    throw sourceError(
      'members-source-unknown-kind',
      `The name of the source ${JSON.stringify(source)} does not say what it holds`,
      'Let it end with .txt, .csv, .tsv or .ndjson, each also with .gz',
    );
  }
  if (kind !== 'txt' || column === null) return kind;
  throw sourceError(
    'members-source-without-columns',
    `The source ${JSON.stringify(source)} has one identifier a line, so it has no column "${column}"`,
    'Leave "column" out, or give a .csv, .tsv or .ndjson file',
  );
}
