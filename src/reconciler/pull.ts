/** What was edited remotely, taken into the manifests: texts in, texts out. */
import type { Diagnostic, Found } from '../diagnostics/diagnostic.ts';
import type { OtherReader } from '../model/files/other-reader.ts';
import type { FileLock, SourceFile } from '../model/files/source-file.ts';
import { groupPairs } from '../model/group-by.ts';
import type { Project } from '../model/project.ts';
import type { Snapshot } from '../model/remote/snapshot.ts';
import type { EarlierProject } from '../plan/compare-with-remote.ts';
import type { Selection } from '../plan/match/selection.ts';
import { readProject } from '../project/read-project.ts';
import { bindDoubtful, type Doubts, findDoubts } from '../pull/find/find-doubts.ts';
import type { Following } from '../pull/find/find-ui-renames.ts';
import { judgeRest } from '../pull/judge-rest.ts';
import { findRenameLock } from '../pull/locks/find-rename-lock.ts';
import { objectToBase } from '../pull/object-to-base.ts';
import type { ReadTexts } from '../pull/prove/find-faults.ts';
import type { LeftDifference, PullResult, TakeKind } from '../pull/pull-result.ts';
import { createPullWords, type PullLead } from '../pull/pull-words.ts';
import { type TakenRemote, takeRemote } from '../pull/take-remote.ts';
import { createVariableLookup } from '../yaml-source/insert-variables.ts';
import { check, checksOfPlan, findObstacles } from './check.ts';
import { compareLoaded } from './compare.ts';
import { type Loaded, type LoadOptions, load, loadManifests } from './load.ts';
import { createEnvironmentNamed } from './read-environments.ts';
import { shownIn } from './shown-in.ts';

/** What a pull is asked for. */
export interface PullOptions {
  /** Null or left out: `drift` with a base, else `unknown`. */
  readonly take?: readonly TakeKind[] | null;
  /** The same project at an earlier commit. */
  readonly base?: EarlierProject;
  /** Globs of addresses; only what they match is taken. */
  readonly selection?: Selection;
  /** Manifests that other projects read too, or may read, with one of them; those of sisters are known. */
  readonly sharedFiles?: ReadonlyMap<string, OtherReader>;
  /** How many projects read each of these, with this one; 2 where it is not said. */
  readonly readerCounts?: ReadonlyMap<string, number>;
  /** Of one project of many: what leads to it from where the command runs. */
  readonly lead?: PullLead;
  /** Texts that are not written for what they are on the disk; their edits are left. */
  readonly lockedFiles?: ReadonlyMap<string, FileLock>;
  /** Manifests that other environments of the project read too, with the names of these; sisters are known. */
  readonly environmentFiles?: ReadonlyMap<string, readonly string[]>;
  /** The texts of those among them that this environment does not read. */
  readonly environmentTexts?: readonly SourceFile[];
  /** Another project that would read a new file, too, or may; null where none would. */
  readonly readerOfNew?: (file: string) => OtherReader | null;
}

/** The texts of a project, with how they are to be read. */
export interface PullTexts {
  readonly projectFile: SourceFile;
  readonly manifests: readonly SourceFile[];
  readonly options?: LoadOptions;
}

/**
 * The manifests with the remote edits in them, in place; `null` with errors where they hold some.
 * Nothing is written: that is for the caller.
 */
export function pull(
  { projectFile, manifests, options = {} }: PullTexts,
  remote: Snapshot,
  wish: PullOptions = {},
): Found<PullResult | null> {
  const { value: loaded, diagnostics } = load(projectFile, manifests, options);
  if (loaded === null) return { value: null, diagnostics };
  const others = (options.others ?? []).flatMap((other) =>
    other.manifests.map(({ file }) => [file, sureReader(other.projectFile.file)] as const),
  );
  const sharedFiles = new Map([...others, ...(wish.sharedFiles ?? [])]);
  return pullLoaded(loaded, [projectFile, ...manifests], remote, { ...wish, sharedFiles });
}

/** @param sources every text of the project: its file and its manifests. */
export function pullLoaded(
  loaded: Loaded,
  sources: readonly SourceFile[],
  remote: Snapshot,
  wish: PullOptions = {},
): Found<PullResult | null> {
  const obstacles = findObstacles(check(loaded, checksOfPlan));
  if (obstacles.length > 0) return { value: null, diagnostics: obstacles };
  const { project } = loaded;
  const objections = wish.base === undefined ? [] : objectToBase(wish.base, project);
  if (objections.length > 0) return { value: null, diagnostics: objections };
  const projectFile = sources.find(({ file }) => file === project.file) ?? null;
  const manifests = sources.filter((source) => source !== projectFile);
  const readTexts = createReader(remote, wish);
  const unbound = readTexts(loaded, new Map());
  const environmentFiles = joinEnvironmentFiles(loaded, wish);
  const take = new Set<TakeKind>(wish.take ?? [wish.base === undefined ? 'unknown' : 'drift']);
  const words = createPullWords(wish.lead);
  const sharedFiles = findSharedFiles(loaded, wish);
  const locks = {
    ...{ sharedFiles, words, readerCounts: wish.readerCounts ?? new Map() },
    lockedFiles: wish.lockedFiles ?? new Map(),
  };
  const { declarations, houseRules } = unbound.comparison;
  const world = { declarations, houseRules, project, projectFile };
  const following: Following = {
    isShared: (file) => environmentFiles.has(file) || sharedFiles.has(file),
    findRenameLock: (declaration, name) => findRenameLock(declaration, name, world, locks),
    words,
  };
  const manifestsBefore = new Map(manifests.map((source) => [source.file, source]));
  const doubts = findDoubts(unbound.comparison, { ...following, take });
  const before = doubts.size === 0 ? unbound : readTexts(loaded, doubts);
  const { after, ...taken } = takeRemote(
    {
      comparison: before.comparison,
      declarations: before.comparison.declarations,
      houseRules: before.comparison.houseRules,
      snapshot: remote,
      sisters: loaded.sisters ?? [],
      projectFile,
      manifests: manifestsBefore,
      manifestsBefore,
      variables: createVariableLookup(project.variables),
      ...locks,
      following,
      environmentFiles,
      environmentNamed: createEnvironmentNamed(loaded, {
        ...{ projectFile, environmentFiles },
        manifests: [...manifests, ...(wish.environmentTexts ?? [])],
      }),
      readerOfNew: wish.readerOfNew ?? (() => null),
      doubts,
      take,
    },
    before,
    (texts) => {
      const edited = loadAgain(loaded, sources, texts);
      return edited && readTexts(edited, doubts);
    },
  );
  const rest = findRest(before, after, taken);
  const { errors, left, warnings } = judgeRest(rest, taken.left, before.comparison);
  if (errors.length > 0) {
    return { value: null, diagnostics: shownIn(project, [...errors, ...warnings]) };
  }
  const diagnostics = shownIn(project, warnings);
  const pending = countPending(after, left);
  const { unmatched } = before.comparison;
  return { value: { ...taken, left, pending, unmatched, diagnostics }, diagnostics };
}

/** What a project declares, beside what is remote. */
function createReader(
  remote: Snapshot,
  { base, selection }: PullOptions,
): (loaded: Loaded, doubts: Doubts) => ReadTexts {
  const options = {
    ...(base === undefined ? {} : { base }),
    ...(selection === undefined ? {} : { selection }),
  };
  return (loaded, doubts) => {
    const { findings } = check(loaded);
    const declarations = bindDoubtful(loaded.declarations, doubts);
    const comparison = compareLoaded({ ...loaded, declarations }, remote, options);
    const errors = [...findings, ...comparison.findings].filter(
      ({ severity, code }) => severity === 'error' && code !== 'target-unmatched',
    );
    return { comparison, errors };
  };
}

/** The project with some of its texts edited, and with new ones. */
function loadAgain(
  { project: before, sisters = [] }: Loaded,
  sources: readonly SourceFile[],
  texts: ReadonlyMap<string, string>,
): Loaded | null {
  const project = readProjectAgain(before, texts);
  if (project === null) return null;
  const known = new Set(sources.map(({ file }) => file));
  const added = [...texts].flatMap(([file, text]) => (known.has(file) ? [] : [{ file, text }]));
  const edited = sources.map(({ file, text }) => ({ file, text: texts.get(file) ?? text }));
  const manifests = [...edited, ...added].filter(({ file }) => file !== project.file);
  const { usedVariables: _, ...loaded } = loadManifests(project, manifests, []);
  return { ...loaded, sisters };
}

/** As it was read before, unless its own text is edited. */
function readProjectAgain(project: Project, texts: ReadonlyMap<string, string>): Project | null {
  const text = texts.get(project.file);
  if (text === undefined) return project;
  const given = [...project.variables].filter(([, { changedBy }]) => changedBy === 'option');
  const { value } = readProject(
    { file: project.file, text },
    {
      folderName: project.name,
      environment: project.environment,
      vars: Object.fromEntries(given.map(([name, variable]) => [name, variable.text])),
    },
  );
  return value;
}

/** An environment of this very project may read the same files. */
function findSharedFiles(
  { project, sisters = [] }: Loaded,
  { sharedFiles = new Map() }: PullOptions,
): ReadonlyMap<string, OtherReader> {
  const others = sisters.filter(({ file }) => file !== project.file);
  return new Map<string, OtherReader>([
    ...others.flatMap(({ file, declarations }) =>
      declarations.map(({ source }) => [source.file, sureReader(file)] as const),
    ),
    ...sharedFiles,
  ]);
}

function sureReader(project: string): OtherReader {
  return { project, isSure: true };
}

/** What apply would still do, but for what is left. */
function countPending(
  { comparison: { changes, isAsked } }: ReadTexts,
  left: readonly LeftDifference[],
): number {
  const told = new Set(left.map(({ address }) => address));
  return changes.filter(({ address }) => isAsked(address) && !told.has(address)).length;
}

/** Those bound to the same account are sisters; of the others only the caller knows. */
function joinEnvironmentFiles(
  { project, sisters = [] }: Loaded,
  { environmentFiles = new Map() }: PullOptions,
): ReadonlyMap<string, readonly string[]> {
  const own = sisters.filter(({ file }) => file === project.file);
  const ofSisters = own.flatMap(({ declarations, environment }) =>
    environment === null
      ? []
      : declarations.map(({ source }) => [source.file, environment] as const),
  );
  const given = [...environmentFiles].flatMap(([file, names]) =>
    names.map((name) => [file, name] as const),
  );
  const byFile = groupPairs([...ofSisters, ...given]);
  return new Map([...byFile].map(([file, names]) => [file, [...new Set(names)].sort()]));
}

/** What a plan would still say, at its places in the texts as they were. */
function findRest(
  before: ReadTexts,
  after: ReadTexts,
  { takings }: Pick<TakenRemote, 'takings'>,
): readonly Diagnostic[] {
  const edited = new Set<string>(takings.map(({ address }) => address));
  const key = ({ code, address = '' }: Diagnostic) => `${code} ${address}`;
  const still = new Set(after.comparison.findings.map(key));
  return before.comparison.findings.filter(
    (each) =>
      still.has(key(each)) || (each.severity === 'warning' && !edited.has(each.address ?? '')),
  );
}
