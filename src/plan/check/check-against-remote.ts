/**
 * The API's rules that need both manifests and snapshot. References by name to declared segments are
 * checked offline already; here are those to segments that only the remote knows, or by ID. Like every
 * check here, it takes changes and gives findings or refusals, and alters nothing.
 */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { algebraLeaves } from '../../model/algebra.ts';
import { quoteNames } from '../../model/name.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import { valueAt } from '../../model/text/json.ts';
import type { Platform } from '../../platforms/platform.ts';
import { typeIn } from '../../platforms/platform-named.ts';
import type { DesiredEntity } from '../change/desired-entity.ts';
import type { Changes } from '../change/make-changes.ts';
import type { SegmentTarget } from '../match/resolve-references.ts';

export function checkAgainstRemote(
  { desired, changes, repoints }: Pick<Changes, 'desired' | 'changes' | 'repoints'>,
  platform: Platform,
): readonly Diagnostic[] {
  const sent = new Set(
    [...changes, ...repoints].flatMap((change) =>
      change.action === 'delete' ? [] : [change.desired],
    ),
  );
  return desired.flatMap((entity) => {
    // What is left alone was the API's to judge.
    if (entity.references !== entity.declared) return [];
    const segments = judgeTargets(entity, platform);
    return entity.algebra === null
      ? checkSeed(entity, segments, platform)
      : [
          ...checkOwners(entity, segments, platform),
          ...checkRetargeting(entity, segments),
          // What is not sent keeps the channels that the API gave it.
          ...(sent.has(entity) ? checkChannels(entity) : []),
        ];
  });
}

/** A segment as far as the rules ask, as it will be. */
interface Target {
  readonly name: string;
  readonly path: readonly (string | number)[];
  readonly ownerId: string | null;
  readonly type: string | null;
  readonly isBehavioral: boolean;
}

/** Those that validation could not follow: undeclared ones, and declared ones by a remote ID. */
function judgeTargets(entity: DesiredEntity, platform: Platform): readonly Target[] {
  return entity.references.flatMap(({ reference, path, target }): readonly Target[] => {
    const { remote, declaration, name } = target;
    if (declaration) {
      if ('name' in reference) return [];
      const owner = valueAt(declaration.attributes, platform.ownerAttribute);
      return [
        {
          name,
          path,
          ownerId: typeof owner === 'string' ? owner : null,
          type: typeIn(platform, declaration.attributes),
          isBehavioral: false,
        },
      ];
    }
    if (!remote) return [];
    const { ownerId, type, unmanageable } = remote;
    return [{ name, path, ownerId, type, isBehavioral: unmanageable === 'behavioral' }];
  });
}

function finding(
  entity: DesiredEntity,
  path: readonly (string | number)[],
  rest: Omit<Diagnostic, 'severity' | 'source' | 'address'>,
): Diagnostic {
  const { declaration } = entity;
  return {
    severity: 'error',
    ...rest,
    source: declaration.locate(path),
    address: declaration.address,
  };
}

/** A behavioral segment belongs to no advertiser. */
function isStranger({ ownerId, isBehavioral }: Target, entity: DesiredEntity): boolean {
  return !isBehavioral && ownerId !== null && ownerId !== entity.ownerId;
}

/** `audience-retailer-must-match-segment-retailers`, at the first of the segments to blame. */
function checkOwners(
  entity: DesiredEntity,
  segments: readonly Target[],
  platform: Platform,
): readonly Diagnostic[] {
  const strangers = segments.filter((segment) => isStranger(segment, entity));
  const [first] = strangers;
  if (!first) return [];
  const word = platform.ownerLabel;
  return [
    finding(entity, first.path, {
      code: 'audience-retailer-must-match-segment-retailers',
      message: `segments of another ${word} than ${entity.ownerId}: ${quoteNames(strangers)}`,
      hint: `Use segments of the audience’s own ${word}.`,
    }),
  ];
}

/** `audience-with-retargeting-segment-must-be-correctly-specified`: such a segment stands alone. */
function checkRetargeting(
  entity: DesiredEntity,
  segments: readonly Target[],
): readonly Diagnostic[] {
  const retargeting = segments.filter(({ type }) => type === 'retargeting');
  const [first] = retargeting;
  const isAlone = entity.algebra !== null && algebraLeaves(entity.algebra).length === 1;
  if (!first || isAlone) return [];
  return [
    finding(entity, first.path, {
      code: 'audience-with-retargeting-segment-must-be-correctly-specified',
      message: `a retargeting segment must be the only segment of its audience: ${quoteNames(retargeting)}`,
      hint: 'Use the retargeting segment as the only segment of an audience.',
    }),
  ];
}

/** `audience-channel-must-be-valid`: the segments need a channel in common. New ones have none yet. */
function checkChannels(entity: DesiredEntity): readonly Diagnostic[] {
  const { known, common } = sharedChannels(entity.targets);
  if (known.length === 0 || common.length > 0) return [];
  const list = known.map(({ name, channels }) => `"${name}" (${channels.join(', ')})`).join(', ');
  return [
    finding(entity, ['algebra'], {
      code: 'audience-channel-must-be-valid',
      message: `its segments have no channel in common: ${list}`,
      hint: 'Combine onsite segments only with onsite segments, and offsite segments only with offsite segments.',
    }),
  ];
}

interface SharedChannels {
  /** The segments whose channels are known. */
  readonly known: readonly RemoteEntity[];
  /** Those that all of them have. */
  readonly common: readonly string[];
}

export function sharedChannels(targets: readonly SegmentTarget[]): SharedChannels {
  const known = targets.flatMap(({ remote, nextId }) =>
    remote && nextId === remote.id && remote.channels.length > 0 ? [remote] : [],
  );
  const [first, ...others] = known;
  const common = (first?.channels ?? []).filter((channel) =>
    others.every(({ channels }) => channels.includes(channel)),
  );
  return { known, common };
}

/** A seed is a contact list of the own advertiser, or an event segment, which the API shows under no type. */
function checkSeed(
  entity: DesiredEntity,
  segments: readonly Target[],
  platform: Platform,
): readonly Diagnostic[] {
  return segments.flatMap((seed): readonly Diagnostic[] => {
    if (isStranger(seed, entity)) {
      const word = platform.ownerLabel;
      return [
        finding(entity, seed.path, {
          code: 'seed-segment-advertiser',
          message: `the seed "${seed.name}" belongs to another ${word} than ${entity.ownerId}`,
          hint: `Use a segment of the same ${word} as the seed.`,
        }),
      ];
    }
    if (seed.type === 'contactList' || seed.type === null) return [];
    return [
      finding(entity, seed.path, {
        code: 'seed-segment-type',
        message: `the seed must be a contact list or an event segment: "${seed.name}"`,
        hint: 'Use another segment as the seed.',
      }),
    ];
  });
}
