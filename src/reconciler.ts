/**
 * The product as five functions over plain data: load, validate, snapshot, plan, apply. Files,
 * network and time come in as arguments.
 */
import { type ApplyResult, applyPlan } from './apply/apply-plan.ts';
import type { ApplyProgress } from './apply/run-operations.ts';
import { type Diagnostic, type Found, hasErrors } from './diagnostics/diagnostic.ts';
import { findUnusedVariables } from './manifest/find-unused-variables.ts';
import { readManifests } from './manifest/read-manifests.ts';
import type { Declaration } from './model/declaration.ts';
import type { Project } from './model/project.ts';
import type { Clock, RemoteReader, RemoteWriter } from './model/remote.ts';
import type { Snapshot } from './model/snapshot.ts';
import type { SourceFile } from './model/source-file.ts';
import { type PlanOptions, planChanges } from './plan/plan-changes.ts';
import type { ProjectOptions } from './project/project-options.ts';
import { readProject } from './project/read-project.ts';
import type { PlanDocument } from './schema/generated/plan.ts';
import { systemClock } from './system-clock.ts';
import { findRemoteLookAlikes } from './validation/find-look-alikes.ts';
import { validateDeclarations } from './validation/validate-declarations.ts';
import { version } from './version.ts';

/** A project and what it declares. */
export interface Loaded {
  readonly project: Project;
  readonly declarations: readonly Declaration[];
}

/** Reads the texts of a project file and its manifests. `null` where nothing can be made of them. */
export function load(
  projectFile: SourceFile,
  manifests: readonly SourceFile[],
  options: ProjectOptions = {},
): Found<Loaded | null> {
  const { value: project, diagnostics } = readProject(projectFile, options);
  if (project === null) return { value: null, diagnostics };
  const { value: declarations, ...read } = readManifests(manifests, project);
  const unused = findUnusedVariables([{ project, ...read }], false);
  const findings = [...diagnostics, ...read.diagnostics, ...unused];
  return { value: { project, declarations }, diagnostics: findings };
}

/** What the declarations alone prove wrong or doubtful, beyond what `load` found in their texts. */
export function validate({ declarations, project }: Loaded): readonly Diagnostic[] {
  return validateDeclarations(declarations, project);
}

/** All that is remote: complete, or an error. */
export function snapshot(remote: RemoteReader): Promise<Snapshot> {
  return remote.readSnapshot();
}

/** The plan, also where apply would refuse it; `null` with errors where there is no sound one. */
export function plan(
  { declarations, project }: Loaded,
  remote: Snapshot,
  options: PlanOptions = {},
): Found<PlanDocument | null> {
  const findings = [
    ...validateDeclarations(declarations, project, { undeclaredReferences: false }),
    ...findRemoteLookAlikes(declarations, remote),
  ];
  if (hasErrors(findings)) return { value: null, diagnostics: findings };
  return planChanges({ project, declarations, snapshot: remote, version, findings, options });
}

export interface ApplyOptions {
  /** Write requests in flight at once; 4 unless given. */
  readonly parallelism?: number;
  readonly clock?: Clock;
  /** Aborted: requests in flight are finished, nothing further is begun. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ApplyProgress) => void;
}

/** Holds the plan against what is remote now, and carries it out unless it is stale. */
export async function apply(
  planned: PlanDocument,
  remote: RemoteWriter,
  { parallelism = 4, clock = systemClock, ...rest }: ApplyOptions = {},
): Promise<ApplyResult> {
  return applyPlan({
    plan: planned,
    snapshot: await remote.readSnapshot(),
    remote,
    clock,
    parallelism,
    ...rest,
  });
}
