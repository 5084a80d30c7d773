/**
 * Entries with references that lead nowhere, such as to a segment that was renamed in the UI and is declared
 * nowhere. No plan can be made of them, and their remote version says what they refer to.
 */
import { referencesIn, segmentIdsIn } from '../../model/references.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import { valueAt } from '../../model/text/json.ts';
import type { DesiredEntity, FollowedReference } from '../../plan/change/desired-entity.ts';
import type { Comparison } from '../../plan/compare-with-remote.ts';
import { readComparable } from '../../plan/match/comparable-entity.ts';
import type { Match } from '../../plan/match/match-declarations.ts';

export interface LostEntity {
  readonly match: Match;
  readonly remote: RemoteEntity;
  /** As far as it can be followed. */
  readonly desired: DesiredEntity;
}

export function readLost(comparison: Comparison): readonly LostEntity[] {
  const followed = new Set(comparison.desired.map(({ declaration }) => declaration));
  return comparison.matches.flatMap((match) => {
    const { declaration, remote } = match;
    const isLost = declaration.state === 'present' && !followed.has(declaration);
    return isLost && remote ? [{ match, remote, desired: follow(match, comparison) }] : [];
  });
}

function follow({ declaration, remote }: Match, { index, references }: Comparison): DesiredEntity {
  const { platform } = index;
  const { attributes, kind, name } = declaration;
  const owner = valueAt(attributes, platform.ownerAttribute);
  const ownerId = typeof owner === 'string' ? owner : null;
  const used = new Set(segmentIdsIn(remote?.attributes ?? {}));
  const all = referencesIn(attributes).map(({ reference, path }): FollowedReference => {
    const target = references.resolve(reference, ownerId, path);
    if (!('problem' in target)) return { reference, path, target };
    const text = 'name' in reference ? reference.name : reference.id;
    // Of several that have the name, the one that the remote version uses is meant.
    const meant = index.named('segment', text).find(({ id }) => used.has(id));
    const known = meant && references.segmentOf(meant.id);
    if (known) return { reference, path, target: known };
    // The key that a base gives to the same reference, so that both are equal where git did not change.
    const key = `base ${text}`;
    return {
      reference,
      path,
      target: { key, name: text, remote: null, nextId: null, declaration: null },
    };
  });
  const keys = all.values();
  return {
    ...readComparable(kind, attributes, platform, () => keys.next().value?.target.key ?? ''),
    ...{ declaration, name, ownerId, references: all, declared: all },
    targets: [...new Map(all.map(({ target }) => [target.key, target])).values()],
  };
}
