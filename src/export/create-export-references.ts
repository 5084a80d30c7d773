/** How exported manifests refer to segments: by name if that leads back, else by ID. */
import type { Declaration } from '../model/declaration.ts';
import { addressOf } from '../model/entity.ts';
import type { RemoteEntity } from '../model/remote/snapshot.ts';
import type { RemoteIndex } from '../plan/match/index-snapshot.ts';
import type { Match } from '../plan/match/match-declarations.ts';
import { createReplacements } from '../plan/match/replacements.ts';
import { createReferences, type References } from '../plan/match/resolve-references.ts';
import { readTemporaryName } from '../plan/match/temporary-name.ts';

/** @param declared the entities that the manifests will declare. */
export function createExportReferences(
  declared: readonly RemoteEntity[],
  index: RemoteIndex,
): References {
  const segments = declared.filter(({ kind }) => kind === 'segment');
  const references = createReferences(segments.map(declare), index, createReplacements([]));
  const timesDeclared = new Map<string, number>();
  for (const { name } of segments) {
    timesDeclared.set(name.trim(), (timesDeclared.get(name.trim()) ?? 0) + 1);
  }
  const isPlain = (name: string) =>
    name !== '' && name === name.trim() && readTemporaryName(name) === null;
  return {
    ...references,
    resolve: (reference, ownerId) => {
      if ('id' in reference) return references.resolve(reference, ownerId);
      const { name } = reference;
      if (isPlain(name) && (timesDeclared.get(name) ?? 0) < 2) {
        return references.resolve(reference, ownerId);
      }
      return { problem: { code: 'name-not-enough', message: `"${name}" is not a reference` } };
    },
  };
}

/** A declaration with all that references look at: which name leads to which remote segment. */
function declare(remote: RemoteEntity): Match {
  const { kind } = remote;
  const name = remote.name.trim();
  const source = { file: '', line: 1, column: 1 };
  const declaration: Declaration = {
    address: addressOf(kind, name),
    kind,
    name,
    state: 'present',
    attributes: {},
    source,
    locate: () => source,
  };
  return { declaration, remote, successor: null };
}
