import type { Diagnostic, Source } from '../../diagnostics/diagnostic.ts';
import { caseNote } from '../../model/name.ts';
import type { NearVariable } from '../insert-variables.ts';

/**
 * A variable that neither the project file nor `--var` gives.
 *
 * @param near the one that may have been meant.
 */
export function explainUnknownVariable(
  name: string,
  near: NearVariable | undefined,
  source: Source,
): Diagnostic {
  const finding = {
    severity: 'error',
    code: 'unknown-variable',
    message: `there is no variable "${name}"`,
    source,
  } as const;
  if (near === undefined) {
    return {
      ...finding,
      hint: 'Set it under vars in the project file, or with --var. To write a literal ${, write $${.',
    };
  }
  const key = slipIn(near, source);
  if (key === null) {
    return { ...finding, hint: `Did you mean \${var.${near.name}}?${caseNote(name, [near.name])}` };
  }
  return {
    ...finding,
    hint: near.isUsed
      ? `Set "${name}" under vars in the project file. Other projects may read this manifest, so leave the name here as it is.`
      : `Correct the name "${near.name}" to "${name}" under vars in the project file.`,
    related: [{ label: `"${near.name}" is set here`, source: key }],
  };
}

/**
 * The key to correct in the project file: where nothing uses the variable, its name is the likely slip. A manifest
 * outside the folder of the project is most likely shared, and what it says is right for others.
 */
function slipIn({ source: key, isUsed }: NearVariable, { file }: Source): Source | null {
  if (key === null || key.file === file) return null;
  return !isUsed || file.startsWith('../') ? key : null;
}
