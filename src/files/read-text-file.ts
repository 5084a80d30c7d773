/** Reads one text file the user names, and says in plain words why it can't be. */
import { isUtf8 } from 'node:buffer';
import type { Diagnostic, Found, Source } from '../diagnostics/diagnostic.ts';
import type { Unreadable } from '../disk/explain-unreadable.ts';
import { readBytes } from '../disk/read-bytes.ts';
import type { SourceFile } from '../model/files/source-file.ts';

/** More YAML than this does not fit into memory once it is parsed; 100,000 entities take about 30 MB. */
const maxFileBytes = 40_000_000;

/** A text, or the reason why there is none as a finding at the top of the file. */
export interface ReadText extends Found<SourceFile | null> {
  /** The same for every path that leads to the same file, through any links. */
  readonly identity: string | null;
}

/** @param path where the file is; @param file how findings name it. */
export async function readTextFile(path: string, file: string): Promise<ReadText> {
  const read = await readBytes(path, maxFileBytes);
  if ('problem' in read) return refuse(atTop(file, read.problem));
  const { bytes, identity } = read;
  if (!isUtf8(bytes)) return refuse(notUtf8(file, bytes));
  const text = bytes.toString('utf8').replace(/^\uFEFF/u, '');
  return { value: { file, text }, diagnostics: [], identity };
}

/** Why a file can't be read, as a finding of its own. */
export function atTop(file: string, problem: Unreadable): Diagnostic {
  const tooLarge = problem.code === 'file-too-large';
  return {
    severity: 'error',
    ...problem,
    source: { file, line: 1, column: 1 },
    ...(tooLarge ? { hint: 'Split the declarations into several files.' } : {}),
  };
}

function refuse(diagnostic: Diagnostic): ReadText {
  return { value: null, diagnostics: [diagnostic], identity: null };
}

function notUtf8(file: string, bytes: Buffer): Diagnostic {
  const isUtf16 = bytes.length >= 2 && [0xfeff, 0xfffe].includes(bytes.readUInt16BE(0));
  return {
    severity: 'error',
    code: 'invalid-utf8',
    message: 'the file is not valid UTF-8',
    source: isUtf16 ? { file, line: 1, column: 1 } : { file, ...firstBadPlace(bytes) },
    hint: isUtf16 ? 'Save it as UTF-8. It looks like UTF-16.' : 'Save it as UTF-8.',
  };
}

/** The first line that does not decode, and the first character in it that does not. */
function firstBadPlace(bytes: Buffer): Pick<Source, 'line' | 'column'> {
  let line = 1;
  let start = 0;
  while (start < bytes.length) {
    const end = bytes.indexOf(0x0a, start);
    const part = bytes.subarray(start, end === -1 ? bytes.length : end);
    if (!isUtf8(part)) return { line, column: firstBadColumn(part) };
    if (end === -1) break;
    line += 1;
    start = end + 1;
  }
  return { line, column: 1 };
}

function firstBadColumn(line: Buffer): number {
  let good = 0;
  for (let end = 1; end <= line.length; end += 1) {
    if (isUtf8(line.subarray(0, end))) good = end;
    // A character takes four bytes at most, so nothing can become valid any more.
    else if (end - good >= 4) break;
  }
  return line.subarray(0, good).toString('utf8').length + 1;
}
