/** The library: the product's five functions, what they need from outside, and how to show their results. */
export type { ApplyResult } from './apply/apply-plan.ts';
export type { ApplyReport, ChangeError, ChangeResult, Outcome } from './apply/apply-report.ts';
export type { ApplyProgress } from './apply/run-operations.ts';
export type { Diagnostic, Found, Severity, Source } from './diagnostics/diagnostic.ts';
export type { Declaration } from './model/declaration.ts';
export type { Address, Kind, PlatformName } from './model/entity.ts';
export type { Project } from './model/project.ts';
export type { Clock, RemoteReader, RemoteWriter } from './model/remote.ts';
export type { RemoteRow, Snapshot } from './model/snapshot.ts';
export type { SourceFile } from './model/source-file.ts';
export type { PlanOptions } from './plan/plan-changes.ts';
export { planChecksum } from './plan/plan-checksum.ts';
export type { Platform } from './platforms/platform.ts';
export { platformNamed } from './platforms/platform-named.ts';
export type { ProjectOptions } from './project/project-options.ts';
export {
  type ApplyOptions,
  apply,
  type Loaded,
  load,
  plan,
  snapshot,
  validate,
} from './reconciler.ts';
export { createRemote } from './remote/create-remote.ts';
export { createRemoteReader } from './remote/create-remote-reader.ts';
export type { RemoteEvent } from './remote/remote-event.ts';
export type { Credentials, RemoteOptions } from './remote/remote-options.ts';
export { renderApplyReport } from './report/render-apply-report.ts';
export { renderDiagnostics } from './report/render-diagnostics.ts';
export { renderPlan } from './report/render-plan.ts';
export { createSandbox, type Sandbox, type SandboxOptions } from './sandbox/sandbox.ts';
export { type ServedSandbox, type ServeOptions, serveSandbox } from './sandbox/serve-sandbox.ts';
export type {
  PlanDocument,
  PlannedChange,
  PlannedRequest,
  Refusal,
} from './schema/generated/plan.ts';
export { systemClock } from './system-clock.ts';
export { version } from './version.ts';
