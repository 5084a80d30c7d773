/** The API's own rules, found in manifests before anything is sent, and doubts about what manifests mean. */
import { type Diagnostic, sortDiagnostics } from '../diagnostics/diagnostic.ts';
import type { Declaration } from '../model/declaration.ts';
import { type HouseRules, noHouseRules } from '../model/house-rule.ts';
import type { Project } from '../model/project.ts';
import type { SisterProject } from '../model/sister-project.ts';
import { platformNamed } from '../platforms/platform-named.ts';
import { checkAlgebra } from './algebra/check-algebra.ts';
import { findDoubtfulAlgebra } from './algebra/find-doubtful-algebra.ts';
import { findEqualDeclarations } from './algebra/find-equal-declarations.ts';
import { keyAudiences } from './algebra/keyed-audiences.ts';
import { checkAbsentElsewhere } from './check-absent-elsewhere.ts';
import { checkIgnoredChanges } from './check-ignored-changes.ts';
import { checkOwnership } from './check-ownership.ts';
import { checkAbsentSegments, checkReferences } from './check-references.ts';
import { checkSegment } from './check-segment.ts';
import { comparePlaces } from './compare-places.ts';
import { findDeclaredTwice } from './find-declared-twice.ts';
import { findRenamedReferences, findUndeclaredReferences } from './find-undeclared-references.ts';
import { findUnusedSegments } from './find-unused-segments.ts';
import { checkIds } from './names/check-ids.ts';
import { checkNames } from './names/check-names.ts';
import { checkRenames } from './names/check-renames.ts';
import { checkUnicode } from './names/check-unicode.ts';
import { indexSegments } from './names/declared-segments.ts';
import { findLookAlikes } from './names/find-look-alikes.ts';
import { checkHouseRules } from './rules/check-house-rules.ts';
import { checkRuleNames } from './rules/check-rule-names.ts';
import { findNearNames } from './rules/find-near-names.ts';
import { namesInRules } from './rules/find-undeclared-names.ts';

export interface ValidationOptions {
  /**
   * Warn of segments that are named and not declared. On by default; a plan turns it off, because
   * it knows what exists remotely.
   */
  readonly undeclaredReferences?: boolean;
  /** Whether what could not be read may declare or use more. */
  readonly partlyRead?: boolean;
  /** Other projects of the repository that are bound to the same account. */
  readonly sisters?: readonly SisterProject[];
  /**
   * An error for each of their entities that this project deletes. On by default; a plan refuses that
   * by itself.
   */
  readonly absentElsewhere?: boolean;
  /** What must always hold; none by default. */
  readonly houseRules?: HouseRules;
  /** Whether it must hold of what is declared. On by default; a plan holds it against what will be. */
  readonly holdsHouseRules?: boolean;
}

/**
 * All that can be said of declarations, and of those of sister projects, without a snapshot. Their order never matters.
 */
export function validateDeclarations(
  declarations: readonly Declaration[],
  project: Project,
  {
    undeclaredReferences = true,
    absentElsewhere = true,
    partlyRead = false,
    sisters = [],
    houseRules = noHouseRules,
    holdsHouseRules = true,
  }: ValidationOptions = {},
): readonly Diagnostic[] {
  const sorted = declarations.toSorted(comparePlaces);
  const segments = indexSegments(sorted);
  const readable = sorted.filter(({ incomplete }) => incomplete === undefined);
  const platform = platformNamed(project.platform);
  const keyed = keyAudiences(readable, segments, platform);
  return sortDiagnostics([
    ...checkNames(readable),
    ...findLookAlikes(readable),
    ...checkIds(readable),
    ...checkRenames(readable),
    ...checkOwnership(readable, project),
    ...readable.flatMap((declaration) => [
      ...checkUnicode(declaration),
      ...checkIgnoredChanges(declaration, project),
      ...checkSegment(declaration),
      ...checkAlgebra(declaration),
      ...checkReferences(declaration, segments, project),
    ]),
    ...checkAbsentSegments(readable, segments),
    ...(absentElsewhere ? checkAbsentElsewhere(readable, sisters) : []),
    ...findDeclaredTwice(readable, sisters),
    ...findDoubtfulAlgebra(keyed),
    ...findEqualDeclarations(keyed),
    ...checkRuleNames(houseRules),
    ...findNearNames(houseRules, readable),
    ...(holdsHouseRules
      ? checkHouseRules(houseRules, {
          ...{ declarations: sorted, segments, keyed, platform, partlyRead },
          variables: [...project.variables.keys()],
        })
      : []),
    ...(partlyRead || readable.length < sorted.length
      ? []
      : findUnusedSegments(readable, segments, namesInRules(houseRules))),
    ...findRenamedReferences(readable, segments),
    ...(undeclaredReferences ? findUndeclaredReferences(readable, segments, partlyRead) : []),
  ]);
}
