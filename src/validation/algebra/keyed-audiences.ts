/** The trees of declared audiences over one key for each segment, however it is referred to. */
import { isAcceptable } from '../../algebra/logic/is-acceptable.ts';
import type { SegmentDefinition } from '../../algebra/segments/relate-segments.ts';
import {
  type Algebra,
  mapAlgebra,
  readAlgebra,
  type SegmentReference,
  writeAlgebra,
} from '../../model/algebra.ts';
import type { Declaration } from '../../model/declaration.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import type { JsonValue } from '../../model/text/json.ts';
import { defineRemote } from '../../platforms/define-remote.ts';
import type { Platform } from '../../platforms/platform.ts';
import type { DeclaredSegments } from '../names/declared-segments.ts';
import { defineDeclared } from './define-declared.ts';
import { type KeyRelations, relateKeys } from './relate-keys.ts';

export interface KeyedAudience {
  readonly declaration: Declaration;
  readonly algebra: Algebra<string>;
  /** A tree of the same keys in the manifest's words. */
  readonly write: (algebra: Algebra<string>) => JsonValue;
}

export interface KeyedAudiences extends KeyRelations {
  readonly audiences: readonly KeyedAudience[];
  readonly nameOf: (key: string) => string;
  readonly segmentOf: (key: string) => KeyedSegment | null;
  /** The key of a segment, however it is referred to. */
  readonly keyOf: (reference: SegmentReference, user: Declaration) => string;
}

/** A segment behind a key. */
interface KeyedSegment {
  readonly name: string;
  readonly reference: SegmentReference;
  /** Whose it is, as far as that is declared, here or by those that name it. */
  readonly owner: JsonValue;
  /** Null where nothing declares it. */
  readonly declaration: Declaration | null;
}

/** The remote segment behind a reference that no declaration answers; null where that is not certain. */
export type FindRemote = (reference: SegmentReference) => RemoteEntity | null;

/**
 * Those that stay and whose tree the API takes; what is wrong with the others is said as an error.
 * @param define what is known of a declared segment
 */
export function keyAudiences(
  declarations: readonly Declaration[],
  segments: DeclaredSegments,
  platform: Platform,
  findRemote: FindRemote = () => null,
  define: typeof defineDeclared = defineDeclared,
): KeyedAudiences {
  const known = new Map<string, KeyedSegment>();
  const keys = new Map<Declaration, string>();
  const definitions = new Map<string, SegmentDefinition>();
  const note = (key: string, segment: KeyedSegment, definition: SegmentDefinition | null) => {
    known.set(key, segment);
    if (definition) definitions.set(key, definition);
  };
  const keyOf = (reference: SegmentReference, user: Declaration): string => {
    const declared = segments.find(reference, user);
    if (declared) {
      const key = keys.get(declared) ?? `declared ${keys.size}`;
      if (!keys.has(declared))
        note(key, declaredAs(declared, platform), define(declared, platform));
      keys.set(declared, key);
      return key;
    }
    const owner = user.attributes[platform.ownerAttribute] ?? null;
    const undeclared = undeclaredAs(reference, owner);
    const key = JSON.stringify([undeclared.reference, undeclared.owner]);
    if (known.has(key)) return key;
    const remote = findRemote(reference);
    const { name } = remote ?? undeclared;
    note(key, { ...undeclared, name }, remote && defineRemote(remote));
    return key;
  };
  const nameOf = (key: string) => known.get(key)?.name ?? key;
  const referenceOf = (key: string) => known.get(key)?.reference ?? { name: key };
  const audiences = declarations.flatMap((declaration): readonly KeyedAudience[] => {
    if (declaration.kind !== 'audience' || declaration.state !== 'present') return [];
    const tree = readAlgebra(declaration.attributes['algebra']);
    if (tree === null || !isAcceptable(tree)) return [];
    const words = new Map<string, SegmentReference>();
    const algebra = mapAlgebra(tree, (reference) => {
      const key = keyOf(reference, declaration);
      if (!words.has(key)) words.set(key, reference);
      return key;
    });
    const write = (keyed: Algebra<string>) =>
      writeAlgebra(mapAlgebra(keyed, (key) => words.get(key) ?? referenceOf(key)));
    return [{ declaration, algebra, write }];
  });
  const segmentOf = (key: string) => known.get(key) ?? null;
  return { audiences, nameOf, segmentOf, keyOf, ...relateKeys(definitions) };
}

function declaredAs(declaration: Declaration, { ownerAttribute }: Platform): KeyedSegment {
  const { name, attributes } = declaration;
  return { name, reference: { name }, owner: attributes[ownerAttribute] ?? null, declaration };
}

/** By its name it may be another segment for each owner. */
function undeclaredAs(reference: SegmentReference, owner: JsonValue): KeyedSegment {
  return 'name' in reference
    ? { name: reference.name, reference, owner, declaration: null }
    : { name: `id ${reference.id}`, reference, owner: null, declaration: null };
}
