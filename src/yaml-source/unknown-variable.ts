import type { Diagnostic, Source } from '../diagnostics/diagnostic.ts';
import { nearest } from '../model/name.ts';

/** A variable that neither the project file nor `--var` gives. */
export function explainUnknownVariable(
  name: string,
  known: readonly string[],
  source: Source,
): Diagnostic {
  const [near] = nearest(name, known);
  return {
    severity: 'error',
    code: 'unknown-variable',
    message: `there is no variable "${name}"`,
    source,
    hint:
      near === undefined
        ? 'Give it under vars in the project file, or with --var; a literal ${ is written $${.'
        : `Did you mean \${var.${near}}?`,
  };
}
