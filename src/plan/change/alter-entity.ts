/** How to change a remote entity so that it becomes as declared, and why. */
import { isAcceptable } from '../../algebra/logic/is-acceptable.ts';
import { readAlgebra } from '../../model/algebra.ts';
import { segmentIdsIn } from '../../model/references.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import type { Match } from '../match/match-declarations.ts';
import type { Replacements } from '../match/replacements.ts';
import type { Change, Reason } from './change.ts';
import type { DesiredEntity } from './desired-entity.ts';
import type { JudgedEntity, Judging } from './judge-entity.ts';
import { leaveAlone } from './leave-alone.ts';

/** What all entities of one round of planning are judged by. */
export interface Round extends Judging {
  readonly replacements: Replacements;
  /** IDs of the segments that this plan deletes. */
  readonly going: ReadonlySet<string>;
}

export function alterEntity(
  match: Match,
  judged: JudgedEntity,
  remote: RemoteEntity,
  round: Round,
): Change | null {
  const { declaration } = match;
  const added = reasonOfReferences(judged, remote, round);
  const reasons = added ? [...judged.reasons, added] : judged.reasons;
  if (reasons.length === 0) return null;
  return {
    action: reasons.some(({ code }) => replacing.has(code)) ? 'replace' : 'update',
    address: declaration.address,
    match,
    // A repoint never sends another tree, not even an equal one.
    desired: added === referenceMoved ? keepTree(judged.desired, remote, round) : judged.desired,
    remote,
    paths: [...new Set(reasons.flatMap(({ path }) => (path === undefined ? [] : [path])))],
    reasons,
  };
}

const replacing = new Set(['immutable-attribute-changed', 'seed-replaced']);

function keepTree(desired: DesiredEntity, remote: RemoteEntity, round: Round): DesiredEntity {
  const { index, references } = round;
  return leaveAlone(desired, remote, ['algebra'], { platform: index.platform, references });
}

/** The same people, and yet something to send: the remote tree names what is deleted or replaced. */
function reasonOfReferences(
  { desired, reasons }: JudgedEntity,
  remote: RemoteEntity,
  { replacements, going }: Round,
): Reason | null {
  const used = segmentIdsIn(remote.attributes);
  const isRepointed = used.some((id) => replacements.of('segment', id));
  if (desired.algebra === null) return isRepointed ? seedReplaced : null;
  if (reasons.some(({ path }) => path === 'algebra')) return null;
  // A tree that is left alone stays with what it names: such a deletion is refused.
  const staying = new Set(desired.targets.map((target) => target.remote?.id));
  if (used.some((id) => going.has(id) && !staying.has(id))) return referenceFreed;
  if (!isRepointed) return null;
  const tree = readAlgebra(remote.attributes['algebra']);
  const isLeft = desired.references !== desired.declared;
  return isLeft || (tree !== null && isAcceptable(tree)) ? referenceMoved : referenceFreed;
}

const seedReplaced: Reason = {
  code: 'seed-replaced',
  text: 'its seed is replaced, and a seed cannot be updated in place',
  path: 'lookalike.seedSegmentId',
};

const referenceMoved: Reason = {
  code: 'reference-moved',
  text: 'uses the new segment instead of the replaced one',
  path: 'algebra',
};

const referenceFreed: Reason = {
  code: 'reference-freed',
  text: 'the same people, without a reference to a segment that is deleted',
  path: 'algebra',
};
