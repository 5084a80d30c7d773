import { remoteAlgebra } from '../../plan/change/compare-entities.ts';
import { mergeAlgebra } from '../merge/merge-algebra.ts';
import type { Obstacle } from '../obstacle.ts';
import type { AttributeUnit } from '../pull-unit.ts';
import type { AttributeContext, AttributeEdit } from './attribute-edit.ts';
import { referenceAsJson } from './next-world.ts';

/** The remote tree in names, as near to the manifest's own as it goes. */
export function editAlgebra(
  { desired, remote }: AttributeUnit,
  { world, written }: AttributeContext,
): AttributeEdit | Obstacle {
  const { references, referrer } = world;
  const tree = remoteAlgebra(remote, references.keyOf);
  if (tree === null) {
    return {
      code: 'pull-unsafe',
      text: 'The API does not return its algebra.',
      fix: 'Compare it in the Criteo UI, and edit the manifest by hand.',
      source: null,
    };
  }
  const places = new Map(desired.declared.map((each) => [JSON.stringify(each.path), each.target]));
  const refer = referrer(remote.ownerId ?? desired.ownerId);
  const json = written['algebra'] ?? null;
  const keyAt = (path: readonly (string | number)[]) =>
    places.get(JSON.stringify(path))?.key ?? null;
  const write = (key: string) => referenceAsJson(refer(key.slice(1)));
  const value = mergeAlgebra({ json, keyAt }, tree, write);
  return { edits: [{ kind: 'set', path: ['algebra'], value }], to: value };
}
