/** Who uses which segment: what is declared and, where a snapshot is known, what is remote beside it. */
import { compareText } from '../../diagnostics/diagnostic.ts';
import type { SegmentReference } from '../../model/algebra.ts';
import type { Declaration } from '../../model/declaration.ts';
import { addressOf, type Kind } from '../../model/entity.ts';
import { groupBy } from '../../model/group-by.ts';
import { type PlacedReference, referencesIn } from '../../model/references.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import type { Platform } from '../../platforms/platform.ts';
import { kindsOf, ownerIn } from '../../platforms/platform-named.ts';
import type { Graph, GraphEdge, GraphNode } from './render-mermaid.ts';

/** One entity before it is drawn; `key` distinguishes namesakes. */
interface Member {
  readonly key: string;
  readonly kind: Kind;
  readonly name: string;
  readonly ownerId: string | null;
  readonly origin: 'declared' | 'remote' | 'absent' | 'released' | 'mentioned';
  readonly uses: readonly PlacedReference[];
}

/**
 * @param remote null where nothing is known of it. Criteo's own segments and other rows that no
 *   manifest could declare are drawn only where something uses them.
 * @param platform says whether there is anything that could use a segment.
 */
export function usageGraph(
  declarations: readonly Declaration[],
  remote: readonly RemoteEntity[] | null,
  platform: Platform,
): Graph {
  const declared = declarations.filter(({ state }) => state === 'present');
  const originOf = createOrigins(declarations);
  const matched = matchRemote(declared, remote ?? []);
  const strangers = (remote ?? []).filter((entity) => !matched.has(entity));
  const members: readonly Member[] = [
    ...declared.map((declaration) => ({ ...declaration, ...declaredMember(declaration) })),
    ...strangers.map((entity) => remoteMember(entity, originOf(entity))),
  ];
  const find = createFinder(members, declared, matched);
  const mentioned = new Map<string, Member>();
  const edges = members.flatMap(({ key, ownerId, uses }) =>
    uses.map(({ reference, use }): GraphEdge => {
      const found = find(reference, ownerId) ?? mention(reference);
      if (found.origin === 'mentioned') mentioned.set(found.key, found);
      return { from: found.key, to: key, use };
    }),
  );
  const used = new Set(edges.map(({ from }) => from));
  const unmanageable = new Set(
    strangers.filter((entity) => entity.unmanageable !== null).map(remoteKey),
  );
  const drawn = [...members, ...mentioned.values()]
    .filter(({ key }) => used.has(key) || !unmanageable.has(key))
    .sort(compareMembers);
  const isUsable = kindsOf(platform).includes('audience');
  const place = new Map(drawn.map(({ key }, index) => [key, index]));
  const placeOf = (key: string) => place.get(key) ?? 0;
  return {
    nodes: drawn.map((member) =>
      nodeOf(member, isUsable && !used.has(member.key), remote !== null),
    ),
    edges: unique(edges.filter(({ to }) => place.has(to))).sort(
      (a, b) => placeOf(a.from) - placeOf(b.from) || placeOf(a.to) - placeOf(b.to),
    ),
  };
}

function declaredMember(declaration: Declaration): Member {
  const { kind, name, attributes, source } = declaration;
  const key = `declared ${kind} ${source.file} ${source.line} ${source.column} ${name}`;
  const ownerId = ownerIn(attributes);
  return { key, kind, name, ownerId, origin: 'declared', uses: referencesIn(attributes) };
}

function remoteMember(entity: RemoteEntity, origin: Member['origin']): Member {
  const { kind, name, ownerId, attributes } = entity;
  return { key: remoteKey(entity), kind, name, ownerId, origin, uses: referencesIn(attributes) };
}

function remoteKey({ kind, id }: RemoteEntity): string {
  return `remote ${kind} ${id}`;
}

/** A segment that is named but neither declared nor remote. */
function mention(reference: SegmentReference): Member {
  const [key, name] =
    'name' in reference
      ? [`mentioned name ${reference.name}`, reference.name]
      : [`mentioned id ${reference.id}`, `segment ${reference.id}`];
  return { key, kind: 'segment', name, ownerId: null, origin: 'mentioned', uses: [] };
}

/** Which declaration each remote entity is: by ID, by name, by an earlier name. */
function matchRemote(
  declared: readonly Declaration[],
  remote: readonly RemoteEntity[],
): ReadonlyMap<RemoteEntity, Declaration> {
  const matched = new Map<RemoteEntity, Declaration>();
  const taken = new Set<Declaration>();
  const pass = (fits: (declaration: Declaration, entity: RemoteEntity) => boolean) => {
    const free = remote.filter((entity) => !matched.has(entity) && entity.unmanageable === null);
    for (const declaration of declared.filter((each) => !taken.has(each))) {
      const entity = free.find(
        (each) => each.kind === declaration.kind && !matched.has(each) && fits(declaration, each),
      );
      if (entity === undefined) continue;
      matched.set(entity, declaration);
      taken.add(declaration);
    }
  };
  pass(({ id }, entity) => id === entity.id);
  const isNamed = ({ id, name }: Declaration, entity: RemoteEntity) =>
    id === undefined && name === entity.name;
  // Of namesakes, the one of the same retailer.
  pass((each, entity) => isNamed(each, entity) && ownerIn(each.attributes) === entity.ownerId);
  pass(isNamed);
  pass(({ renamedFrom = [] }, { name }) => renamedFrom.includes(name));
  return matched;
}

type Finder = (reference: SegmentReference, ownerId: string | null) => Member | undefined;

/** A name means a declared segment first, then a remote one; of namesakes, the one of the user's own retailer. */
function createFinder(
  members: readonly Member[],
  declared: readonly Declaration[],
  matched: ReadonlyMap<RemoteEntity, Declaration>,
): Finder {
  const segments = members.filter(({ kind }) => kind === 'segment');
  const byName = groupBy(segments, ({ name }) => name);
  const byKey = new Map(segments.map((member) => [member.key, member]));
  const ids = [
    ...declared.map((each) => [each.id, each] as const),
    ...[...matched].map(([{ id }, each]) => [id, each] as const),
  ];
  const byId = new Map(
    ids.flatMap(([id, declaration]) => {
      const member = byKey.get(declaredMember(declaration).key);
      return member ? [[id, member]] : [];
    }),
  );
  return (reference, ownerId) => {
    if ('id' in reference) {
      return byId.get(reference.id) ?? byKey.get(`remote segment ${reference.id}`);
    }
    const named = byName.get(reference.name) ?? [];
    const inGit = named.filter(({ origin }) => origin === 'declared');
    const meant = inGit.length > 0 ? inGit : named;
    return meant.find((member) => member.ownerId === ownerId) ?? meant[0];
  };
}

/** What a manifest requires of an entity that it does not declare. */
function createOrigins(
  declarations: readonly Declaration[],
): (entity: RemoteEntity) => Member['origin'] {
  const [isAbsent, isReleased] = (['absent', 'released'] as const).map((wanted) =>
    namesIn(declarations.filter(({ state }) => state === wanted)),
  );
  return (entity) => (isAbsent?.(entity) ? 'absent' : isReleased?.(entity) ? 'released' : 'remote');
}

function namesIn(declarations: readonly Declaration[]): (entity: RemoteEntity) => boolean {
  return ({ kind, id, name }) =>
    declarations.some(
      (each) => each.kind === kind && (each.id === undefined ? each.name === name : each.id === id),
    );
}

function nodeOf(
  { key, kind, name, origin }: Member,
  isLeft: boolean,
  isOnline: boolean,
): GraphNode {
  const address = addressOf(kind, name);
  const isUnused = kind === 'segment' && isLeft;
  const notes = [
    ...(origin === 'absent' ? ['to be deleted'] : []),
    ...(origin === 'released' ? ['released'] : []),
    ...(origin === 'remote' ? ['not in git'] : []),
    ...(origin === 'mentioned' ? [isOnline ? 'unknown' : 'not declared'] : []),
    ...(isUnused ? ['unused'] : []),
  ];
  return {
    key,
    address,
    kind,
    label: name,
    note: notes.join(', '),
    state: stateOf(origin, isUnused),
  };
}

function stateOf(origin: Member['origin'], isUnused: boolean): GraphNode['state'] {
  if (origin === 'absent') return 'delete';
  if (origin !== 'declared') return 'undeclared';
  return isUnused ? 'unused' : 'unchanged';
}

/** Segments first, as they are drawn from left to right. */
function compareMembers(a: Member, b: Member): number {
  if (a.kind !== b.kind) return a.kind === 'segment' ? -1 : 1;
  return compareText(a.name, b.name) || compareText(a.key, b.key);
}

/** An audience may name a segment several times. */
function unique(edges: readonly GraphEdge[]): GraphEdge[] {
  const byText = new Map(edges.map((edge) => [JSON.stringify(edge), edge]));
  return [...byText.values()];
}
