import { type Diagnostic, hasErrors, sortDiagnostics } from '../diagnostics/diagnostic.ts';
import { isAboutMeaning } from '../diagnostics/meaning-codes.ts';
import { checkDeclared } from '../manifest/check-declared.ts';
import { type HouseRules, noHouseRules } from '../model/house-rule.ts';
import type { Project } from '../model/project.ts';
import {
  type ValidationOptions,
  validateDeclarations,
} from '../validation/validate-declarations.ts';
import { dropConsequences } from '../yaml-source/findings/drop-consequences.ts';
import { isPartlyRead, type Loaded } from './load.ts';
import { shownIn } from './shown-in.ts';

export type { ValidationOptions } from '../validation/validate-declarations.ts';

/** What the declarations alone prove wrong or doubtful, beyond what `load` found in their texts. */
export function validate(
  { declarations, project, houseRules, sisters = [], diagnostics = [] }: Loaded,
  options: ValidationOptions = {},
): readonly Diagnostic[] {
  // Declarations need not come from texts, and then nothing has held them against the schema.
  const malformed = hasErrors(diagnostics) ? [] : checkDeclared(declarations, project);
  const partlyRead = isPartlyRead(project, diagnostics);
  const found = validateDeclarations(declarations, project, {
    ...{ sisters, partlyRead, ...(houseRules ? { houseRules } : {}) },
    ...options,
  });
  return shownIn(project, [...malformed, ...found]);
}

/** A plan knows what exists undeclared, and says itself what it refuses for the sake of other projects and of house rules. */
export const checksOfPlan: ValidationOptions = {
  undeclaredReferences: false,
  absentElsewhere: false,
  holdsHouseRules: false,
};

/** What was loaded, with all that there is to say about it; only what holds no error is planned. */
export interface Checked extends Loaded {
  readonly houseRules: HouseRules;
  /** What `load` and `validate` find, sorted, each mistake once. */
  readonly findings: readonly Diagnostic[];
}

export function check(loaded: Loaded, options: ValidationOptions = {}): Checked {
  const { project } = loaded;
  const all = [...(loaded.diagnostics ?? []), ...validate(loaded, options)];
  const findings = shownIn(project, sortDiagnostics(dropConsequences(all)));
  return { ...loaded, houseRules: loaded.houseRules ?? noHouseRules, findings };
}

/**
 * The errors that prevent a plan, with the other findings beside them. Doubts
 * about what manifests mean are for `validate` to say: no plan touches anything here.
 *
 * @returns nothing where the manifests are sound.
 */
export function findObstacles({ findings }: Checked): readonly Diagnostic[] {
  return hasErrors(findings) ? findings.filter(({ code }) => !isAboutMeaning(code)) : [];
}

/** With what was found elsewhere, such as about files, in its place among the rest. */
export function addFindings<
  Found extends { readonly project: Project | null; readonly findings: readonly Diagnostic[] },
>(found: Found, more: readonly Diagnostic[]): Found {
  if (more.length === 0) return found;
  const findings = sortDiagnostics([...found.findings, ...more]);
  return { ...found, findings: shownIn(found.project ?? { ignore: [] }, findings) };
}
