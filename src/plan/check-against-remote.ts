/**
 * The API's rules that need both manifests and snapshot. References to declared segments are
 * checked offline already; here are those to segments that only the remote knows.
 */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { algebraLeaves } from '../model/algebra.ts';
import { quoteNames } from '../model/name.ts';
import type { RemoteEntity } from '../model/snapshot.ts';
import type { Platform } from '../platforms/platform.ts';
import type { DesiredEntity } from './desired-entity.ts';

export function checkAgainstRemote(
  entities: readonly DesiredEntity[],
  platform: Platform,
): readonly Diagnostic[] {
  return entities.flatMap((entity) => {
    const segments = entity.targets.flatMap(({ remote, declaration }) =>
      remote && !declaration ? [remote] : [],
    );
    return entity.algebra === null
      ? checkSeed(entity, segments)
      : [
          ...checkOwners(entity, segments, platform),
          ...checkRetargeting(entity, segments),
          ...checkChannels(entity),
        ];
  });
}

function finding(
  entity: DesiredEntity,
  path: string,
  rest: Omit<Diagnostic, 'severity' | 'source' | 'address'>,
): Diagnostic {
  const { declaration } = entity;
  return {
    severity: 'error',
    ...rest,
    source: declaration.locate(path.split('.')),
    address: declaration.address,
  };
}

/** `audience-retailer-must-match-segment-retailers`; a behavioral segment belongs to no advertiser. */
function checkOwners(
  entity: DesiredEntity,
  segments: readonly RemoteEntity[],
  platform: Platform,
): readonly Diagnostic[] {
  const strangers = segments.filter(
    ({ ownerId, unmanageable }) =>
      unmanageable !== 'behavioral' && ownerId !== null && ownerId !== entity.ownerId,
  );
  if (strangers.length === 0) return [];
  const word = platform.ownerAttribute === 'retailerId' ? 'retailer' : 'advertiser';
  return [
    finding(entity, 'algebra', {
      code: 'audience-retailer-must-match-segment-retailers',
      message: `segments of another ${word} than ${entity.ownerId}: ${quoteNames(strangers)}`,
      hint: `use segments of the audience’s own ${word}`,
    }),
  ];
}

/** `audience-with-retargeting-segment-must-be-correctly-specified`: such a segment stands alone. */
function checkRetargeting(
  entity: DesiredEntity,
  segments: readonly RemoteEntity[],
): readonly Diagnostic[] {
  const retargeting = segments.filter(({ type }) => type === 'retargeting');
  const isAlone =
    entity.algebra !== null &&
    algebraLeaves(entity.algebra).length === 1 &&
    'segment' in entity.algebra;
  if (retargeting.length === 0 || isAlone) return [];
  return [
    finding(entity, 'algebra', {
      code: 'audience-with-retargeting-segment-must-be-correctly-specified',
      message: `a retargeting segment must be the only segment of its audience: ${quoteNames(retargeting)}`,
      hint: 'make an audience of that segment alone',
    }),
  ];
}

/** `audience-channel-must-be-valid`: the segments need a channel in common. New segments have none yet. */
function checkChannels(entity: DesiredEntity): readonly Diagnostic[] {
  const known = entity.targets.flatMap(({ remote }) =>
    remote && remote.channels.length > 0 ? [remote] : [],
  );
  const [first, ...others] = known;
  if (!first) return [];
  const common = first.channels.filter((channel) =>
    others.every(({ channels }) => channels.includes(channel)),
  );
  if (common.length > 0) return [];
  const list = known.map(({ name, channels }) => `"${name}" (${channels.join(', ')})`).join(', ');
  return [
    finding(entity, 'algebra', {
      code: 'audience-channel-must-be-valid',
      message: `its segments have no channel in common: ${list}`,
      hint: 'combine onsite segments with onsite ones, and offsite with offsite',
    }),
  ];
}

/** A seed is a contact list, or an event segment, which the API shows under no type of its own. */
function checkSeed(
  entity: DesiredEntity,
  segments: readonly RemoteEntity[],
): readonly Diagnostic[] {
  const wrong = segments.filter(({ type }) => type !== 'contactList' && type !== null);
  if (wrong.length === 0) return [];
  return [
    finding(entity, 'lookalike', {
      code: 'seed-segment-type',
      message: `the seed must be a contact list or an event segment: ${quoteNames(wrong)}`,
      hint: 'seed the lookalike with another segment',
    }),
  ];
}
