/**
 * The product as functions over plain data: load, validate, snapshot, plan, apply. Files, network and
 * time come in as arguments. This is the only place that puts the stages together, and every brake is
 * in here or below: the command line, and whoever else calls, cannot leave one out.
 */
import { type ApplyResult, applyPlan, type ReportNow } from './apply/apply-plan.ts';
import type { ContactLists } from './apply/contact-lists.ts';
import type { ApplyProgress } from './apply/create-run.ts';
import {
  type Diagnostic,
  type Found,
  hasErrors,
  sortDiagnostics,
} from './diagnostics/diagnostic.ts';
import { isAboutMeaning } from './diagnostics/meaning-codes.ts';
import { findUndeclarable } from './export/find-undeclarable.ts';
import { checkDeclared } from './manifest/check-declared.ts';
import { findUnusedVariables } from './manifest/find-unused-variables.ts';
import { readManifests } from './manifest/read-manifests.ts';
import { type ProjectTexts, readSister } from './manifest/read-sister.ts';
import { readMembers } from './members/declared/read-members.ts';
import type { Declaration } from './model/declaration.ts';
import type { Project } from './model/project.ts';
import type { Clock, RemoteReader, RemoteWriter } from './model/remote/remote.ts';
import type { Snapshot } from './model/remote/snapshot.ts';
import type { SisterProject } from './model/sister-project.ts';
import type { SourceFile } from './model/source-file.ts';
import {
  type Comparison,
  type ComparisonOptions,
  compareWithRemote,
  type EarlierProject,
} from './plan/compare/compare-with-remote.ts';
import { hasOwnChecksum } from './plan/document/plan-checksum.ts';
import { findAlterations } from './plan/document/read-plan.ts';
import { writeDiagnostic } from './plan/document/write-diagnostic.ts';
import { type WritingOptions, writePlan } from './plan/document/write-plan.ts';
import { needsSync } from './plan/people/planned-sync.ts';
import type { PlanOptions } from './plan/plan-changes.ts';
import type { DoneChanges } from './plan/saved/assess-changes.ts';
import { findTargetProblems } from './plan/saved/find-target-problems.ts';
import { findUndeclared } from './plan/saved/find-undeclared.ts';
import type { ProjectOptions } from './project/project-options.ts';
import { readProject } from './project/read-project.ts';
import type { PlanDocument, PlannedChange, Refusal } from './schema/generated/plan.ts';
import { systemClock } from './system-clock.ts';
import { findRemoteLookAlikes } from './validation/names/find-look-alikes.ts';
import {
  type ValidationOptions,
  validateDeclarations,
} from './validation/validate-declarations.ts';
import { version } from './version.ts';
import { dropConsequences } from './yaml-source/findings/drop-consequences.ts';

/** A project and what it declares. */
export interface Loaded {
  readonly project: Project;
  readonly declarations: readonly Declaration[];
  /** What was found in the texts. With an error among it, nothing is planned or applied. */
  readonly diagnostics?: readonly Diagnostic[];
  /** Other projects of the repository that are bound to the same account: none of theirs is deleted. */
  readonly sisters?: readonly SisterProject[];
}

export interface LoadOptions extends ProjectOptions {
  /** The other projects of the repository, of whatever account. */
  readonly others?: readonly ProjectTexts[];
}

/** Reads the texts of a project file and its manifests. `null` where nothing can be made of them. */
export function load(
  projectFile: SourceFile,
  manifests: readonly SourceFile[],
  { others = [], ...options }: LoadOptions = {},
): Found<Loaded | null> {
  const { value: project, diagnostics } = readProject(projectFile, options);
  if (project === null) return { value: null, diagnostics };
  const sisters = others.flatMap((texts) => readSister(texts, project));
  const read = loadManifests(project, manifests, diagnostics);
  const { usedVariables, ...loaded } = read;
  const unused = findUnusedVariables([{ project, usedVariables }], false);
  const findings = shownIn(project, sortDiagnostics([...loaded.diagnostics, ...unused]));
  return { value: { ...loaded, sisters, diagnostics: findings }, diagnostics: findings };
}

interface LoadedManifests extends Loaded {
  readonly diagnostics: readonly Diagnostic[];
  /** The names behind every `${var.NAME}` of the manifests. */
  readonly usedVariables: ReadonlySet<string>;
}

/**
 * The manifests of a project that has been read already, as whoever finds them by its globs has.
 *
 * @param diagnostics what was found on the way.
 */
export function loadManifests(
  project: Project,
  manifests: readonly SourceFile[],
  diagnostics: readonly Diagnostic[],
): LoadedManifests {
  const { value: declarations, ...read } = readManifests(manifests, project);
  const ofMembers = declarations.flatMap((declaration) => readMembers(declaration).diagnostics);
  return {
    project,
    declarations,
    diagnostics: [...diagnostics, ...read.diagnostics, ...ofMembers],
    usedVariables: read.usedVariables,
  };
}

/** What the declarations alone prove wrong or doubtful, beyond what `load` found in their texts. */
export function validate(
  { declarations, project, sisters = [], diagnostics = [] }: Loaded,
  options: ValidationOptions = {},
): readonly Diagnostic[] {
  // Declarations need not come from texts, and then nothing has held them against the schema.
  const malformed = hasErrors(diagnostics) ? [] : checkDeclared(declarations, project);
  const found = validateDeclarations(declarations, project, { sisters, ...options });
  return shownIn(project, [...malformed, ...found]);
}

/** A plan knows what exists undeclared, and says itself what it refuses for the sake of other projects. */
export const checksOfPlan: ValidationOptions = {
  undeclaredReferences: false,
  absentElsewhere: false,
};

/** What was loaded, with all that there is to say about it; only what holds no error is planned. */
export interface Checked extends Loaded {
  /** What `load` and `validate` find, sorted, each mistake once. */
  readonly findings: readonly Diagnostic[];
}

export function check(loaded: Loaded, options: ValidationOptions = {}): Checked {
  const { project } = loaded;
  const all = [...(loaded.diagnostics ?? []), ...validate(loaded, options)];
  const findings = shownIn(project, sortDiagnostics(dropConsequences(all)));
  return { ...loaded, findings };
}

/** What no word silences: it would hide the next file that is not read, too. */
const neverHidden = 'manifest-not-read';

/** `ignore` hides warnings; an error is never hidden. */
export function shownIn<Finding extends Pick<Diagnostic, 'severity' | 'code'>>(
  { ignore }: Pick<Project, 'ignore'>,
  findings: readonly Finding[],
): readonly Finding[] {
  return findings.filter(
    ({ severity, code }) => severity === 'error' || code === neverHidden || !ignore.includes(code),
  );
}

/**
 * The errors that stand in the way of a plan, with what else there is to say beside them. Doubts
 * about what manifests mean are for `validate` to say: no plan touches anything here.
 *
 * @returns nothing where the manifests are sound.
 */
export function findObstacles({ findings }: Checked): readonly Diagnostic[] {
  return hasErrors(findings) ? findings.filter(({ code }) => !isAboutMeaning(code)) : [];
}

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
  const doubts = findRemoteLookAlikes(checked.declarations, remote);
  const findings = [...checked.findings, ...doubts];
  return { value: compareLoaded(checked, remote, options, findings), diagnostics: [] };
}

function compareLoaded(
  { project, declarations, sisters = [] }: Loaded,
  remote: Snapshot,
  options: ComparisonOptions,
  findings: readonly Diagnostic[] = [],
): Comparison {
  return compareWithRemote({
    ...{ project, declarations, sisters, snapshot: remote, options, findings },
    // Only what prunes asks for it.
    ...(project.prune === 'off' ? {} : { undeclarable: findUndeclarable(remote, project) }),
  });
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

/** The manifests that a saved plan is held against. */
export interface Beside {
  readonly loaded: Loaded;
  /** The same project at an earlier commit, as the plan was made with; `prune: removed` needs it. */
  readonly base?: EarlierProject;
  /** What is allowed for this run, as plans spell it: `allow-replace`, `max-deletes=12`. */
  readonly consents?: readonly string[];
}

export interface ApplyOptions {
  /** Write requests in flight at once; 4 unless given. */
  readonly parallelism?: number;
  readonly clock?: Clock;
  /** Aborted: requests in flight are finished, nothing further is begun. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ApplyProgress) => void;
  /** Called before anything is sent, with what tells at any time how far the run is. */
  readonly onStart?: (reportNow: ReportNow) => void;
  /** The checksum that was reviewed; another plan is refused. */
  readonly checksum?: string;
  /**
   * The manifests beside a plan that comes from a file: what they do not ask for is refused. Left out,
   * the plan is believed, which is right for one that `plan` made just now.
   */
  readonly beside?: Beside;
  /** A plan from a file is carried out without `beside`; the report says so. */
  readonly trustPlanFile?: boolean;
  /** What is remote, where it was read just now; else it is read. */
  readonly snapshot?: Snapshot;
  /** Fills contact lists; without it a plan that fills any is refused. */
  readonly lists?: ContactLists;
  /**
   * Asked before anything is sent, where the plan fills lists: why they cannot be filled as planned.
   * It is given the comparison of the manifests beside the plan; null without these.
   */
  readonly checkLists?: (comparison: Comparison | null) => Promise<readonly Refusal[]>;
}

/**
 * Carries a plan out, unless something stands against it: refusals in it, another checksum, a
 * remote that is no longer as it was planned for, or, for a plan from a file, the manifests beside it.
 *
 * @returns `refused` or `stale` where nothing was sent.
 */
export async function apply(
  planned: PlanDocument,
  remote: RemoteWriter,
  options: ApplyOptions = {},
): Promise<ApplyResult> {
  const { checksum, trustPlanFile, beside, checkLists, snapshot: read, ...context } = options;
  const objections = findObjections(planned, options);
  if (objections.length > 0) return { state: 'refused', refusals: objections };
  if (syncsLists(planned) && !options.lists) return { state: 'refused', refusals: [noListSync] };
  const now = read ?? (await remote.readSnapshot());
  const object = async (
    pending: readonly PlannedChange[],
    done: DoneChanges,
  ): Promise<readonly Refusal[]> => {
    const comparison = beside ? compareBeside(beside, planned, now) : null;
    const undeclared = comparison
      ? findUndeclared({
          ...{ plan: planned, pending, done, comparison },
          // Who gives the checksum has reviewed the consents, too; a plan file alone consents to nothing.
          consents: provenConsents(planned, { checksum, consents: beside?.consents ?? [] }),
        })
      : [];
    if (undeclared.length > 0) return undeclared;
    return (syncsLists(planned) && (await checkLists?.(comparison))) || [];
  };
  const result = await applyPlan({
    ...{ plan: planned, snapshot: now, remote, clock: systemClock, parallelism: 4 },
    ...context,
    object,
  });
  return trustPlanFile && result.state === 'applied'
    ? { ...result, report: { ...result.report, trusted: true } }
    : result;
}

/** What stands against carrying a plan out, whatever is remote. */
export function findObjections(
  planned: PlanDocument,
  {
    checksum,
    beside,
    trustPlanFile = false,
  }: Pick<ApplyOptions, 'checksum' | 'beside' | 'trustPlanFile'>,
): readonly Refusal[] {
  const isSaved = beside !== undefined || trustPlanFile;
  const altered = findAlterations(planned);
  // With a checksum that fits, somebody has made it so: no manifest can ask for what no plan says.
  if (altered.length > 0)
    return beside && hasOwnChecksum(planned) ? altered.map(undeclared) : altered;
  const other = checkReviewed(planned, checksum ?? null);
  if (other) return [other];
  if (planned.refusals.length > 0)
    return isSaved ? planned.refusals.map(asSaved) : planned.refusals;
  return [
    ...(beside ? findTargetProblems(planned, beside.loaded.project) : []),
    ...(beside ? findObstacles(checkBeside(beside)).map(refuseUnsound) : []),
  ];
}

/** The way out of a refusal, where the plan comes from a file: nothing that is allowed later reaches it. */
function asSaved(refusal: Refusal): Refusal {
  const { fix = '' } = refusal;
  const option = /--(?:allow-[a-z-]+|max-deletes \d+)/u.exec(fix)?.[0];
  if (option !== undefined)
    return {
      ...refusal,
      fix: `Plan again with ${option}, because a saved plan keeps the consents that it was made with.`,
    };
  if (/\bplan (?:again|without)\b/iu.test(fix)) return refusal;
  return {
    ...refusal,
    fix: fix === '' ? 'Plan again.' : `${fix} Then plan again.`,
  };
}

function undeclared(refusal: Refusal): Refusal {
  return { ...refusal, code: 'plan-not-declared' };
}

/** An abbreviated or differently written checksum is not the same. */
function checkReviewed({ checksum }: PlanDocument, reviewed: string | null): Refusal | null {
  if (reviewed === null || reviewed.toLowerCase() === checksum) return null;
  return {
    code: 'checksum-mismatch',
    text: `the plan has checksum ${checksum}, but ${reviewed} was reviewed`,
    fix: 'Review this plan, and give its checksum.',
  };
}

function checkBeside({ loaded }: Beside): Checked {
  return check(loaded, checksOfPlan);
}

function refuseUnsound({ code, message }: Diagnostic): Refusal {
  return {
    code: 'plan-not-declared',
    text: `the manifests of this project contain an error, so the plan cannot be compared with them: ${message} (${code})`,
    fix: 'Correct the manifests, plan again, and review that plan.',
  };
}

const noListSync: Refusal = {
  code: 'members-not-filled',
  text: 'the plan fills contact lists, but members cannot be uploaded here',
  fix: 'Apply it with audiencectl apply, or plan again without members.',
};

function syncsLists({ changes }: PlanDocument): boolean {
  return changes.some(({ members }) => needsSync(members));
}

/** The manifests beside a saved plan with what is remote now, as the plan was compared. */
function compareBeside({ loaded, base }: Beside, planned: PlanDocument, now: Snapshot): Comparison {
  // What a plan leaves, it leaves for the sake of the base.
  const drift = planned.drift === undefined ? {} : { drift: planned.drift };
  return compareLoaded(loaded, now, base === undefined ? {} : { base, ...drift });
}

/** Of the consents in a plan those that its file does not give to itself. */
export function provenConsents(
  planned: PlanDocument,
  {
    checksum,
    consents,
  }: { readonly checksum?: string | undefined; readonly consents: readonly string[] },
): readonly string[] {
  return checksum === undefined
    ? planned.consents.filter((consent) => consents.includes(consent))
    : planned.consents;
}
