/** The beginning of a ledger: what it is about, readable by people and by later versions. */
import { isJsonObject, type JsonObject } from '../../../model/text/json.ts';
import type { SourceFormat } from '../../identifiers/identifier-rule.ts';
import { isGum } from '../../identifiers/identifier-types.ts';

export interface LedgerHeader {
  /** Grows each time one of the list's files is rewritten. */
  readonly generation: number;
  /** The list: `retail-media/738…`. */
  readonly list: string;
  /** Null in the note about a list as a whole. */
  readonly identifierType: string | null;
  readonly sentForm: SourceFormat | null;
  /** With which caller gum identifiers were sent. Null where that is not known, or for another type. */
  readonly gumCallerId: number | null;
  /**
   * `whole`: the remote list holds these members of the type and no others. `part`: it holds these,
   * and what else it holds is unknown.
   */
  readonly coverage: 'whole' | 'part';
  /**
   * All members of the type that were ever sent to the list have `sentForm`, and this caller. Otherwise, something else may have filled
   * the list, and a person may be on it in another form, too. Null in a ledger of an earlier version, which does not say it.
   */
  readonly isOneForm: boolean | null;
  /** In the note: the types, in lower case, that were sent since. */
  readonly begun: readonly string[];
  /** What the file's own key is derived with; null where it is not encrypted. */
  readonly salt: string | null;
}

/** The generation of a note that only says which types were sent. */
export const typesOnly = 0;

/** A line of JSON, filled up with blanks, so that what follows has its place. */
export const headerBytes = 1024;

const format = 2;
const beginning = '{"audiencectl":"ledger","format":';

export function encodeLedgerHeader(header: LedgerHeader): Buffer {
  const line = `${beginning}${format},${JSON.stringify(header).slice(1)}`;
  const bytes = Buffer.alloc(headerBytes, ' ');
  if (Buffer.byteLength(line) >= headerBytes) throw new RangeError('a header is too long');
  bytes.write(line);
  bytes.write('\n', headerBytes - 1);
  return bytes;
}

/** The format that a file says it has; null where it says nothing of the kind. */
export function formatOf(bytes: Buffer): number | null {
  const text = bytes.toString('latin1', 0, beginning.length + 8);
  if (!text.startsWith(beginning)) return null;
  const digits = /^\d+(?=,)/u.exec(text.slice(beginning.length))?.[0];
  return digits === undefined ? null : Number(digits);
}

/** Whether it is of this format, or may have been before something was cut off. */
export function isOfThisFormat(bytes: Buffer): boolean {
  const start = `${beginning}${format},`;
  return start.startsWith(bytes.toString('latin1', 0, start.length));
}

/** @returns null for what is no header. */
export function decodeLedgerHeader(bytes: Buffer): LedgerHeader | null {
  const value = parse(bytes.toString('utf8'));
  if (!isJsonObject(value) || value['format'] !== format) return null;
  const { generation, list, identifierType, sentForm, coverage, begun, salt } = value;
  if (typeof generation !== 'number' || typeof list !== 'string') return null;
  if (identifierType !== null && typeof identifierType !== 'string') return null;
  if (sentForm !== null && !isSentForm(sentForm)) return null;
  if (coverage !== 'whole' && coverage !== 'part') return null;
  if (!Array.isArray(begun) || !begun.every((type) => typeof type === 'string')) return null;
  if (salt !== null && typeof salt !== 'string') return null;
  const { isOneForm, gumCallerId } = laterFields(value);
  return {
    ...{ generation, list, identifierType, sentForm, gumCallerId },
    ...{ coverage, isOneForm, begun, salt },
  };
}

/** Those that the first versions did not write. */
function laterFields({ isOneForm, gumCallerId }: JsonObject) {
  return {
    isOneForm: typeof isOneForm === 'boolean' ? isOneForm : null,
    gumCallerId: typeof gumCallerId === 'number' ? gumCallerId : null,
  };
}

/**
 * Whether all members of the type have one form, and one caller. An earlier version kept no ledger of what it sent while
 * a clear was open, and no caller.
 * @param isInClear a clear of the list was not finished.
 */
export function hasOneForm(
  { identifierType, gumCallerId, isOneForm, coverage }: OfOneForm,
  isInClear: boolean,
): boolean {
  if (isGum(identifierType) && gumCallerId === null) return false;
  return isOneForm ?? (coverage === 'whole' && !isInClear);
}

type OfOneForm = Pick<LedgerHeader, 'identifierType' | 'gumCallerId' | 'isOneForm' | 'coverage'>;

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
