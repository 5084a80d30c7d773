import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { usageError } from '../arguments/usage-error.ts';

/** `--var KEY=VALUE`, by key; the last one wins. Throws a DiagnosticError for what is not of this form. */
export function readVars(given: readonly string[]): Readonly<Record<string, string>> {
  const wrong = given.filter((each) => each.indexOf('=') < 1);
  if (wrong.length > 0) {
    throw new DiagnosticError(
      wrong.map((each) =>
        usageError('invalid-option', `--var is "${each}", which does not have the form KEY=VALUE`),
      ),
    );
  }
  return Object.fromEntries(
    given.map((each) => {
      const at = each.indexOf('=');
      return [each.slice(0, at), each.slice(at + 1)];
    }),
  );
}
