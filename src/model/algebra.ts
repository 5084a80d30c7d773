/**
 * The tree that says who is in an audience. In manifests and plans it is JSON with names
 * (`{ and: ["Buyers", { not: "CRM" }] }`); on the wire it is JSON with segment IDs.
 */
import { isJsonObject, type JsonValue } from './text/json.ts';

export type Algebra<Leaf> =
  | { readonly segment: Leaf }
  | { readonly and: readonly Algebra<Leaf>[] }
  | { readonly or: readonly Algebra<Leaf>[] }
  | { readonly not: Algebra<Leaf> };

/** How a manifest points at a segment: by its name, or by the ID of a remote one. */
export type SegmentReference = { readonly name: string } | { readonly id: string };

/** Limits of one audience: retail-media audience page, `audience-algebra-too-deep` and `-has-too-many-segments`. */
export const maxAlgebraDepth = 10;
export const maxAlgebraSegments = 10;

/** Reads the manifest form. `null` when the JSON is not an algebra node. */
export function readAlgebra(node: JsonValue | undefined): Algebra<SegmentReference> | null {
  if (typeof node === 'string') return { segment: { name: node } };
  if (!isJsonObject(node)) return null;
  const present = Object.keys(node).filter((key) => node[key] !== undefined && node[key] !== null);
  const key = present[0];
  if (present.length !== 1 || key === undefined) return null;
  return readOperator(key, node[key]);
}

function readOperator(key: string, value: JsonValue | undefined): Algebra<SegmentReference> | null {
  switch (key) {
    case 'segment':
      return typeof value === 'string' ? { segment: { name: value } } : null;
    case 'segmentId':
      return typeof value === 'string' ? { segment: { id: value } } : null;
    case 'not': {
      const not = readAlgebra(value);
      return not && { not };
    }
    case 'and': {
      const and = readOperands(value);
      return and && { and };
    }
    case 'or': {
      const or = readOperands(value);
      return or && { or };
    }
    default:
      return null;
  }
}

function readOperands(value: JsonValue | undefined): readonly Algebra<SegmentReference>[] | null {
  if (!Array.isArray(value)) return null;
  const operands = value.map((each) => readAlgebra(each)).filter((operand) => operand !== null);
  return operands.length === value.length ? operands : null;
}

/** Writes the manifest form, a name as a bare string. */
export function writeAlgebra(node: Algebra<SegmentReference>): JsonValue {
  return foldAlgebra<SegmentReference, JsonValue>(node, {
    segment: (reference) => ('name' in reference ? reference.name : { segmentId: reference.id }),
    and: (and) => ({ and }),
    or: (or) => ({ or }),
    not: (not) => ({ not }),
  });
}

/** One answer for a whole tree, computed from the leaves up. */
export function foldAlgebra<Leaf, Result>(
  node: Algebra<Leaf>,
  on: {
    readonly segment: (leaf: Leaf) => Result;
    readonly and: (children: readonly Result[]) => Result;
    readonly or: (children: readonly Result[]) => Result;
    readonly not: (child: Result) => Result;
  },
): Result {
  if ('segment' in node) return on.segment(node.segment);
  if ('and' in node) return on.and(node.and.map((child) => foldAlgebra(child, on)));
  if ('or' in node) return on.or(node.or.map((child) => foldAlgebra(child, on)));
  return on.not(foldAlgebra(node.not, on));
}

export function mapAlgebra<From, To>(node: Algebra<From>, leaf: (from: From) => To): Algebra<To> {
  return foldAlgebra<From, Algebra<To>>(node, {
    segment: (from) => ({ segment: leaf(from) }),
    and: (and) => ({ and }),
    or: (or) => ({ or }),
    not: (not) => ({ not }),
  });
}

/** Every leaf in tree order, one for each occurrence. */
export function algebraLeaves<Leaf>(node: Algebra<Leaf>): readonly Leaf[] {
  return foldAlgebra<Leaf, readonly Leaf[]>(node, {
    segment: (leaf) => [leaf],
    and: (children) => children.flat(),
    or: (children) => children.flat(),
    not: (child) => child,
  });
}

/** Levels of the tree; the root and the leaves count as one each. */
export function algebraDepth<Leaf>(node: Algebra<Leaf>): number {
  const deepest = (children: readonly number[]) => 1 + Math.max(0, ...children);
  return foldAlgebra<Leaf, number>(node, {
    segment: () => 1,
    and: deepest,
    or: deepest,
    not: (child) => 1 + child,
  });
}
