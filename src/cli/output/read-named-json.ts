/** A text or a JSON document that an option or an argument names. */
import { type Diagnostic, DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { readNamedFile } from '../../disk/read-named-file.ts';
import { describeJsonFault, parseJson } from '../../model/text/parse-json.ts';

/** Larger than any account, and small enough to be parsed in memory. */
const maxBytes = 400_000_000;

/**
 * Edge: reads a JSON document of any shape.
 *
 * @param kind what the file should be, such as `plan file`.
 * @param code that of a text which is no such document.
 * @throws DiagnosticError where there is no file, or no JSON in it.
 */
export async function readNamedJson(file: string, kind: string, code: string): Promise<unknown> {
  const parsed = parseJson(await readNamedText(file, kind));
  if ('value' in parsed) return parsed.value;
  throw failure({ code, message: `"${file}" ${describeJsonFault(parsed.fault)}` });
}

/**
 * Edge: reads any text.
 *
 * @param kind what the file should be, such as `plan file`.
 * @param ofFolder what to do about a folder that is given instead.
 * @throws DiagnosticError where there is no file that can be read.
 */
export async function readNamedText(
  file: string,
  kind: string,
  ofFolder?: string,
): Promise<string> {
  const read = await readNamedFile(file, maxBytes);
  if (!('problem' in read)) return read.bytes.toString('utf8');
  const { problem } = read;
  throw failure(
    problem.code === 'file-not-found'
      ? { code: 'file-not-readable', message: `there is no ${kind} "${file}"` }
      : {
          ...problem,
          ...(problem.code === 'file-is-a-folder' && ofFolder !== undefined
            ? { hint: ofFolder }
            : {}),
          ...{ code: codeOf(problem.code), message: `"${file}": ${problem.message}` },
        },
  );
}

/** The files of a project have codes of their own; a file that an option names is only unreadable. */
function codeOf(code: string): string {
  return ['file-unreadable', 'file-is-a-folder', 'file-too-large'].includes(code)
    ? 'file-not-readable'
    : code;
}

function failure(diagnostic: Omit<Diagnostic, 'severity'>): DiagnosticError {
  return new DiagnosticError([{ severity: 'error', ...diagnostic }]);
}
