/**
 * One change for each entity that is not as declared: what, and why. It takes who is who, and gives
 * changes with the entities as they will be; it knows nothing of members, refusals or the plan document.
 */
import { compareText, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Project } from '../../model/project.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import type { Base } from '../base/create-base.ts';
import type { Origin } from '../base/judge-origin.ts';
import type { Elsewhere } from '../match/find-declared-elsewhere.ts';
import type { RemoteIndex } from '../match/index-snapshot.ts';
import { type Match, remotesOf } from '../match/match-declarations.ts';
import { createReplacements, type Replacement } from '../match/replacements.ts';
import {
  createReferences,
  type ExplainElsewhere,
  type References,
} from '../match/resolve-references.ts';
import { alterEntity, type Round } from './alter-entity.ts';
import type { Change } from './change.ts';
import { type DesiredEntity, readAllDesired } from './desired-entity.ts';
import { findDoomedReferences } from './find-doomed-references.ts';
import { findLeftOver } from './find-left-over.ts';
import { type JudgedEntity, type Judging, judgeEntity } from './judge-entity.ts';
import { clearLeftOver, deleteAbsent, prune } from './make-deletions.ts';
import { type Prunes, selectPrunes } from './select-prunes.ts';
import type { FindUndeclarable } from './why-undeclarable.ts';

export interface Changes {
  readonly changes: readonly Change[];
  /** Audiences of which nothing changes but that they are pointed at a replaced segment's successor. */
  readonly repoints: readonly Change[];
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

/** An entity with attributes that keep their remote edits. */
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
  /** What other projects declare, which prune leaves alone. */
  readonly elsewhere: Elsewhere;
  /** What to do about a name that only another project declares. */
  readonly explainElsewhere: ExplainElsewhere;
  /** Entities that no manifest can declare, which prune leaves alone, too. */
  readonly undeclarable: FindUndeclarable;
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
  const leftOver = findLeftOver(matches, input, replacements);
  const meant = new Map(leftOver.map(({ entity, of }) => [entity.id, of.id]));
  const references = createReferences(matches, index, replacements, meant, input.explainElsewhere);
  const judging: Judging = { index, references, base, drift };
  const absent = matches.filter(({ declaration }) => declaration.state === 'absent');
  const released = matches.filter(({ declaration }) => declaration.state === 'released');
  const { desired: declared, diagnostics } = readAllDesired(matches, index, references);
  const judged = new Map(
    [...declared].map(([match, entity]) => [match, judge(match, entity, judging)]),
  );
  const desired = [...judged.values()].map((each) => each.desired);
  const deleted = new Set(absent.flatMap(({ remote }) => (remote ? [remote] : [])));
  const prunes = selectPrunes({
    ...input,
    matched: remotesOf(matches),
    staying: remotesOf([...judged.keys()]),
    deleted,
    desired,
  });
  const cleared = leftOver.map(({ entity }) => entity);
  const round: Round = {
    ...judging,
    replacements,
    going: new Set(segmentIds([...deleted, ...prunes.deletions, ...cleared])),
  };

  const changes: Change[] = [
    ...absent.flatMap((match) => deleteAbsent(match, round)),
    ...prunes.deletions.map((remote) => prune(remote, project, base)),
    ...cleared.map(clearLeftOver),
  ];
  const repoints: Change[] = [];
  const unchanged: Match[] = [];
  const drifted: Drifted[] = [];
  for (const [match, each] of judged) {
    const change = match.remote
      ? alterEntity(match, each, match.remote, round)
      : create(match, each.desired, round);
    const hasDrifted = each.drifted.length > 0;
    if (match.remote && hasDrifted)
      drifted.push({ match, id: match.remote.id, attributes: each.drifted });
    if (change) (isRepoint(change) ? repoints : changes).push(change);
    else if (!hasDrifted) unchanged.push(match);
  }
  return {
    changes: changes.sort(compareChanges),
    repoints: repoints.sort(compareChanges),
    unchanged,
    drifted,
    released: released.flatMap(({ remote }) => (remote ? [remote] : [])),
    desired,
    references,
    replacements: changes.flatMap(replacementIn),
    prunes,
    diagnostics: [...diagnostics, ...findDoomedReferences(desired, deleted)],
  };
}

/** What is not remote yet has nothing that could be left alone. */
function judge(match: Match, desired: DesiredEntity, judging: Judging): JudgedEntity {
  return match.remote
    ? judgeEntity(match, desired, match.remote, judging)
    : { desired, reasons: [], drifted: [] };
}

/** The order in which a plan lists its changes. */
export function compareChanges(a: Change, b: Change): number {
  return compareText(a.address, b.address) || compareText(a.action, b.action);
}

function replacementIn(change: Change): readonly Replacement[] {
  if (change.action !== 'replace') return [];
  return [{ old: change.remote, successor: change.match?.successor ?? null }];
}

function create(match: Match, desired: DesiredEntity, { base, references }: Round): Change {
  const { declaration } = match;
  const was = base?.find(match, references) ?? null;
  const origin: Origin = base === null ? 'unknown' : was ? 'drift' : 'declared';
  const reason =
    origin === 'drift'
      ? {
          code: 'gone',
          text: 'declared as before, but not remote: it was deleted remotely, or never applied',
          origin,
        }
      : { code: 'not-remote', text: 'declared, but not remote yet', origin };
  return { action: 'create', address: declaration.address, match, desired, reasons: [reason] };
}

function segmentIds(entities: readonly RemoteEntity[]): readonly string[] {
  return entities.filter(({ kind }) => kind === 'segment').map(({ id }) => id);
}

function isRepoint(change: Change): boolean {
  return change.reasons.every(({ code }) => code === 'reference-moved');
}
