import type { SegmentReference } from '../model/algebra.ts';
import type { Declaration } from '../model/declaration.ts';

/** Declared segments by exact name, and by the remote ID they are bound to. */
export interface DeclaredSegments {
  /** Of twins one that stays, of the same retailer if there is one, else the first. */
  readonly named: (name: string, user?: Declaration) => Declaration | undefined;
  readonly bound: (id: string) => Declaration | undefined;
  /** What a reference means, as far as it is declared. */
  readonly find: (reference: SegmentReference, user: Declaration) => Declaration | undefined;
  readonly names: readonly string[];
}

export function indexSegments(declarations: readonly Declaration[]): DeclaredSegments {
  const byName = new Map<string, Declaration[]>();
  const byId = new Map<string, Declaration>();
  for (const declaration of declarations) {
    const { kind, name, id } = declaration;
    if (kind !== 'segment') continue;
    if (id !== undefined && !byId.has(id)) byId.set(id, declaration);
    const twins = byName.get(name);
    if (twins !== undefined) twins.push(declaration);
    else if (name !== '') byName.set(name, [declaration]);
  }
  const named: DeclaredSegments['named'] = (name, user) => {
    const twins = byName.get(name) ?? [];
    const owner = user?.attributes['retailerId'];
    const present = twins.filter(({ state }) => state === 'present');
    const own = present.find(({ attributes }) => attributes['retailerId'] === owner);
    return own ?? present[0] ?? twins[0];
  };
  const bound: DeclaredSegments['bound'] = (id) => byId.get(id);
  return {
    named,
    bound,
    find: (reference, user) =>
      'name' in reference ? named(reference.name, user) : bound(reference.id),
    names: [...byName.keys()],
  };
}
