import { nearest } from '../../model/name.ts';
import type { SchemaPart } from './collect-parts.ts';
import { jsonPointer } from './json-pointer.ts';
import type { SchemaProblem } from './schema-problem.ts';

export interface FollowedReferences {
  /** Where each part with a $ref leads. */
  readonly targets: ReadonlyMap<SchemaPart, SchemaPart>;
  readonly problems: readonly SchemaProblem[];
}

/** Follows every $ref: each leads to a schema inside the whole, and none to itself for the same value. */
export function followReferences(parts: readonly SchemaPart[]): FollowedReferences {
  const byPlace = new Map(parts.map((part) => [jsonPointer(part.path), part]));
  const targets = new Map<SchemaPart, SchemaPart>();
  const problems: SchemaProblem[] = [];
  for (const part of parts) {
    const ref = refOf(part);
    if (ref === null) continue;
    const place = readReference(ref);
    const target = place === null ? undefined : byPlace.get(place);
    if (target) targets.set(part, target);
    else problems.push({ path: [...part.path, '$ref'], ...explain(ref, place, byPlace) });
  }
  return { targets, problems: [...problems, ...findLoops(parts, targets)] };
}

function refOf({ schema }: SchemaPart): string | null {
  const ref = typeof schema === 'object' ? schema['$ref'] : undefined;
  return typeof ref === 'string' ? ref : null;
}

/** The JSON pointer of a reference to the same schema; null for any other. */
function readReference(ref: string): string | null {
  if (!ref.startsWith('#')) return null;
  try {
    return decodeURIComponent(ref.slice(1));
  } catch {
    return null;
  }
}

function explain(
  ref: string,
  place: string | null,
  byPlace: ReadonlyMap<string, SchemaPart>,
): Pick<SchemaProblem, 'message' | 'hint'> {
  const form = 'Define it below $defs, and refer to it as #/$defs/NAME.';
  if (!ref.startsWith('#')) {
    return { message: '$ref leads out of the schema', hint: form };
  }
  const places = [...byPlace.keys()].map((each) => `#${each}`);
  const message = '$ref leads to no schema';
  const [near] = nearest(`#${place ?? ref.slice(1)}`, places);
  const isPointer = place === '' || place?.startsWith('/');
  return { message, hint: near === undefined || !isPointer ? form : `Did you mean ${near}?` };
}

/** What is held against the same value as the schema around it. */
const inPlace = new Set([
  ...['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentSchemas'],
]);

/** FollowedReferences that come back without a step into the value would never end. */
function findLoops(
  parts: readonly SchemaPart[],
  targets: ReadonlyMap<SchemaPart, SchemaPart>,
): readonly SchemaProblem[] {
  const state = new Map<SchemaPart, 'open' | 'closed'>();
  const problems: SchemaProblem[] = [];
  const visit = (part: SchemaPart, lastRef: SchemaPart) => {
    if (state.get(part) === 'open') {
      const message = '$ref leads back to itself without end';
      const hint = 'Refer to it from inside properties or items.';
      problems.push({ path: [...lastRef.path, '$ref'], message, hint });
    }
    if (state.has(part)) return;
    state.set(part, 'open');
    for (const inner of part.inner) {
      if (inPlace.has(String(inner.path[part.path.length]))) visit(inner, lastRef);
    }
    const target = targets.get(part);
    if (target) visit(target, part);
    state.set(part, 'closed');
  };
  for (const part of parts) visit(part, part);
  return problems;
}
