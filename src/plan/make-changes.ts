/** One change for each address that is not as declared: what, and why. */
import { compareText, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { addressOf } from '../model/entity.ts';
import type { Project } from '../model/project.ts';
import type { RemoteEntity } from '../model/remote/snapshot.ts';
import { valueAt } from '../model/text/json.ts';
import { blockIn } from '../platforms/platform-named.ts';
import type { Base } from './base/create-base.ts';
import type { Origin } from './base/judge-origin.ts';
import type { Change } from './change.ts';
import { type Elsewhere, findDeclaredElsewhere } from './check/find-declared-elsewhere.ts';
import type { FindUndeclarable } from './check/why-undeclarable.ts';
import { alterEntity, type Round } from './compare/alter-entity.ts';
import { compareEntities } from './compare/compare-entities.ts';
import { type DesiredEntity, readDesired } from './compare/desired-entity.ts';
import type { RemoteIndex } from './compare/index-snapshot.ts';
import type { Match } from './compare/match-declarations.ts';
import { createReplacements, type Replacement, type Replacements } from './compare/replacements.ts';
import { createReferences, type References } from './compare/resolve-references.ts';
import { type Prunes, selectPrunes } from './compare/select-prunes.ts';
import { type Judging, type Settled, settleEntity } from './compare/settle-entity.ts';
import { changesMembers, type PlannedSyncs } from './people/planned-sync.ts';

export interface Changes {
  readonly changes: readonly Change[];
  /** Audiences whose reference alone moves to a replaced segment's successor. */
  readonly moves: readonly Change[];
  /** Declared and already as declared. */
  readonly unchanged: readonly Match[];
  /** Edited remotely alone, and left so because `--drift leave` says so. */
  readonly drifted: readonly Drifted[];
  /** Let go, as they are. */
  readonly released: readonly RemoteEntity[];
  readonly desired: readonly DesiredEntity[];
  readonly references: References;
  readonly replacements: readonly Replacement[];
  readonly prunes: Prunes;
  readonly diagnostics: readonly Diagnostic[];
}

/** An entity with attributes that are left as somebody edited them remotely. */
export interface Drifted {
  readonly match: Match;
  readonly id: string;
  /** Dotted paths. */
  readonly attributes: readonly string[];
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
  readonly syncs?: PlannedSyncs;
  /** What other projects declare, which prune leaves alone. */
  readonly elsewhere?: Elsewhere;
  /** What nobody can declare, which prune leaves alone, too. */
  readonly undeclarable?: FindUndeclarable;
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
  const { index, matches, project, base, drift } = input;
  const replacements = createReplacements(replaced);
  const leftOver = findLeftOver(input, replacements);
  const meant = new Map(leftOver.map(({ entity, of }) => [entity.id, of.id]));
  const references = createReferences(matches, index, replacements, meant);
  const judging: Judging = { index, references, base, drift };
  const absent = matches.filter(({ declaration }) => declaration.state === 'absent');
  const released = matches.filter(({ declaration }) => declaration.state === 'released');
  const { desired: declared, diagnostics } = readAllDesired(matches, index, references);
  const settled = new Map(
    [...declared].map(([match, entity]) => [match, settle(match, entity, judging)]),
  );
  const desired = [...settled.values()].map((each) => each.desired);
  const leaving = absent.flatMap(({ remote }) => (remote ? [remote] : []));
  const prunes = selectPrunes({
    project,
    index,
    matched: remotesOf(matches),
    staying: remotesOf([...settled.keys()]),
    leaving: new Set(leaving),
    desired,
    base,
    elsewhere: input.elsewhere ?? findDeclaredElsewhere([], index),
    undeclarable: input.undeclarable ?? (() => new Map()),
  });
  diagnostics.push(...findDoomedReferences(desired, new Set(leaving)));
  const cleared = leftOver.map(({ entity }) => entity);
  const going = [...leaving, ...prunes.deletions, ...cleared];
  const round: Round = { ...judging, replacements, leaving: new Set(segmentIds(going)) };

  const changes: Change[] = [
    ...absent.flatMap((match) => deletion(match, round)),
    ...prunes.deletions.map((remote) => pruning(remote, input)),
    ...cleared.map(clearingUp),
  ];
  const moves: Change[] = [];
  const notChanged: Match[] = [];
  const drifted: Drifted[] = [];
  for (const [match, each] of settled) {
    const altered = match.remote
      ? alterEntity(match, each, match.remote, round)
      : creation(match, each.desired, round);
    const change = withMembers(altered, match, each.desired, input.syncs);
    const hasDrifted = each.drifted.length > 0;
    if (match.remote && hasDrifted)
      drifted.push({ match, id: match.remote.id, attributes: each.drifted });
    if (change) (isMove(change) ? moves : changes).push(change);
    else if (!hasDrifted) notChanged.push(match);
  }
  return {
    changes: changes.sort(byAddress),
    moves: moves.sort(byAddress),
    unchanged: notChanged.filter((match) => !isUnknown(match, input.syncs)),
    drifted,
    released: released.flatMap(({ remote }) => (remote ? [remote] : [])),
    desired,
    references,
    replacements: changes.flatMap(replacementIn),
    prunes,
    diagnostics,
  };
}

/** What is not remote yet has nothing that could be left alone. */
function settle(match: Match, desired: DesiredEntity, judging: Judging): Settled {
  return match.remote
    ? settleEntity(match, desired, match.remote, judging)
    : { desired, reasons: [], drifted: [] };
}

function remotesOf(matches: readonly Match[]): ReadonlySet<RemoteEntity> {
  return new Set(
    matches.flatMap(({ remote, successor }) => [remote, successor]).filter((each) => each !== null),
  );
}

function readAllDesired(matches: readonly Match[], index: RemoteIndex, references: References) {
  const desired = new Map<Match, DesiredEntity>();
  const diagnostics: Diagnostic[] = [];
  for (const match of matches) {
    const { declaration, remote } = match;
    if (declaration.state !== 'present') continue;
    const isOwnerLeft = declaration.ignoreChanges?.includes(index.platform.ownerAttribute);
    const leftOwner = isOwnerLeft ? (remote?.ownerId ?? null) : null;
    const read = readDesired(declaration, index.platform, references, leftOwner);
    diagnostics.push(...read.diagnostics);
    if (read.entity) desired.set(match, read.entity);
  }
  return { desired, diagnostics };
}

/** What is declared cannot refer to what is declared absent, by whichever name or ID it does so. */
function findDoomedReferences(
  desired: readonly DesiredEntity[],
  leaving: ReadonlySet<RemoteEntity>,
): readonly Diagnostic[] {
  return desired.flatMap(({ declaration, declared }) =>
    declared.flatMap(({ path, target: { remote } }): readonly Diagnostic[] => {
      if (!remote || !leaving.has(remote)) return [];
      return [
        {
          severity: 'error',
          code: 'segment-must-not-be-used-in-audience',
          message: `refers to the segment "${remote.name}" (ID ${remote.id}), which is declared absent`,
          hint: 'Refer to another segment, or keep this one.',
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

function creation(match: Match, desired: DesiredEntity, { base, references }: Round): Change {
  const { declaration } = match;
  const was = base?.find(match, references) ?? null;
  const origin: Origin = base === null ? 'unknown' : was ? 'drift' : 'declared';
  const reason =
    origin === 'drift'
      ? {
          code: 'gone',
          text: 'declared as before, and not there: deleted remotely, or never applied',
          origin,
        }
      : { code: 'not-remote', text: 'declared, and not remote yet', origin };
  return { action: 'create', address: declaration.address, match, desired, reasons: [reason] };
}

/** Nobody knows whether a list is as declared whose source or ledger is elsewhere. */
function isUnknown({ declaration }: Match, syncs: PlannedSyncs | undefined): boolean {
  return syncs?.get(declaration)?.members.state === 'unknown-here';
}

/** The change with what becomes of the members; that alone is a change, too. */
function withMembers(
  change: Change | null,
  match: Match,
  desired: DesiredEntity,
  syncs: PlannedSyncs | undefined,
): Change | null {
  const members = takesSource(desired) ? syncs?.get(match.declaration)?.members : undefined;
  if (members === undefined) return change;
  const reasons = changesMembers(members)
    ? [{ code: 'members-changed', text: 'the list differs from its source' }]
    : [];
  if (change) {
    const isNew = change.action === 'create' || change.action === 'replace';
    const all = isNew ? change.reasons : [...change.reasons, ...reasons];
    return { ...change, members, reasons: all };
  }
  const { remote, declaration } = match;
  if (!remote || reasons.length === 0) return null;
  const { address } = declaration;
  return { action: 'update', address, match, desired, remote, paths: [], reasons, members };
}

/** A list whose identifier type is left alone, and is not the declared one, takes other identifiers. */
export function takesSource({ attributes, declaration }: DesiredEntity): boolean {
  const [will, declared] = [attributes, declaration.attributes].map((each) =>
    valueAt(each, 'contactList.identifierType'),
  );
  return will === undefined || declared === undefined || will === declared;
}

function deletion(match: Match, round: Round): readonly Change[] {
  const { remote } = match;
  if (!remote) return [];
  const origin = originOfDeletion(match, remote, round);
  const reasons = [{ code: 'state-absent', text: 'state: absent', origin }];
  return [
    { action: 'delete', address: addressOf(remote.kind, remote.name), match, remote, reasons },
  ];
}

/** Git deletes what it had, what somebody has edited meanwhile, or what it never had. */
function originOfDeletion(
  match: Match,
  remote: RemoteEntity,
  { base, references, index }: Round,
): Origin {
  if (base === null) return 'unknown';
  if (base.declaredAbsent(match)) return 'declared';
  const was = base.find(match, references);
  if (was === null) return 'adopted';
  const block = remote.kind === 'segment' ? blockIn(index.platform, was.attributes) : null;
  const differing = compareEntities(index.platform, { ...was, block }, remote, references.keyOf);
  return differing.length === 0 ? 'declared' : 'conflict';
}

function pruning(remote: RemoteEntity, { base, project }: ChangesInput): Change {
  const origin: Origin = base?.removed(remote) ? 'declared' : 'unknown';
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
function findLeftOver(input: ChangesInput, replacements: Replacements): readonly LeftOver[] {
  const { matches, index, base, drift } = input;
  const doubtful = matches.filter(({ remote, successor }) => remote && successor);
  if (doubtful.length === 0) return [];
  const references = createReferences(matches, index, replacements);
  const round: Round = { index, references, base, drift, replacements, leaving: new Set() };
  return [...readAllDesired(doubtful, index, references).desired].flatMap(([match, entity]) => {
    const { remote, successor } = match;
    if (!remote || !successor) return [];
    const settled = settleEntity(match, entity, remote, round);
    const change = alterEntity(match, settled, remote, round);
    const isSettled = change === null ? settled.drifted.length === 0 : change.action === 'update';
    return isSettled ? [{ entity: successor, of: remote }] : [];
  });
}

interface LeftOver {
  readonly entity: RemoteEntity;
  readonly of: RemoteEntity;
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
