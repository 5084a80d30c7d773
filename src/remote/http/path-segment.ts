import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { isId } from '../../model/remote/is-id.ts';

/**
 * An ID as a part of a path. Escaping alone would let `..` through, which leads to another endpoint.
 *
 * @throws DiagnosticError `api-path-invalid` for what is no ID.
 */
export function idSegment(id: string): string {
  if (isId(id)) return id;
  throw invalid('ID');
}

/** The same for an API version, such as `2026-07` or `preview`. */
export function versionSegment(version: string): string {
  if (/^[a-z0-9]+(?:-[a-z0-9]+)*$/iu.test(version)) return version;
  throw invalid('API version');
}

function invalid(what: string): DiagnosticError {
  return new DiagnosticError([
    {
      severity: 'error',
      code: 'api-path-invalid',
      message: `A part of the address of a request is not an ${what}`,
      hint: `Correct the ${what} in the project file or the plan file.`,
    },
  ]);
}
