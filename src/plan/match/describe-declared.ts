/** What a declaration alone says an entity will be, in the manifest's words. */
import { readAlgebra, type SegmentReference, writeAlgebra } from '../../model/algebra.ts';
import type { Declaration } from '../../model/declaration.ts';
import { seedIn } from '../../model/references.ts';
import { isJsonObject, type JsonObject, valueAt, withValueAt } from '../../model/text/json.ts';
import { canonicalAttributes } from '../../platforms/canonical-attributes.ts';
import type { Platform } from '../../platforms/platform.ts';
import { attributeRules, typeIn } from '../../platforms/platform-named.ts';

/** Canonical, with its tree as declared; nothing remote plays a part in it. */
export function describeDeclared(declaration: Declaration, platform: Platform): JsonObject {
  const { attributes: declared, kind, name } = declaration;
  const type = kind === 'segment' ? typeIn(platform, declared) : null;
  const rules = attributeRules(platform, kind, type).filter(({ form }) => form !== 'algebra');
  const attributes: JsonObject = { name, ...canonicalAttributes(declared, rules, type) };
  const algebra = readAlgebra(declared['algebra']);
  if (algebra) return { ...attributes, algebra: writeAlgebra(algebra) };
  const seed = seedIn(declared)?.reference;
  return seed && 'name' in seed ? withSeed(attributes, seed) : attributes;
}

/** A lookalike's attributes with its seed by name or by ID. */
export function withSeed(attributes: JsonObject, reference: SegmentReference): JsonObject {
  const lookalike = valueAt(attributes, 'lookalike');
  const {
    seedSegment: _name,
    seedSegmentId: _id,
    ...rest
  } = isJsonObject(lookalike) ? lookalike : {};
  const seed =
    'name' in reference ? { seedSegment: reference.name } : { seedSegmentId: reference.id };
  return withValueAt(attributes, 'lookalike', { ...seed, ...rest });
}
