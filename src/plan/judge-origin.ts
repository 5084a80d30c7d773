/** Whose change it is: the base tells what git said before, the snapshot what the remote says now. */
import { areEquivalent } from '../algebra/are-equivalent.ts';
import { mapAlgebra, readAlgebra } from '../model/algebra.ts';
import type { Declaration } from '../model/declaration.ts';
import { canonicalJson, type JsonObject, type JsonValue, valueAt } from '../model/json.ts';
import type { Platform } from '../platforms/platform.ts';
import { describeDeclared } from './describe-declared.ts';

export type Origin = 'declared' | 'drift' | 'conflict' | 'adopted' | 'unknown';

export interface Base {
  readonly addresses: ReadonlySet<string>;
  /** What the base declared of an entity, under whatever name it had; null when it did not. */
  readonly find: (declaration: Declaration) => JsonObject | null;
}

export function createBase(declarations: readonly Declaration[], platform: Platform): Base {
  const present = declarations.filter(({ state }) => state === 'present');
  const byAddress = new Map(
    present.map((declaration) => [String(declaration.address), declaration]),
  );
  const byId = new Map(
    present.flatMap((declaration) =>
      declaration.id === undefined ? [] : [[`${declaration.kind}/${declaration.id}`, declaration]],
    ),
  );
  return {
    addresses: new Set(byAddress.keys()),
    find: ({ kind, address, id, renamedFrom = [] }) => {
      const earlier = renamedFrom.map((name) => byAddress.get(`${kind}/${name}`));
      const found =
        (id === undefined ? undefined : byId.get(`${kind}/${id}`)) ??
        byAddress.get(address) ??
        earlier.find((each) => each);
      return found ? describeDeclared(found, platform) : null;
    },
  };
}

/** @param path dotted, or `name`; values are in the manifest's words, canonical. */
export function judgeOrigin(
  path: string,
  base: JsonObject | null,
  before: JsonObject,
  after: JsonObject,
): Origin {
  if (base === null) return 'adopted';
  const [was, is, will] = [base, before, after].map((entity) => attributeAt(entity, path));
  if (sameValue(was, will)) return 'drift';
  return sameValue(was, is) ? 'declared' : 'conflict';
}

/** A seed is one attribute, by whichever of its two keys a manifest gives it. */
export function attributeAt(entity: JsonObject, path: string): JsonValue | undefined {
  const named =
    path === 'lookalike.seedSegmentId' ? valueAt(entity, 'lookalike.seedSegment') : undefined;
  return named ?? valueAt(entity, path);
}

function sameValue(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (canonicalJson(a ?? null) === canonicalJson(b ?? null)) return true;
  const [left, right] = [readAlgebra(a), readAlgebra(b)];
  if (left === null || right === null) return false;
  const key = (leaf: { readonly name: string } | { readonly id: string }) => canonicalJson(leaf);
  return areEquivalent(mapAlgebra(left, key), mapAlgebra(right, key)) ?? false;
}

/** The origin of a whole change: what needs most attention wins. */
export function combineOrigins(origins: readonly Origin[]): Origin {
  const order: readonly Origin[] = ['conflict', 'declared', 'adopted', 'drift'];
  return order.find((origin) => origins.includes(origin)) ?? 'unknown';
}
