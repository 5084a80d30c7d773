import type { SegmentReference } from '../../model/algebra.ts';
import type { Declaration } from '../../model/declaration.ts';

/** Declared segments by exact name, and by the remote ID they are bound to. */
export interface DeclaredSegments {
  /** Of twins one that stays, of the same retailer if there is one, else the first. */
  readonly named: (name: string, user?: Declaration) => Declaration | undefined;
  readonly bound: (id: string) => Declaration | undefined;
  /** What a reference means, as far as it is declared. */
  readonly find: (reference: SegmentReference, user: Declaration) => Declaration | undefined;
}

/** Those of one name; there may be as many as there are references to it. */
interface Twins {
  readonly first: Declaration;
  /** The first that stays. */
  present: Declaration | undefined;
  /** The same by retailer. */
  readonly byOwner: Map<unknown, Declaration>;
}

export function indexSegments(declarations: readonly Declaration[]): DeclaredSegments {
  const byName = new Map<string, Twins>();
  const byId = new Map<string, Declaration>();
  for (const declaration of declarations) {
    const { kind, name, id } = declaration;
    if (kind !== 'segment') continue;
    if (id !== undefined && !byId.has(id)) byId.set(id, declaration);
    if (name !== '') byName.set(name, addTwin(byName.get(name), declaration));
  }
  const named: DeclaredSegments['named'] = (name, user) => {
    const twins = byName.get(name);
    const own = twins?.byOwner.get(user?.attributes['retailerId']);
    return own ?? twins?.present ?? twins?.first;
  };
  const bound: DeclaredSegments['bound'] = (id) => byId.get(id);
  return {
    named,
    bound,
    find: (reference, user) =>
      'name' in reference ? named(reference.name, user) : bound(reference.id),
  };
}

function addTwin(known: Twins | undefined, declaration: Declaration): Twins {
  const twins = known ?? { first: declaration, present: undefined, byOwner: new Map() };
  if (declaration.state !== 'present') return twins;
  twins.present ??= declaration;
  const owner = declaration.attributes['retailerId'];
  if (!twins.byOwner.has(owner)) twins.byOwner.set(owner, declaration);
  return twins;
}
