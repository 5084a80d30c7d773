/** One change for each address that is not as declared: what, and why. */
import { compareText, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { addressOf } from '../model/entity.ts';
import { valueAt } from '../model/json.ts';
import type { Project } from '../model/project.ts';
import type { RemoteEntity } from '../model/snapshot.ts';
import { alterEntity, type Round } from './alter-entity.ts';
import type { Change } from './change.ts';
import { type DesiredEntity, readDesired } from './desired-entity.ts';
import type { RemoteIndex } from './index-snapshot.ts';
import type { Base, Origin } from './judge-origin.ts';
import type { Match } from './match-declarations.ts';
import { changesMembers, type PlannedFills } from './planned-fill.ts';
import { createReplacements, type Replacement } from './replacements.ts';
import { createReferences, type References } from './resolve-references.ts';
import { type Prunes, selectPrunes } from './select-prunes.ts';

export interface Changes {
  readonly changes: readonly Change[];
  /** Audiences whose reference alone moves to a replaced segment's successor. */
  readonly moves: readonly Change[];
  /** Declared and already as declared. */
  readonly unchanged: readonly Match[];
  /** Edited remotely alone, and left so because `--drift leave` says so. */
  readonly drifted: readonly Match[];
  readonly desired: readonly DesiredEntity[];
  readonly references: References;
  readonly replacements: readonly Replacement[];
  readonly prunes: Prunes;
  readonly diagnostics: readonly Diagnostic[];
}

export interface ChangesInput {
  readonly project: Project;
  readonly index: RemoteIndex;
  readonly matches: readonly Match[];
  /** The project at an earlier commit; null without one. */
  readonly base: Base | null;
  /** Whether what was edited remotely alone is put back, or left. */
  readonly drift: 'revert' | 'leave';
  /** What becomes of the members of contact lists, as far as somebody has asked. */
  readonly fills?: PlannedFills;
}

/**
 * A replaced segment makes its lookalikes replaced too, so the round is repeated until it finds no
 * further replacement: seeds have no seeds, so that is at most three times.
 */
export function makeChanges(input: ChangesInput): Changes {
  let replaced: readonly Replacement[] = [];
  for (;;) {
    const made = makeRound(input, replaced);
    if (made.replacements.length === replaced.length) return made;
    replaced = made.replacements;
  }
}

function makeRound(input: ChangesInput, replaced: readonly Replacement[]): Changes {
  const { index, matches, project } = input;
  const replacements = createReplacements(replaced);
  const references = createReferences(matches, index, replacements);
  const absent = matches.filter(({ declaration }) => declaration.state === 'absent');
  const { desired, diagnostics } = readAllDesired(matches, index, references);
  const leaving = absent.flatMap(({ remote }) => (remote ? [remote] : []));
  const prunes = selectPrunes({
    project,
    index,
    matched: new Set(
      matches
        .flatMap(({ remote, successor }) => [remote, successor])
        .filter((each) => each !== null),
    ),
    leaving: new Set(leaving),
    desired: [...desired.values()],
    baseAddresses: input.base?.addresses ?? null,
  });
  diagnostics.push(...findDoomedReferences(desired, new Set(leaving)));
  const going = [...leaving, ...prunes.deletions].filter(({ kind }) => kind === 'segment');
  const before: Round = {
    index,
    references,
    replacements,
    leaving: new Set(going.map(({ id }) => id)),
    base: input.base,
    drift: input.drift,
  };
  const leftOver = findLeftOver(desired, before);
  const round = { ...before, leaving: new Set([...before.leaving, ...segmentIds(leftOver)]) };

  const changes: Change[] = [
    ...absent.flatMap(deletion),
    ...prunes.deletions.map((remote) => pruning(remote, input)),
    ...leftOver.map(clearingUp),
  ];
  const moves: Change[] = [];
  const unchanged: Match[] = absent.filter(({ remote }) => remote === null);
  const drifted: Match[] = [];
  for (const [match, entity] of desired) {
    const judged = match.remote
      ? alterEntity(match, entity, match.remote, round)
      : creation(match, entity, round);
    const change = withMembers(judged, match, entity, input.fills);
    if (judged === 'left-alone') drifted.push(match);
    if (change) (isMove(change) ? moves : changes).push(change);
    else if (judged === 'unchanged') unchanged.push(match);
  }
  return {
    changes: changes.sort(byAddress),
    moves: moves.sort(byAddress),
    unchanged,
    drifted,
    desired: [...desired.values()],
    references,
    replacements: changes.flatMap(replacementIn),
    prunes,
    diagnostics,
  };
}

function readAllDesired(matches: readonly Match[], index: RemoteIndex, references: References) {
  const desired = new Map<Match, DesiredEntity>();
  const diagnostics: Diagnostic[] = [];
  for (const match of matches) {
    if (match.declaration.state === 'absent') continue;
    const read = readDesired(match.declaration, index.platform, references);
    diagnostics.push(...read.diagnostics);
    if (read.entity) desired.set(match, read.entity);
  }
  return { desired, diagnostics };
}

/** What is declared cannot refer to what is declared absent, by whichever name or ID it does so. */
function findDoomedReferences(
  desired: ReadonlyMap<Match, DesiredEntity>,
  leaving: ReadonlySet<RemoteEntity>,
): readonly Diagnostic[] {
  return [...desired.values()].flatMap(({ declaration, references }) =>
    references.flatMap(({ path, target: { remote } }): readonly Diagnostic[] => {
      if (!remote || !leaving.has(remote)) return [];
      return [
        {
          severity: 'error',
          code: 'segment-must-not-be-used-in-audience',
          message: `refers to the segment "${remote.name}" (ID ${remote.id}), which is declared absent`,
          hint: 'refer to another segment, or keep this one',
          source: declaration.locate(path),
          address: declaration.address,
        },
      ];
    }),
  );
}

function byAddress(a: Change, b: Change): number {
  return compareText(a.address, b.address) || compareText(a.action, b.action);
}

function replacementIn(change: Change): readonly Replacement[] {
  if (change.action !== 'replace') return [];
  return [{ old: change.remote, successor: change.match?.successor ?? null }];
}

function creation(match: Match, desired: DesiredEntity, { base }: Round): Change {
  const { declaration } = match;
  const origin: Origin = base === null ? 'unknown' : base.find(declaration) ? 'drift' : 'declared';
  const reason =
    origin === 'drift'
      ? { code: 'gone', text: 'declared as before, and deleted remotely', origin }
      : { code: 'not-remote', text: 'declared, and not remote yet', origin };
  return { action: 'create', address: declaration.address, match, desired, reasons: [reason] };
}

/** The change with what becomes of the members; that alone is a change, too. */
function withMembers(
  judged: Change | 'unchanged' | 'left-alone',
  match: Match,
  desired: DesiredEntity,
  fills: PlannedFills | undefined,
): Change | null {
  const members = fills?.get(match.declaration)?.members;
  if (typeof judged === 'object' && members === undefined) return judged;
  const reasons =
    members && changesMembers(members)
      ? [{ code: 'members-changed', text: 'its members are not what its source says' }]
      : [];
  if (typeof judged === 'object') {
    const isNew = judged.action === 'create' || judged.action === 'replace';
    const all = isNew ? judged.reasons : [...judged.reasons, ...reasons];
    return members ? { ...judged, members, reasons: all } : judged;
  }
  const { remote, declaration } = match;
  if (!members || !remote || reasons.length === 0 || !takesSource(remote, desired)) return null;
  const { address } = declaration;
  return { action: 'update', address, match, desired, remote, paths: [], reasons, members };
}

/** A list whose identifier type was changed remotely, and left so, takes other identifiers. */
export function takesSource(
  remote: RemoteEntity,
  { attributes }: Pick<DesiredEntity, 'attributes'>,
): boolean {
  const [is, wanted] = [remote.attributes, attributes].map((each) =>
    valueAt(each, 'contactList.identifierType'),
  );
  return is === undefined || wanted === undefined || is === wanted;
}

function deletion(match: Match): readonly Change[] {
  const { remote } = match;
  if (!remote) return [];
  const reasons = [{ code: 'state-absent', text: 'state: absent' }];
  return [
    { action: 'delete', address: addressOf(remote.kind, remote.name), match, remote, reasons },
  ];
}

function pruning(remote: RemoteEntity, { base, project }: ChangesInput): Change {
  const origin: Origin = base?.addresses.has(`${remote.kind}/${remote.name}`)
    ? 'declared'
    : 'unknown';
  const text =
    project.prune === 'removed'
      ? 'no manifest names it any more'
      : 'owned by this project, and no manifest names it';
  const reasons = [{ code: 'pruned', text, origin }];
  return {
    action: 'delete',
    address: addressOf(remote.kind, remote.name),
    match: null,
    remote,
    reasons,
  };
}

/**
 * Second successors of what is replaced already: two runs at once made one each, or a run read a
 * search that lagged. Their names prove that they were made to be what a declared entity is now.
 */
function findLeftOver(
  desired: ReadonlyMap<Match, DesiredEntity>,
  round: Round,
): readonly RemoteEntity[] {
  return [...desired].flatMap(([match, entity]) => {
    const { remote, successor } = match;
    if (!remote || !successor) return [];
    const judged = alterEntity(match, entity, remote, round);
    const isSettled =
      judged === 'unchanged' || (judged !== 'left-alone' && judged.action === 'update');
    return isSettled ? [successor] : [];
  });
}

function segmentIds(entities: readonly RemoteEntity[]): readonly string[] {
  return entities.filter(({ kind }) => kind === 'segment').map(({ id }) => id);
}

function clearingUp(remote: RemoteEntity): Change {
  const text = 'made by another run for a replacement that is finished';
  const address = addressOf(remote.kind, remote.name);
  const reasons = [{ code: 'left-over', text }];
  return { action: 'delete', address, match: null, remote, reasons };
}

function isMove(change: Change): boolean {
  return change.reasons.every(({ code }) => code === 'reference-moved');
}
