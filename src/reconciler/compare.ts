import type { Diagnostic, Found } from '../diagnostics/diagnostic.ts';
import { findUndeclarable } from '../export/find-undeclarable.ts';
import { noHouseRules } from '../model/house-rule.ts';
import type { Snapshot } from '../model/remote/snapshot.ts';
import {
  type Comparison,
  type ComparisonOptions,
  compareWithRemote,
} from '../plan/compare-with-remote.ts';
import {
  findDoubtsBesideRemote,
  withoutDefinitions,
} from '../validation/algebra/find-doubts-beside-remote.ts';
import { findRemoteLookAlikes } from '../validation/names/find-look-alikes.ts';
import { checkSchemaRules } from '../validation/rules/check-schema-rules.ts';
import { type Checked, findObstacles } from './check.ts';
import type { Loaded } from './load.ts';

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
  const { declarations, project, findings: known } = checked;
  const isWhole = options.selection === undefined && options.drift !== 'leave';
  const findings = [
    ...(isWhole ? known : withoutDefinitions(declarations, project, known)),
    ...findRemoteLookAlikes(declarations, remote),
    ...(isWhole ? findDoubtsBesideRemote(declarations, project, remote, known) : []),
  ];
  return { value: compareLoaded(checked, remote, options, findings), diagnostics: [] };
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
