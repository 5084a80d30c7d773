import type { Diagnostic, Source } from '../../diagnostics/diagnostic.ts';
import { caseNote } from '../../model/name.ts';

/**
 * A variable that neither the project file nor `--var` gives.
 *
 * @param near the one that may have been meant.
 */
export function explainUnknownVariable(
  name: string,
  near: string | undefined,
  source: Source,
): Diagnostic {
  return {
    severity: 'error',
    code: 'unknown-variable',
    message: `there is no variable "${name}"`,
    source,
    hint:
      near === undefined
        ? 'Set it under vars in the project file, or with --var. To write a literal ${, write $${.'
        : `Did you mean \${var.${near}}?${caseNote(name, [near])}`,
  };
}
