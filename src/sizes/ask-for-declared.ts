/** How the size of something declared can be had, or why not. */
import { algebraLeaves, readAlgebra } from '../model/algebra.ts';
import { isJsonObject, type JsonObject } from '../model/text/json.ts';
import { encodeCreate } from '../platforms/encode-item.ts';
import type { Channel, Platform } from '../platforms/platform.ts';
import { attributeRules, segmentTypeOf, typeIn } from '../platforms/platform-named.ts';
import type { SizeReason } from './explain-size.ts';
import type { Question } from './question.ts';
import type { Declared, SizeWorld } from './size-world.ts';

/** @param channel null on a platform without channels. */
export function askForDeclared(
  world: SizeWorld,
  declared: Declared,
  channel: Channel | null,
): Question {
  const reason = whyNotEstimable(world, declared);
  if (reason) return { ask: 'nothing', reason };
  const { platform } = world;
  const { kind, after } = declared;
  const type = kind === 'segment' ? typeIn(platform, after) : null;
  const body = wireAttributes(platform, declared, type);
  const owner = ownerOf(world, declared);
  if (owner === null) {
    const text = 'the API does not return its owner';
    return { ask: 'nothing', reason: { code: 'owner-unknown', text } };
  }
  const content = type ?? 'algebra';
  return {
    ask: 'estimate',
    kind,
    attributes: {
      ...(channel === null ? {} : { channel }),
      [platform.ownerAttribute]: owner,
      [content]: body[content],
    },
  };
}

function whyNotEstimable(
  world: SizeWorld,
  { kind, after, segmentIds }: Declared,
): SizeReason | null {
  if (kind === 'segment') return whyTypeNotEstimable(world.platform, after);
  const algebra = readAlgebra(after['algebra']);
  if (algebra === null)
    return { code: 'algebra-unknown', text: 'the API does not return its algebra' };
  for (const leaf of algebraLeaves(algebra)) {
    const id = 'id' in leaf ? leaf.id : segmentIds[leaf.name];
    const name = 'id' in leaf ? leaf.id : leaf.name;
    if (id === null || id === undefined) {
      return {
        code: 'segment-not-created',
        text: `depends on "${name}", which does not exist yet`,
      };
    }
    if (world.isChanging(id)) {
      return { code: 'segment-changing', text: `depends on "${name}", which is about to change` };
    }
  }
  return null;
}

function whyTypeNotEstimable(platform: Platform, after: JsonObject): SizeReason | null {
  const type = typeIn(platform, after);
  if (type !== null && segmentTypeOf(platform, type)?.estimable) return null;
  const code = 'type-not-estimable';
  if (type === 'contactList') {
    return { code, text: 'the size of a contact list depends on what is uploaded to it' };
  }
  const estimable = platform.segmentTypes.filter((each) => each.estimable);
  const names = estimable.map((each) => each.name).join(' and ');
  return { code, text: `the API estimates only ${names} segments` };
}

/** The declared side as a create would send it: the estimates take the same shapes. */
function wireAttributes(
  platform: Platform,
  { kind, after, segmentIds }: Declared,
  type: string | null,
): JsonObject {
  const rules = attributeRules(platform, kind, type);
  const resolveId = (reference: { readonly name: string } | { readonly id: string }) =>
    'id' in reference ? reference.id : (segmentIds[reference.name] ?? '');
  const item = encodeCreate(
    platform,
    kind,
    { name: '', attributes: after, type },
    rules,
    resolveId,
  );
  const { attributes } = item;
  return isJsonObject(attributes) ? attributes : {};
}

/** The owner may be missing in a search row and present in its segments; where entities name their advertiser, it is the project's. */
function ownerOf(world: SizeWorld, { after, segmentIds }: Declared): string | null {
  const { platform, scopeId } = world;
  const own = after[platform.ownerAttribute];
  if (typeof own === 'string') return own;
  if (platform.ownerAttribute === platform.scope.attribute) return scopeId;
  const algebra = readAlgebra(after['algebra']);
  const owners = (algebra ? algebraLeaves(algebra) : []).map((leaf) => {
    const id = 'id' in leaf ? leaf.id : (segmentIds[leaf.name] ?? '');
    return world.entityOf('segment', id)?.ownerId ?? null;
  });
  return owners.find((owner) => owner !== null) ?? null;
}
