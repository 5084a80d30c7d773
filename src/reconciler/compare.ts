import { type Diagnostic, type Found, sortDiagnostics } from '../diagnostics/diagnostic.ts';
import { findUndeclarable } from '../export/find-undeclarable.ts';
import type { Declaration } from '../model/declaration.ts';
import { noHouseRules } from '../model/house-rule.ts';
import type { Snapshot } from '../model/remote/snapshot.ts';
import {
  type Comparison,
  type ComparisonOptions,
  compareWithRemote,
} from '../plan/compare-with-remote.ts';
import { isOtherOwner } from '../platforms/platform-named.ts';
import {
  findDoubtsBesideRemote,
  withoutDefinitions,
} from '../validation/algebra/find-doubts-beside-remote.ts';
import { findDeclaredTwice } from '../validation/find-declared-twice.ts';
import { findRemoteLookAlikes } from '../validation/names/find-look-alikes.ts';
import { checkSchemaRules } from '../validation/rules/check-schema-rules.ts';
import { type Checked, findObstacles } from './check.ts';
import type { Loaded } from './load.ts';
import { shownIn } from './shown-in.ts';

export type { Comparison, EarlierProject } from '../plan/compare-with-remote.ts';

/**
 * What is declared beside what is remote, once for all that is asked of it; `null` with errors where
 * the manifests hold some.
 */
export function compare(
  checked: Checked,
  remote: Snapshot,
  options: ComparisonOptions = {},
): Found<Comparison | null> {
  const diagnostics = findObstacles(checked);
  if (diagnostics.length > 0) return { value: null, diagnostics };
  const { declarations, project, findings } = checked;
  const known = findings.filter(({ code }) => code !== 'already-declared');
  const isWhole = options.selection === undefined && options.drift !== 'leave';
  const beside = [
    ...(isWhole ? known : withoutDefinitions(declarations, project, known)),
    ...findRemoteLookAlikes(declarations, remote),
    ...(isWhole ? findDoubtsBesideRemote(declarations, project, remote, known) : []),
  ];
  const compared = compareLoaded(checked, remote, options, beside);
  const all = sortDiagnostics([...compared.findings, ...findTwice(checked, compared)]);
  return { value: { ...compared, findings: all }, diagnostics: [] };
}

/** Of what is remote it is known that two projects mean the same, whatever they call it. */
function findTwice(
  { project, declarations, sisters = [] }: Loaded,
  { matches, elsewhere }: Comparison,
): readonly Diagnostic[] {
  if (sisters.length === 0) return [];
  const own = new Map(matches.map(({ declaration, remote }) => [declaration, remote]));
  const remoteIdOf = (each: Declaration) => {
    const remote = own.get(each) ?? elsewhere.remoteOf(each);
    // Two retailers may each have one of a name, and this project may not have made its own yet.
    return remote === null || isOtherOwner(remote.attributes, each.attributes) ? null : remote.id;
  };
  return shownIn(project, findDeclaredTwice(declarations, sisters, remoteIdOf));
}

/** The same without a check of the findings. */
export function compareLoaded(
  { project, declarations, houseRules = noHouseRules, sisters = [] }: Loaded,
  remote: Snapshot,
  options: ComparisonOptions,
  findings: readonly Diagnostic[] = [],
): Comparison {
  return compareWithRemote({
    ...{ project, declarations, houseRules, sisters, snapshot: remote, options, findings },
    schemaObjections: checkSchemaRules(houseRules, declarations),
    // Only what prunes asks for it.
    ...(project.prune === 'off' ? {} : { undeclarable: findUndeclarable(remote, project) }),
  });
}
