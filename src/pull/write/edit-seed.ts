import { seedIdIn } from '../../model/references.ts';
import { isJsonObject } from '../../model/text/json.ts';
import type { EntryEdit } from '../../yaml-edit/text-edit.ts';
import type { Obstacle } from '../obstacle.ts';
import type { AttributeUnit } from '../pull-unit.ts';
import type { AttributeContext, AttributeEdit } from './attribute-edit.ts';

/** The seed of a lookalike, which a manifest gives by name or by ID. */
export function editSeed(
  { desired, remote }: AttributeUnit,
  { world, written }: AttributeContext,
): AttributeEdit | Obstacle {
  const id = seedIdIn(remote.attributes);
  if (id === null) {
    return {
      code: 'pull-unsafe',
      text: 'The API does not return its seed.',
      fix: 'Compare it in the Criteo UI, and edit the manifest by hand.',
      source: null,
    };
  }
  const reference = world.referrer(remote.ownerId ?? desired.ownerId)(id);
  const [key, value] =
    'name' in reference ? ['seedSegment', reference.name] : ['seedSegmentId', reference.id];
  const other = key === 'seedSegment' ? 'seedSegmentId' : 'seedSegment';
  const block = written['lookalike'];
  const hasOther = isJsonObject(block) && Object.hasOwn(block, other);
  const remove: readonly EntryEdit[] = hasOther
    ? [{ kind: 'remove', path: ['lookalike', other] }]
    : [];
  return { edits: [...remove, { kind: 'set', path: ['lookalike', key], value }], to: value };
}
