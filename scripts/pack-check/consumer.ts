/**
 * A program of somebody else that uses everything the package exports: it is compiled against the
 * installed package in every way of finding modules, and run on every Node.js.
 */
import * as library from 'audiencectl';
import {
  type AccountReader,
  type AccountWriter,
  type Address,
  type Application,
  type ApplyOptions,
  type ApplyProgress,
  type ApplyReport,
  type ApplyReportOptions,
  type ApplyResult,
  apply,
  type Beside,
  type CatalogueEntry,
  type CatalogueName,
  type ChangeCounts,
  type ChangedFile,
  type ChangeError,
  type ChangeResult,
  type ChangeStep,
  type ChangeWarning,
  type Channel,
  type ChecksummedPlan,
  type Clock,
  type Comparison,
  type ContactListStatistics,
  type ContactLists,
  type Credentials,
  createRemote,
  createRemoteReader,
  createRemoteSharing,
  createSandbox,
  type Declaration,
  type DeprecationEvent,
  type Diagnostic,
  DiagnosticError,
  type DiagnosticsOptions,
  type EarlierProject,
  type ExpectedPerson,
  type Fault,
  type FaultCondition,
  type FaultEffect,
  type FileLock,
  type Found,
  findVersionWarnings,
  type HouseRule,
  type HouseRules,
  type HowSaved,
  handleRequest,
  hasErrors,
  type JsonObject,
  type JsonValue,
  type Kind,
  type Labels,
  type LeftDifference,
  type Limits,
  type ListToSync,
  type Loaded,
  type LoadOptions,
  type LoggedRequest,
  load,
  type MarkedPart,
  type MembersSent,
  type OtherReader,
  type Outcome,
  type OutcomeCounts,
  type OutcomeName,
  type Ownership,
  type OwnershipRule,
  type Patience,
  type PlainRequest,
  type PlainResponse,
  type PlanDocument,
  type PlannedChange,
  type PlannedRequest,
  type PlannedSync,
  type PlannedSyncs,
  type PlanOptions,
  type Platform,
  type PlatformName,
  type Problem,
  type Project,
  type ProjectOptions,
  type ProjectTexts,
  type PulledPeople,
  type PullLead,
  type PullOptions,
  type PullResult,
  type PullTexts,
  plan,
  planChecksum,
  platformNamed,
  prove,
  pull,
  type ReadOptions,
  type Refusal,
  type RemoteEvent,
  type RemoteOptions,
  type RemoteReader,
  type RemoteRow,
  type RemoteWriter,
  type RenamedProject,
  type RenameEdit,
  type RenameResult,
  type RenameWish,
  type RenderPlanOptions,
  type ReportFormat,
  type ReportNow,
  type RowEdit,
  type RuleDemand,
  type RuleEntry,
  readPlan,
  rename,
  renameInAll,
  renderApplyReport,
  renderDiagnostics,
  renderPlan,
  type Sandbox,
  type SandboxOptions,
  type SandboxSettings,
  type SandboxVariants,
  type SavedPlan,
  type Selection,
  type ServedSandbox,
  type ServeOptions,
  type Severity,
  type SisterProject,
  type Size,
  type Sizes,
  type Snapshot,
  type Source,
  type SourceFile,
  type StaleChange,
  serveSandbox,
  snapshot,
  systemClock,
  type TakeKind,
  type TakenAttribute,
  type Taking,
  type Trust,
  type ValidationOptions,
  type Variable,
  type Verb,
  type VersionKey,
  type VersionSources,
  type VersionsInUse,
  validate,
  version,
  type WriteAnswer,
  type WriteRequest,
} from 'audiencectl';

function check(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(`not as it should be: ${what}`);
}

const projectFile: SourceFile = {
  file: 'audiencectl.yaml',
  text: 'version: 1\nname: acme\nplatform: retail-media\naccountId: "625702934721171442"\n',
};
const manifest: SourceFile = {
  file: 'audiences.yaml',
  text: `defaults: { retailerId: "1234" }
segments:
  - { name: Customers, contactList: { identifierType: Email } }
  - { name: Viewers, events: { shopperActivity: View, lookbackDays: Last30Days } }
audiences:
  - { name: New people, algebra: { and: [Viewers, { not: Customers }] } }
`,
};

/** What is found in texts is values with a place; nothing is thrown. */
function loadManifests(options: ProjectOptions): Loaded {
  const other: ProjectTexts = {
    projectFile: { ...projectFile, file: 'other/audiencectl.yaml' },
    manifests: [],
  };
  const all: LoadOptions = { ...options, others: [other] };
  const found: Found<Loaded | null> = load(projectFile, [manifest], all);
  check(found.value !== null && !hasErrors(found.diagnostics), 'valid manifests load');
  const sisters: readonly SisterProject[] = found.value.sisters ?? [];
  check(sisters.length === 1, 'the other project of the account is known');
  const doubts: readonly Diagnostic[] = validate(found.value);
  check(doubts.length === 0, 'valid manifests raise no doubts');

  const wrong: SourceFile = { ...manifest, text: manifest.text.replace('Email', 'Mail') };
  const { diagnostics } = load(projectFile, [wrong]);
  const [severity, source]: readonly [Severity | undefined, Source | undefined] = [
    diagnostics[0]?.severity,
    diagnostics[0]?.source,
  ];
  check(severity === 'error' && source?.line === 3, 'a mistake has its place');
  const shown: DiagnosticsOptions = { color: false, width: 80 };
  const text = renderDiagnostics(diagnostics, [wrong], shown);
  check(text.startsWith('audiences.yaml:3:'), 'a mistake is shown with its place');
  return found.value;
}

/** One limit and one token for all remotes of this program. */
const sharing: NonNullable<RemoteOptions['sharing']> = createRemoteSharing();

/** The least that planning and applying ask of the world, for tests that need no network. */
function remoteOptions(project: Project, apiUrl: string, signal: AbortSignal): RemoteOptions {
  const platform: Platform = platformNamed(project.platform);
  const credentials: Credentials = { clientId: 'consumer', clientSecret: 'secret' };
  const clock: Clock = systemClock;
  const random = () => 0.5;
  const { scopeId, apiVersion, audienceApiVersion } = project;
  const versions = { apiVersion, audienceApiVersion };
  const shared = { credentials, clock, random, signal, sharing };
  return { platform, scopeId, ...versions, apiUrl, ...shared };
}

/** Today is an argument, and what the API says of its own end is an event. */
async function seeVersionsEnd(project: Project, served: ServedSandbox): Promise<void> {
  const key: VersionKey = 'audienceApiVersion';
  const inUse: VersionsInUse = { ...project, [key]: 'preview' };
  const codes = findVersionWarnings(inUse, Date.parse('2026-12-01')).map(({ code }) => code);
  check(codes.includes('api-version-ending'), 'preview ends');
  served.sandbox.configure({ deprecatedVersions: [project.apiVersion] });
  const told: DeprecationEvent[] = [];
  const options: RemoteOptions = {
    ...remoteOptions(project, served.url, new AbortController().signal),
    onEvent: (event) => event.event === 'deprecation' && told.push(event),
  };
  await snapshot(createRemoteReader(options));
  check(told.length > 0, 'what is deprecated is told');
}

async function planAndApply(loaded: Loaded, served: ServedSandbox): Promise<void> {
  const events: RemoteEvent[] = [];
  const options = {
    ...remoteOptions(loaded.project, served.url, new AbortController().signal),
    onEvent: (event: RemoteEvent) => events.push(event),
  };
  const reader: AccountReader = createRemoteReader(options);
  const before: Snapshot = await snapshot(reader);
  const planOptions: PlanOptions = { drift: 'revert' };
  const planned: PlanDocument | null = plan(loaded, before, planOptions).value;
  check(planned !== null && planned.changes.length === 3, 'three changes are planned');
  check(planned.checksum === planChecksum(planned), 'the checksum is that of the plan');
  const proven: PlanDocument = await prove(planned, reader, loaded.project);
  check(proven.checksum === planned.checksum, 'a proof leaves the checksum as it is');
  const formats: readonly (RenderPlanOptions['format'] & ReportFormat)[] = [
    'text',
    'json',
    'markdown',
    'html',
  ];
  for (const format of formats) {
    check(renderPlan(planned, { format }).includes('New people'), `the plan as ${format}`);
  }

  const saved = readPlan(renderPlan(planned, { format: 'json' }), 'plan.json').value;
  check(saved !== null, 'a saved plan is read back');
  const forged = { ...saved, consents: ['allow-replace'] };
  check(readPlan(JSON.stringify(forged), 'plan.json').value === null, 'an altered plan is not');

  const writer: AccountWriter = createRemote(options);
  const progress: ApplyProgress[] = [];
  const beside: Beside = { loaded };
  const how: ApplyOptions = { parallelism: 2, beside, onProgress: (each) => progress.push(each) };
  const refused: ApplyResult = await apply(forged, writer, how);
  check(refused.state === 'refused', 'an altered plan is refused');
  const result: ApplyResult = await apply(saved, writer, how);
  check(result.state === 'applied', 'the plan is not stale');
  const report: ApplyReport = result.report;
  check(report.summary.done === 3 && progress.length > 0, 'three changes are done');
  const shown: ApplyReportOptions = { format: 'text', plan: planned };
  check(renderApplyReport(report, shown).includes('3 done'), 'the report tells it');
  check(events.length > 0, 'what goes over the wire is told');

  const again = plan(loaded, await snapshot(reader)).value;
  check(again?.changes.length === 0, 'the second plan is empty');
  const requests: readonly LoggedRequest[] = served.sandbox.requests();
  check(requests.length > 0, 'the sandbox tells what it was asked');
}

/** The way back: texts in, texts out. */
function takeAndRename(loaded: Loaded, remote: Snapshot): void {
  const texts: PullTexts = {
    projectFile,
    manifests: [{ ...manifest, text: manifest.text.replace('Last30Days', 'Last60Days') }],
  };
  const take: readonly TakeKind[] = ['unknown'];
  const options: PullOptions = { take };
  const pulled: PullResult | null = pull(texts, remote, options).value;
  const [file]: readonly ChangedFile[] = pulled?.files ?? [];
  check(file?.after === manifest.text, 'what is remote is taken into the manifest');
  const lockedFiles = new Map<string, FileLock>([[manifest.file, 'read-only']]);
  const other: OtherReader = { project: '../other/audiencectl.yaml', isSure: true };
  const sharedFiles = new Map([[manifest.file, other]]);
  const kept = pull(texts, remote, { ...options, lockedFiles }).value;
  const lead: PullLead = { options: '', base: '', nameOf: (name) => `clients/a/${name}` };
  const shared = pull(texts, remote, { ...options, sharedFiles, lead }).value;
  check(shared?.files.length === 0, 'a file that another project reads stays');
  check(kept?.files.length === 0 && kept.left.length > 0, 'a file that is read-only stays');
  const [taking]: readonly Taking[] = pulled?.takings ?? [];
  const [attribute]: readonly TakenAttribute[] = taking?.attributes ?? [];
  check(attribute?.path === 'events.lookbackDays', 'the edit is told');

  const project: RenamedProject = { loaded, sources: [projectFile, manifest] };
  const wish: RenameWish = { address: 'segment/Viewers', name: 'Visitors' };
  const renamed: RenameResult | null = rename(loaded, project.sources, wish).value;
  const edits: readonly RenameEdit[] = renamed?.edits ?? [];
  check(edits.length === 3, 'name, earlier name and reference are edited');
  const all = renameInAll([project], wish).value;
  check(all?.files[0]?.after === renamed?.files[0]?.after, 'one environment is all of them');
}

/** Trouble with the remote is the one thing that is thrown, as a value with diagnostics. */
async function failToRead(project: Project, served: ServedSandbox): Promise<void> {
  const fault: Fault = { when: { on: 'read' }, effect: { kind: 'status', status: 403 } };
  const settings: SandboxSettings = { faults: [fault] };
  served.sandbox.configure(settings);
  const options = remoteOptions(project, served.url, new AbortController().signal);
  const error: unknown = await snapshot(createRemoteReader(options)).catch((thrown) => thrown);
  check(error instanceof DiagnosticError, 'what is thrown is a DiagnosticError');
  check(hasErrors(error.diagnostics), 'it says what is wrong');
}

/** The sandbox needs no network of its own. */
async function exchange(): Promise<void> {
  const options: SandboxOptions = { settings: { variants: { description: 'wrapped' } } };
  const sandbox: Sandbox = createSandbox(options);
  const request: PlainRequest = { method: 'POST', target: '/oauth2/token', headers: {}, body: '' };
  const response: PlainResponse = sandbox.exchange(request);
  check(response.status === 400, 'a token needs credentials');
  const asked = new Request('http://sandbox/oauth2/token', { method: 'POST' });
  const answer: Response = await handleRequest(sandbox, asked);
  check(answer.status === 400, 'the same as a Request');
}

const loaded = loadManifests({ folderName: 'consumer' });
const serve: ServeOptions = { port: 0 };
const served = await serveSandbox(serve);
try {
  await planAndApply(loaded, served);
  takeAndRename(
    loaded,
    await snapshot(
      createRemoteReader(remoteOptions(loaded.project, served.url, new AbortController().signal)),
    ),
  );
  await seeVersionsEnd(loaded.project, served);
  await failToRead(loaded.project, served);
} finally {
  await served.close();
}
await exchange();
check(/^\d+\.\d+\.\d+/.test(version), 'the version is one');
console.log(`${Object.keys(library).length} values used, version ${version}`);

/** Types that a consumer can name; a declaration file of its own needs them all. */
export interface Nameable {
  readonly model: readonly [Address, Kind, Verb, PlatformName, Declaration, MarkedPart, Limits];
  readonly project: readonly [Ownership, OwnershipRule, Variable, Labels, VersionSources];
  readonly rules: readonly [HouseRules, HouseRule, RuleDemand, RuleEntry, ExpectedPerson];
  readonly json: readonly [JsonObject, JsonValue];
  readonly remote: readonly [
    RemoteReader,
    RemoteWriter,
    RemoteRow,
    WriteRequest,
    WriteAnswer,
    Problem,
    Patience,
    ReadOptions,
  ];
  readonly plan: readonly [PlannedChange, PlannedSyncs, PlannedRequest, Refusal, Selection];
  readonly planning: readonly [Comparison, EarlierProject, PlannedSync, ChecksummedPlan, Trust];
  readonly findings: ValidationOptions;
  readonly saved: readonly [HowSaved, SavedPlan];
  readonly pulled: readonly [LeftDifference, PulledPeople];
  readonly lookUps: readonly [Application, CatalogueEntry, CatalogueName, Channel, Size, Sizes];
  readonly progress: readonly [ChangeCounts, OutcomeCounts];
  readonly members: readonly [ContactLists, ListToSync, ContactListStatistics];
  readonly outcome: readonly [
    ChangeError,
    ChangeResult,
    ChangeStep,
    ChangeWarning,
    MembersSent,
    Outcome,
    OutcomeName,
    ReportNow,
    StaleChange,
  ];
  readonly sandbox: readonly [FaultCondition, FaultEffect, RowEdit, SandboxVariants];
}
export const inferred = {
  loaded,
  read: createRemoteReader,
  write: createRemote,
  plan,
  apply,
  serve,
};
