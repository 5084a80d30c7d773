import type { Diagnostic, Source } from '../diagnostics/diagnostic.ts';
import { caseNote, nearest } from '../model/name.ts';
import type { Project } from '../model/project.ts';

/** One environment's project, with the variables that its manifests use. */
export interface VariableUse {
  readonly project: Project;
  readonly usedVariables: ReadonlySet<string>;
}

/**
 * Variables that nothing uses. One that environments share may be needed by an environment that was
 * not read, so it is judged only where all of them were.
 */
export function findUnusedVariables(
  uses: readonly VariableUse[],
  hasEveryEnvironment: boolean,
): readonly Diagnostic[] {
  const all = uses.flatMap(({ project, usedVariables }) =>
    [...project.variables].map(([name, variable]) => ({
      name,
      variable,
      project,
      key: `${variable.source?.line ?? ''}:${variable.source?.column ?? ''} ${name}`,
      isUsed: variable.isUsed || usedVariables.has(name),
    })),
  );
  const used = new Set(all.flatMap(({ key, isUsed }) => (isUsed ? [key] : [])));
  const unused = all.filter(
    ({ key, variable }) => !used.has(key) && (!variable.isShared || hasEveryEnvironment),
  );
  const findings = unused.map(
    ({ key, name, variable, project }) =>
      [
        key,
        variable.source === null
          ? unusedOption(name, project)
          : unusedVariable(name, variable.source),
      ] as const,
  );
  return [...new Map(findings).values()];
}

function unusedVariable(name: string, source: Source): Diagnostic {
  return {
    severity: 'warning',
    code: 'unused-variable',
    message: `nothing uses the variable "${name}"`,
    source,
    hint: `Use it as \${var.${name}}, or remove it.`,
  };
}

/** Most likely mistyped, so that what it should have replaced holds: more than a warning. */
function unusedOption(name: string, { variables }: Project): Diagnostic {
  const others = [...variables.keys()].filter((each) => each !== name);
  const [near] = nearest(name, others);
  return {
    severity: 'error',
    code: 'unknown-variable',
    message: `--var ${name} is given, but no variable has this name`,
    hint:
      near === undefined ? 'Remove it.' : `Did you mean --var ${near}?${caseNote(name, [near])}`,
  };
}
