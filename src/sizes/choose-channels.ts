import { algebraLeaves, readAlgebra } from '../model/algebra.ts';
import type { RemoteEntity } from '../model/remote/snapshot.ts';
import type { Channel } from '../platforms/platform.ts';
import type { Declared } from './declared.ts';
import type { SizeWorld } from './size-world.ts';

/** One size for each of these; null is the one size of a platform without channels. */
export type Channels = readonly [Channel | null, ...(Channel | null)[]];

/** The channels of a remote entity; all channels where the API does not say. */
export function channelsOf({ platform }: SizeWorld, entity: RemoteEntity | undefined): Channels {
  return orAll(
    platform.channels,
    platform.channels.filter((channel) => entity?.channels.includes(channel)),
  );
}

/**
 * The channels of what does not exist yet. The server works them out: an audience has those that
 * all its segments share, and of a new segment nothing is known.
 */
export function channelsOfDeclared(world: SizeWorld, { after, segmentIds }: Declared): Channels {
  const all = world.platform.channels;
  const algebra = readAlgebra(after['algebra']);
  if (algebra === null) return orAll(all, all);
  const ids = algebraLeaves(algebra).map((leaf) =>
    'id' in leaf ? leaf.id : (segmentIds[leaf.name] ?? ''),
  );
  return orAll(
    all,
    all.filter((channel) =>
      ids.every((id) => channelsOf(world, world.entityOf('segment', id)).includes(channel)),
    ),
  );
}

function orAll(all: readonly Channel[], some: readonly Channel[]): Channels {
  const [first, ...rest] = some.length > 0 ? some : all;
  return first === undefined ? [null] : [first, ...rest];
}
