/** A remote entity in the words and the order of a manifest. */
import { foldAlgebra, readAlgebra, type SegmentReference, writeAlgebra } from '../model/algebra.ts';
import type { Labels, Project } from '../model/project.ts';
import type { RemoteEntity } from '../model/remote/snapshot.ts';
import type { JsonObject, JsonValue } from '../model/text/json.ts';
import { listSome } from '../model/text/list-some.ts';
import { lookUp } from '../model/text/look-up.ts';
import { describeRemote } from '../plan/change/describe-entity.ts';
import { hasBlanks } from '../plan/change/why-undeclarable.ts';
import type { RemoteIndex } from '../plan/match/index-snapshot.ts';
import type { References } from '../plan/match/resolve-references.ts';
import { namedIdsIn } from '../platforms/platform-named.ts';
import { escapeVariables } from './write/escape-variables.ts';

/** More names of IDs than this are counted. */
const maxNamed = 12;

/** One item of a manifest's `segments` or `audiences`. */
export interface ManifestItem {
  readonly remote: RemoteEntity;
  readonly value: JsonObject;
  /** What a reader of the manifest has to know, each in a sentence. */
  readonly remarks: readonly string[];
}

/** With what looks like a variable escaped, as the text of a manifest has it. */
export function describeItem(
  remote: RemoteEntity,
  index: RemoteIndex,
  references: References,
  project: Pick<Project, 'defaults' | 'labels'>,
): ManifestItem {
  const item = describeUnescaped(remote, index, references, project);
  const escaped = Object.entries(item.value).map(([key, member]) => [
    key,
    escapeVariables(member ?? null),
  ]);
  return { ...item, value: Object.fromEntries(escaped) };
}

/** The same as it is meant, for what escapes by itself. */
export function describeUnescaped(
  remote: RemoteEntity,
  index: RemoteIndex,
  references: References,
  project: Pick<Project, 'defaults' | 'labels'>,
): ManifestItem {
  const { ownerAttribute, scope } = index.platform;
  const {
    name: _,
    description,
    algebra,
    ...others
  } = describeRemote(remote, references).attributes;
  const owner = ownerAttribute === scope.attribute ? undefined : others[ownerAttribute];
  const type = remote.type === null ? undefined : others[remote.type];
  // Written out, nothing takes away what the project's defaults would give.
  const hasDefault = (project.defaults['description'] ?? null) !== null;
  const members: readonly (readonly [string, JsonValue | undefined])[] = [
    ['name', remote.name.trim()],
    ['id', needsId(remote, index) ? remote.id : undefined],
    // A manifest without the blanks would rename it.
    ['lifecycle', hasBlanks(remote) ? { ignoreChanges: ['name'] } : undefined],
    ['description', description ?? (hasDefault ? null : undefined)],
    [ownerAttribute, owner],
    ...(remote.type === null ? [] : [[remote.type, type] as const]),
    ['algebra', algebra === undefined ? undefined : withoutSingles(algebra)],
  ];
  const value: { [key: string]: JsonValue } = {};
  for (const [key, member] of members) {
    if (member !== undefined) value[key] = member;
  }
  const unknown = remote.incomparable.filter((path) => path !== scope.attribute);
  const remarks = [
    ...(hasBlanks(remote)
      ? [`Its remote name is ${JSON.stringify(remote.name)}. Remove lifecycle to rename it.`]
      : []),
    ...nameIds(remote, project.labels),
    ...unknown.map((path) => `The API does not return ${path}: left out.`),
  ];
  return { remote, value, remarks };
}

/** The names that the project file gives to IDs of an entity. */
function nameIds({ attributes }: RemoteEntity, labels: Labels): readonly string[] {
  const named = namedIdsIn(attributes).flatMap(({ list, id }) => {
    const name = lookUp(labels[list] ?? {}, id);
    return name === undefined ? [] : [`${id} ${JSON.stringify(name)}`];
  });
  return named.length === 0 ? [] : [`IDs: ${listSome(named, maxNamed)}.`];
}

/** The name alone is not enough where another entity has it too, or one that is all but equal. */
function needsId({ kind, name }: RemoteEntity, index: RemoteIndex): boolean {
  if (hasBlanks({ name })) return true;
  return index.alike(kind, name).filter(({ unmanageable }) => unmanageable === null).length > 1;
}

/** `and` and `or` of one operand are that operand; manifests want two at least. */
function withoutSingles(algebra: JsonValue): JsonValue {
  const tree = readAlgebra(algebra);
  if (tree === null) return algebra;
  const joined = (key: 'and' | 'or') => (operands: readonly JsonValue[]) => {
    const [only, second] = operands;
    return only !== undefined && second === undefined ? only : { [key]: operands };
  };
  return foldAlgebra<SegmentReference, JsonValue>(tree, {
    segment: (segment) => writeAlgebra({ segment }),
    and: joined('and'),
    or: joined('or'),
    not: (not) => ({ not }),
  });
}
