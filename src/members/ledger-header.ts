/** The first line of a ledger: what it is about, readable by people and by later versions. */
import { isJsonObject } from '../model/json.ts';
import type { SourceFormat } from './identifier-rule.ts';

export interface LedgerHeader {
  readonly format: 1;
  /** Grows each time the file is written anew. */
  readonly generation: number;
  /** The list: `retail-media/738…`. */
  readonly list: string;
  /** Null as long as nothing was sent. */
  readonly identifierType: string | null;
  readonly sentForm: SourceFormat | null;
  /**
   * `whole`: the remote list holds these members and no others. `part`: it holds these, and nobody
   * knows what else.
   */
  readonly coverage: 'whole' | 'part';
  /** What the file's own key is derived with; null where it is not encrypted. */
  readonly salt: string | null;
}

export const longestHeader = 4096;

export function encodeLedgerHeader(header: LedgerHeader): string {
  const { format, ...rest } = header;
  return `${JSON.stringify({ audiencectl: 'ledger', format, ...rest })}\n`;
}

/** @returns null where the line is no header of a format that this version knows. */
export function decodeLedgerHeader(line: string): LedgerHeader | null {
  const value = parse(line);
  if (!isJsonObject(value) || value['audiencectl'] !== 'ledger' || value['format'] !== 1) {
    return null;
  }
  const { generation, list, identifierType, sentForm, coverage, salt } = value;
  if (typeof generation !== 'number' || typeof list !== 'string') return null;
  if (identifierType !== null && typeof identifierType !== 'string') return null;
  if (sentForm !== null && !isSentForm(sentForm)) return null;
  if (coverage !== 'whole' && coverage !== 'part') return null;
  if (salt !== null && typeof salt !== 'string') return null;
  return { format: 1, generation, list, identifierType, sentForm, coverage, salt };
}

function isSentForm(value: unknown): value is SourceFormat {
  return value === 'plain' || value === 'sha256' || value === 'md5' || value === 'sha256-md5';
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
