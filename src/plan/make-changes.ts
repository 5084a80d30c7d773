/** One change for each address that is not as declared: what, and why. */
import { compareText, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { type Address, addressOf } from '../model/entity.ts';
import type { JsonValue } from '../model/json.ts';
import type { Project } from '../model/project.ts';
import type { RemoteEntity } from '../model/snapshot.ts';
import { compareEntities, type Difference } from './compare-entities.ts';
import { describeDeclared } from './describe-declared.ts';
import { describeRemote } from './describe-entity.ts';
import { type DesiredEntity, readDesired } from './desired-entity.ts';
import { type RemoteIndex, segmentIdsOf } from './index-snapshot.ts';
import { attributeAt, type Base, judgeOrigin, type Origin } from './judge-origin.ts';
import type { Match } from './match-declarations.ts';
import { createReplacements, type Replacement, type Replacements } from './replacements.ts';
import { createReferences, type References } from './resolve-references.ts';
import { type Prunes, selectPrunes } from './select-prunes.ts';
import { readTemporaryName } from './temporary-name.ts';

export interface Reason {
  readonly code: string;
  readonly text: string;
  /** The attribute it is about, as a dotted path. */
  readonly path?: string;
  /** Whose change it is, where a base tells. */
  readonly origin?: Origin;
  /** What the base declared, where git and the remote both moved away from it. */
  readonly base?: JsonValue;
}

interface ChangeBase {
  readonly address: Address;
  /** Null for what is deleted because no manifest names it. */
  readonly match: Match | null;
  readonly reasons: readonly Reason[];
}

/** A change before it is written down: both sides as the planner holds them. */
export type Change = ChangeBase &
  (
    | { readonly action: 'create'; readonly desired: DesiredEntity }
    | {
        readonly action: 'update' | 'replace';
        readonly desired: DesiredEntity;
        readonly remote: RemoteEntity;
        /** The attributes to send. */
        readonly paths: readonly string[];
      }
    | { readonly action: 'delete'; readonly remote: RemoteEntity }
  );

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

interface Round {
  readonly index: RemoteIndex;
  readonly references: References;
  readonly replacements: Replacements;
  /** Segments that this plan deletes. */
  readonly leaving: ReadonlySet<string>;
  readonly base: Base | null;
  readonly drift: 'revert' | 'leave';
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
  const round: Round = {
    index,
    references,
    replacements,
    leaving: new Set(going.map(({ id }) => id)),
    base: input.base,
    drift: input.drift,
  };

  const changes: Change[] = [
    ...absent.flatMap(deletion),
    ...prunes.deletions.map((remote) => pruning(remote, input)),
  ];
  const moves: Change[] = [];
  const unchanged: Match[] = absent.filter(({ remote }) => remote === null);
  const drifted: Match[] = [];
  for (const [match, entity] of desired) {
    const judged = match.remote
      ? alteration(match, entity, match.remote, round)
      : creation(match, entity, round);
    if (judged === 'unchanged') unchanged.push(match);
    else if (judged === 'left-alone') drifted.push(match);
    else (isMove(judged) ? moves : changes).push(judged);
    changes.push(...clearingUp(match, judged));
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
 * A second successor of what is replaced already: two runs at once made one each, or a run that read
 * a search that lagged. Its name proves that it was made to be what the declared entity is now.
 */
function clearingUp(
  { successor: remote }: Match,
  judged: Change | 'unchanged' | 'left-alone',
): readonly Change[] {
  const isSettled =
    judged === 'unchanged' || (judged !== 'left-alone' && judged.action === 'update');
  if (!remote || !isSettled) return [];
  const text = 'made by another run for a replacement that is finished';
  const address = addressOf(remote.kind, remote.name);
  const reasons = [{ code: 'left-over', text }];
  return [{ action: 'delete', address, match: null, remote, reasons }];
}

function alteration(
  match: Match,
  desired: DesiredEntity,
  remote: RemoteEntity,
  round: Round,
): Change | 'unchanged' | 'left-alone' {
  const { declaration } = match;
  const ignored = declaration.ignoreChanges ?? [];
  const differences = compareEntities(
    round.index.platform,
    { ...desired, seedKey: desired.seed?.key ?? null },
    remote,
    round.references.keyOf,
  ).filter(({ path }) => !ignored.some((each) => path === each || path.startsWith(`${each}.`)));
  // A temporary name is never left, whatever else about the name may be.
  const named = reasonsOfName(declaration.name, remote).filter(
    ({ code }) => code !== 'renamed' || !ignored.includes('name'),
  );
  const found = [...named, ...differences.map(reasonOf)];
  const judged = found.map((reason) => withOrigin(reason, match, remote, round));
  const wanted = judged.filter(({ origin }) => round.drift === 'revert' || origin !== 'drift');
  const reasons = [...wanted, ...reasonsOfReferences(desired, remote, round, wanted)];
  if (reasons.length === 0) return judged.length === 0 ? 'unchanged' : 'left-alone';
  return {
    action: reasons.some(({ code }) => replacing.has(code)) ? 'replace' : 'update',
    address: declaration.address,
    match,
    desired,
    remote,
    paths: [...new Set(reasons.flatMap(({ path }) => (path === undefined ? [] : [path])))],
    reasons,
  };
}

function withOrigin(
  reason: Reason,
  { declaration }: Match,
  remote: RemoteEntity,
  { base, references, index }: Round,
): Reason {
  const { path } = reason;
  if (base === null || path === undefined) return reason;
  const was = base.find(declaration);
  const is = describeRemote(remote, references).attributes;
  const origin = judgeOrigin(path, was, is, describeDeclared(declaration, index.platform));
  return origin === 'conflict' && was
    ? { ...reason, origin, base: attributeAt(was, path) ?? null }
    : { ...reason, origin };
}

const replacing = new Set(['immutable-attribute-changed', 'seed-replaced']);

function reasonsOfName(name: string, remote: RemoteEntity): readonly Reason[] {
  if (remote.name === name) return [];
  const temporary = readTemporaryName(remote.name);
  if (temporary?.role === 'new') {
    return [
      {
        code: 'replacement-finished',
        text: 'a replacement that was cut off gets its name',
        path: 'name',
      },
    ];
  }
  return temporary
    ? [{ code: 'move-finished', text: 'a rename that was cut off is finished', path: 'name' }]
    : [{ code: 'renamed', text: `renamed from "${remote.name}"`, path: 'name' }];
}

function reasonOf({ path, immutable, cleared }: Difference): Reason {
  if (immutable) return { code: 'immutable-attribute-changed', text: path, path };
  return { code: cleared ? 'attribute-cleared' : 'attribute-changed', text: path, path };
}

/** The same people, and yet something to send: the remote tree names what goes or is replaced. */
function reasonsOfReferences(
  desired: DesiredEntity,
  remote: RemoteEntity,
  { replacements, leaving }: Round,
  found: readonly Reason[],
): readonly Reason[] {
  const used = segmentIdsOf(remote);
  const isMoved = used.some((id) => replacements.of('segment', id));
  if (desired.algebra === null) {
    return isMoved
      ? [
          {
            code: 'seed-replaced',
            text: 'its seed is replaced, and a seed cannot be changed',
            path: 'lookalike.seedSegmentId',
          },
        ]
      : [];
  }
  if (found.some(({ path }) => path === 'algebra')) return [];
  if (isMoved) {
    return [
      {
        code: 'reference-moved',
        text: 'moves to the successor of a replaced segment',
        path: 'algebra',
      },
    ];
  }
  if (!used.some((id) => leaving.has(id))) return [];
  return [
    {
      code: 'reference-freed',
      text: 'the same people, without naming a segment that is deleted',
      path: 'algebra',
    },
  ];
}

function isMove(change: Change): boolean {
  return change.reasons.every(({ code }) => code === 'reference-moved');
}
