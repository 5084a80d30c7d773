/**
 * The library: the product's functions, what they need from outside, how to show their results, and
 * the sandbox to try them on. Every type that one of their signatures names is here, too, and what its parts name;
 * `test/docs/exported-types.test.ts` says which are left to the types that hold them, and why.
 * `docs/library.md` explains it.
 */
export type { ApplyResult, ReportNow } from './apply/apply-plan.ts';
export type {
  ApplyReport,
  ChangeResult,
  ChangeStep,
  MembersSent,
  StaleChange,
} from './apply/apply-report.ts';
export type { ContactLists, ListToSync } from './apply/contact-lists.ts';
export type { ChangeCounts, OutcomeCounts } from './apply/count-changes.ts';
export type { ApplyProgress } from './apply/create-run.ts';
export {
  type Diagnostic,
  DiagnosticError,
  type Found,
  hasErrors,
  type Severity,
  type Source,
} from './diagnostics/diagnostic.ts';
export type { Declaration, MarkedPart } from './model/declaration.ts';
export type { Address, Kind, PlatformName, Verb } from './model/entity.ts';
export type { OtherReader } from './model/files/other-reader.ts';
export type { ChangedFile, FileLock, SourceFile } from './model/files/source-file.ts';
export type {
  ExpectedPerson,
  HouseRule,
  HouseRules,
  RuleDemand,
  RuleEntry,
} from './model/house-rule.ts';
export type { ChangeError, ChangeWarning, Outcome, OutcomeName } from './model/outcome.ts';
export type { Ownership, OwnershipRule } from './model/ownership.ts';
export type { Labels, Limits, Project, VersionKey, VersionSources } from './model/project.ts';
export type { ContactListStatistics } from './model/remote/members-remote.ts';
export type {
  Clock,
  Patience,
  Problem,
  ReadOptions,
  RemoteReader,
  RemoteWriter,
  WriteAnswer,
  WriteRequest,
} from './model/remote/remote.ts';
export type { Size, Sizes } from './model/remote/size.ts';
export type { RemoteRow, Snapshot } from './model/remote/snapshot.ts';
export type { SisterProject } from './model/sister-project.ts';
export type { JsonObject, JsonValue } from './model/text/json.ts';
export type { Variable } from './model/variable.ts';
export type { Comparison, EarlierProject } from './plan/compare-with-remote.ts';
export { type Covered as ChecksummedPlan, planChecksum } from './plan/document/plan-checksum.ts';
export { readPlan } from './plan/document/read-plan.ts';
export type { Selection } from './plan/match/selection.ts';
export type { PlannedSync, PlannedSyncs } from './plan/people/planned-sync.ts';
export type { PlanOptions } from './plan/plan-changes.ts';
export { findVersionWarnings, type VersionsInUse } from './platforms/find-version-warnings.ts';
export type { CatalogueName, Channel, Platform } from './platforms/platform.ts';
export { platformNamed } from './platforms/platform-named.ts';
export type { ProjectOptions } from './project/project-options.ts';
export type {
  LeftDifference,
  PulledPeople,
  PullResult,
  TakeKind,
  TakenAttribute,
  Taking,
} from './pull/pull-result.ts';
export type { PullLead } from './pull/pull-words.ts';
export { type ApplyOptions, apply } from './reconciler/apply.ts';
export { validate } from './reconciler/check.ts';
export type { Beside, Trust } from './reconciler/find-objections.ts';
export { type Loaded, type LoadOptions, load } from './reconciler/load.ts';
export { plan, prove, snapshot } from './reconciler/plan.ts';
export { type PullOptions, type PullTexts, pull } from './reconciler/pull.ts';
export type { ProjectTexts } from './reconciler/read-sister.ts';
export {
  type RenamedProject,
  type RenameEdit,
  type RenameResult,
  type RenameWish,
  rename,
  renameInAll,
} from './reconciler/rename.ts';
export { createRemoteSharing } from './remote/calls/create-sharing.ts';
export { type AccountWriter, createRemote } from './remote/create-remote.ts';
export { type AccountReader, createRemoteReader } from './remote/create-remote-reader.ts';
export type { Credentials } from './remote/credentials.ts';
export type { Application } from './remote/look-ups/read-application.ts';
export type { CatalogueEntry } from './remote/look-ups/read-catalogue.ts';
export type { DeprecationEvent, RemoteEvent } from './remote/remote-event.ts';
export type { RemoteOptions } from './remote/remote-options.ts';
export { type ApplyReportOptions, renderApplyReport } from './report/apply/render-apply-report.ts';
export {
  type DiagnosticsOptions,
  renderDiagnostics,
} from './report/findings/render-diagnostics.ts';
export type { HowSaved, SavedPlan } from './report/plan/apply-command.ts';
export { type RenderPlanOptions, renderPlan } from './report/plan/render-plan.ts';
export type { ReportFormat } from './report/report-format.ts';
export type { RowEdit } from './sandbox/entities/edit-row.ts';
export type { Fault, FaultCondition, FaultEffect } from './sandbox/faults/fault.ts';
export { handleRequest } from './sandbox/handle-request.ts';
export type { LoggedRequest } from './sandbox/inspection/request-log.ts';
export type { PlainRequest, PlainResponse } from './sandbox/protocol/exchange.ts';
export { createSandbox, type Sandbox, type SandboxOptions } from './sandbox/sandbox.ts';
export { type ServedSandbox, type ServeOptions, serveSandbox } from './sandbox/serve-sandbox.ts';
export type { SettingsInput as SandboxSettings } from './sandbox/settings.ts';
export type { Variants as SandboxVariants } from './sandbox/variants.ts';
export type {
  PlanDocument,
  PlannedChange,
  PlannedRequest,
  Refusal,
} from './schema/generated/plan.ts';
export { systemClock } from './system-clock.ts';
export type { ValidationOptions } from './validation/validate-declarations.ts';
export { version } from './version.ts';
