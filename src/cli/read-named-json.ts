/** A JSON document that an option or an argument names. */
import { type Diagnostic, DiagnosticError } from '../diagnostics/diagnostic.ts';
import { readNamedFile } from '../disk/read-named-file.ts';
import { type JsonFault, maxJsonDepth, parseJson } from '../model/parse-json.ts';

/** Larger than any account, and small enough to be held in memory with what it becomes. */
const maxBytes = 400_000_000;

const faults: Readonly<Record<JsonFault, string>> = {
  'not-json': 'is not JSON',
  'too-deep': `is JSON nested deeper than ${maxJsonDepth} levels`,
  'too-large': 'holds too much to be read',
};

/**
 * Edge: reads it, whatever is in it.
 *
 * @param kind what it is to be, such as `plan file`.
 * @param code that of a text which is no such document.
 * @throws DiagnosticError where there is no file, or no JSON in it.
 */
export async function readNamedJson(file: string, kind: string, code: string): Promise<unknown> {
  const read = await readNamedFile(file, maxBytes);
  if ('problem' in read) {
    const { problem } = read;
    throw failure(
      problem.code === 'file-not-found'
        ? { code: 'file-not-readable', message: `there is no ${kind} "${file}"` }
        : { ...problem, code: codeOf(problem.code), message: `"${file}": ${problem.message}` },
    );
  }
  const parsed = parseJson(read.bytes.toString('utf8'));
  if ('value' in parsed) return parsed.value;
  throw failure({ code, message: `"${file}" ${faults[parsed.fault]}` });
}

/** What the files of a project have codes of their own for is, of a file that is named, unreadable. */
function codeOf(code: string): string {
  return ['file-unreadable', 'file-is-a-folder', 'file-too-large'].includes(code)
    ? 'file-not-readable'
    : code;
}

function failure(diagnostic: Omit<Diagnostic, 'severity'>): DiagnosticError {
  return new DiagnosticError([{ severity: 'error', ...diagnostic }]);
}
