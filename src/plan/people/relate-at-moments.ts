/** What is certain of two segments by their definitions, each before the changes or after them. */
import type { SegmentMoment } from '../../algebra/judge-audience.ts';
import { compareOnce, type Relate } from '../../algebra/logic/list-facts.ts';
import type { SegmentDefinition } from '../../algebra/segments/relate-segments.ts';
import { defineRemote } from '../../platforms/define-remote.ts';
import { relateDefinitions } from '../../platforms/segment-types/segment-types.ts';
import type { Change } from '../change/change.ts';
import type { RemoteIndex } from '../match/index-snapshot.ts';
import { remoteKey, targetKey } from '../match/resolve-references.ts';
import { overlay } from './judge-segment.ts';

export function relateAtMoments(
  changes: readonly Change[],
  index: RemoteIndex,
): Relate<SegmentMoment> {
  const changeOf = new Map(
    changes.flatMap((change) => (change.action === 'delete' ? [] : [[keyOf(change), change]])),
  );
  const definitionAt = ({ key, moment }: SegmentMoment): SegmentDefinition | null => {
    const change = changeOf.get(key);
    if (moment !== 'before' && change) return definitionAfter(change);
    // Audiences may already use the successor under the key of the segment that it replaces.
    if (change?.action === 'replace' && change.match?.successor) return null;
    const remote = key.startsWith('#') ? index.byId('segment', key.slice(1)) : undefined;
    return remote ? defineRemote(remote) : null;
  };
  return compareOnce(
    (a, b) => {
      const [one, other] = [definitionAt(a), definitionAt(b)];
      return one && other && relateDefinitions(one, other);
    },
    ({ key, moment }) => `${moment} ${key}`,
  );
}

function keyOf(change: Exclude<Change, { action: 'delete' }>): string | null {
  if (change.action !== 'create') return remoteKey(change.remote.id);
  return change.match && targetKey(change.match);
}

function definitionAfter(change: Exclude<Change, { action: 'delete' }>): SegmentDefinition | null {
  if (change.action === 'update') {
    const { remote, desired, paths } = change;
    return defineRemote(remote, overlay(remote.attributes, desired.attributes, paths));
  }
  const { type, ownerId, attributes } = change.desired;
  return type === null || ownerId === null ? null : { type, ownerId, attributes, incomparable: [] };
}
