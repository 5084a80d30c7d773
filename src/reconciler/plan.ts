import type { Diagnostic, Found } from '../diagnostics/diagnostic.ts';
import type { Project } from '../model/project.ts';
import type { RemoteReader } from '../model/remote/remote.ts';
import type { Snapshot } from '../model/remote/snapshot.ts';
import { findEndedSegments } from '../plan/check/find-ended-segments.ts';
import { findUnreadable } from '../plan/check/find-unreadable.ts';
import type { Comparison } from '../plan/compare-with-remote.ts';
import { writeDiagnostic } from '../plan/document/write-diagnostic.ts';
import { type WritingOptions, writePlan } from '../plan/document/write-plan.ts';
import { indexSnapshot } from '../plan/match/index-snapshot.ts';
import type { PlanOptions } from '../plan/plan-changes.ts';
import { platformNamed } from '../platforms/platform-named.ts';
import type { PlanDocument } from '../schema/generated/plan.ts';
import { version } from '../version.ts';
import { check, checksOfPlan } from './check.ts';
import { compare } from './compare.ts';
import type { Loaded } from './load.ts';
import { shownIn } from './shown-in.ts';

export type { PlanOptions } from '../plan/plan-changes.ts';

/** All that is remote: complete, or an error. */
export function snapshot(remote: RemoteReader): Promise<Snapshot> {
  return remote.readSnapshot();
}

/** The plan, also where apply would refuse it; `null` with errors where there is no sound one. */
export function plan(
  loaded: Loaded,
  remote: Snapshot,
  options: PlanOptions = {},
): Found<PlanDocument | null> {
  const { value, diagnostics } = compare(check(loaded, checksOfPlan), remote, options);
  return value ? planCompared(value, options) : { value: null, diagnostics };
}

/**
 * The plan of a comparison.
 *
 * @param more what was found beside it, as about the sources of members.
 */
export function planCompared(
  comparison: Comparison,
  options: WritingOptions = {},
  more: readonly Diagnostic[] = [],
): Found<PlanDocument | null> {
  const { project } = comparison;
  const { value, diagnostics } = writePlan(comparison, version, options, more);
  const shown = shownIn(project, diagnostics);
  if (value === null) return { value, diagnostics: shown };
  return {
    value: { ...value, diagnostics: [...shownIn(project, value.diagnostics)] },
    diagnostics: shown,
  };
}

/**
 * The plan with a warning for each version of the API that it would write with, and that a search does not
 * find: what was read proves another one. Nothing is asked where nothing is written there.
 */
export async function prove(
  planned: PlanDocument,
  remote: RemoteReader,
  project: Pick<Project, 'ignore'>,
): Promise<PlanDocument> {
  const kinds = [...new Set(planned.requests.map(({ kind }) => kind))];
  if (kinds.length === 0) return planned;
  const found = (await remote.proveVersions?.(kinds)) ?? [];
  const told = shownIn(project, found).map(writeDiagnostic);
  return told.length === 0
    ? planned
    : { ...planned, diagnostics: [...told, ...planned.diagnostics] };
}

/** What the API keeps to itself of what a snapshot holds, unless the project ignores it. */
export function findUnread(project: Project, remote: Snapshot): readonly Diagnostic[] {
  const platform = platformNamed(project.platform);
  const { entities } = indexSnapshot(platform, project.scopeId, remote);
  return shownIn(project, findUnreadable(entities, platform));
}

/**
 * The audiences that use a segment whose end has passed, unless the project ignores it. A plan does not say it,
 * since it knows no time.
 */
export function findEnded(
  { project, declarations }: Loaded,
  remote: Snapshot,
  now: number,
): readonly Diagnostic[] {
  return shownIn(project, findEndedSegments(declarations, remote, now));
}
