/** The deletions of a plan: what is declared absent, what prune takes, and what another run left over. */
import { addressOf } from '../../model/entity.ts';
import type { Project } from '../../model/project.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import type { Base } from '../base/create-base.ts';
import type { Origin } from '../base/judge-origin.ts';
import type { Match } from '../match/match-declarations.ts';
import type { Change, Reason } from './change.ts';
import { compareEntities } from './compare-entities.ts';
import type { Judging } from './judge-entity.ts';

export function deleteAbsent(match: Match, judging: Judging): readonly Change[] {
  const { remote } = match;
  if (!remote) return [];
  const origin = originOfDeletion(match, remote, judging);
  return [
    deletion(
      remote,
      { code: 'state-absent', text: 'the file says delete (state: absent)', origin },
      match,
    ),
  ];
}

export function prune(remote: RemoteEntity, project: Project, base: Base | null): Change {
  const origin: Origin = base?.removed(remote) ? 'declared' : 'unknown';
  const text =
    project.prune === 'removed'
      ? 'no manifest declares it any more'
      : 'this project owns it, but no manifest declares it';
  return deletion(remote, { code: 'pruned', text, origin });
}

export function clearLeftOver(remote: RemoteEntity): Change {
  const text = 'an earlier run created it for a replacement that is already finished';
  return deletion(remote, { code: 'left-over', text });
}

function deletion(remote: RemoteEntity, reason: Reason, match: Match | null = null): Change {
  const address = addressOf(remote.kind, remote.name);
  return { action: 'delete', address, match, remote, reasons: [reason] };
}

/** Git deletes an entity that it had, that was edited remotely meanwhile, or that it never had. */
function originOfDeletion(
  match: Match,
  remote: RemoteEntity,
  { base, references, index }: Judging,
): Origin {
  if (base === null) return 'unknown';
  if (base.declaredAbsent(match)) return 'declared';
  const was = base.find(match, references);
  if (was === null) return 'adopted';
  const differing = compareEntities(index.platform, was, remote, references.keyOf);
  return differing.length === 0 ? 'declared' : 'conflict';
}
