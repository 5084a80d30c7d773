import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import type { Match } from '../match/match-declarations.ts';
import type { Replacements } from '../match/replacements.ts';
import { createReferences } from '../match/resolve-references.ts';
import { alterEntity, type Round } from './alter-entity.ts';
import { readAllDesired } from './desired-entity.ts';
import { type Judging, judgeEntity } from './judge-entity.ts';

export interface LeftOver {
  readonly entity: RemoteEntity;
  /** The entity that it should replace. */
  readonly of: RemoteEntity;
}

/**
 * Second successors of what is replaced already: two runs at once made one each, or a run read a
 * search that lagged. Their names prove that they were made to be what a declared entity is now.
 */
export function findLeftOver(
  matches: readonly Match[],
  { index, base, drift }: Omit<Judging, 'references'>,
  replacements: Replacements,
): readonly LeftOver[] {
  const doubtful = matches.filter(({ remote, successor }) => remote && successor);
  if (doubtful.length === 0) return [];
  const references = createReferences(matches, index, replacements);
  const round: Round = { index, references, base, drift, replacements, going: new Set() };
  return [...readAllDesired(doubtful, index, references).desired].flatMap(([match, entity]) => {
    const { remote, successor } = match;
    if (!remote || !successor) return [];
    const judged = judgeEntity(match, entity, remote, round);
    const change = alterEntity(match, judged, remote, round);
    const isFinished = change === null ? judged.drifted.length === 0 : change.action === 'update';
    return isFinished ? [{ entity: successor, of: remote }] : [];
  });
}
