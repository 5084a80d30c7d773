/** Stored rows in the spelling that the variants ask for. */
import { isList, isObject, type JsonObject, type JsonValue } from '../json.ts';
import type { Variants } from '../variants.ts';
import type { Resource } from './resource.ts';

export type Occasion = 'create' | 'update' | 'search';

/** Lists of a type block whose order means nothing. */
const setAttributes = [
  'categoryIds',
  'brandIds',
  'interestIds',
  'buyingPower',
  'priceRange',
  'pointsOfInterest',
] as const;

/** What the samples leave out of answers, although the entity has it. */
const leftOut: Readonly<Record<Occasion, readonly string[]>> = {
  create: [],
  update: ['retailerId', 'advertiserId', 'dataProviderId'],
  search: ['channels', 'createdById'],
};

export function renderResource(
  resource: Resource,
  type: string,
  variants: Variants,
  occasion: Occasion,
): JsonObject {
  const attributes = Object.fromEntries(
    Object.entries(resource.attributes).flatMap(([key, value]) =>
      renderAttribute(key, value, variants, occasion),
    ),
  );
  return { id: resource.id, type, attributes };
}

/** An answer to a delete names the row and nothing more. */
export function renderId(id: string, type: string): JsonObject {
  return { id, type, attributes: {} };
}

function renderAttribute(
  key: string,
  value: JsonValue | undefined,
  variants: Variants,
  occasion: Occasion,
): readonly (readonly [string, JsonValue])[] {
  if (value === undefined) return [];
  if (variants.attributes === 'partial' && leftOut[occasion].includes(key)) return [];
  if (key === 'description') return renderDescription(value, variants, occasion);
  if (key === 'algebra') return [[key, renderAlgebra(value, variants)]];
  if (isObject(value)) return [[key, renderBlock(value, variants)]];
  return renderValue(key, value, variants);
}

function renderDescription(
  value: JsonValue,
  variants: Variants,
  occasion: Occasion,
): readonly (readonly [string, JsonValue])[] {
  const isWrapped =
    variants.description === 'wrapped' ||
    (variants.description === 'wrapped-on-update' && occasion === 'update');
  if (isWrapped && !isObject(value)) return [['description', { value }]];
  return renderValue('description', value, variants);
}

function renderBlock(block: JsonObject, variants: Variants): JsonObject {
  return Object.fromEntries(
    Object.entries(block).flatMap(([key, value]) => {
      if (value === undefined) return [];
      if (key === 'isReadOnly' && variants.isReadOnly === 'string') return [[key, String(value)]];
      if (key === 'registryType') return renderRegistryType(variants);
      const isReversed =
        variants.setOrder === 'reversed' && setAttributes.some((set) => set === key);
      return renderValue(key, isReversed && isList(value) ? value.toReversed() : value, variants);
    }),
  );
}

function renderRegistryType(variants: Variants): readonly (readonly [string, JsonValue])[] {
  return variants.registryType === 'omit' ? [] : [['registryType', variants.registryType]];
}

function renderValue(
  key: string,
  value: JsonValue,
  variants: Variants,
): readonly (readonly [string, JsonValue])[] {
  if (value === null) return variants.nulls === 'omit' ? [] : [[key, null]];
  if (!isList(value) || value.length > 0 || variants.emptyArrays === 'empty') return [[key, value]];
  return variants.emptyArrays === 'null' ? [[key, null]] : [];
}

const operators = ['audienceSegmentId', 'and', 'or', 'not'] as const;

function renderAlgebra(node: JsonValue, variants: Variants): JsonValue {
  if (!isObject(node)) return node;
  const pairs = operators.flatMap((key): readonly (readonly [string, JsonValue])[] => {
    const value = node[key] ?? null;
    if (value === null) return variants.algebraNulls === 'null' ? [[key, null]] : [];
    if (!isList(value)) return [[key, renderAlgebra(value, variants)]];
    const children = value.map((child) => renderAlgebra(child, variants));
    return [[key, variants.algebraOrder === 'reversed' ? children.reverse() : children]];
  });
  return Object.fromEntries(pairs);
}
