/** What an entry that found nothing may have become in the UI, where it was not only renamed: it is only likely. */
import type { Declaration } from '../../model/declaration.ts';
import { foldName } from '../../model/name.ts';
import { segmentIdsIn, segmentNamesIn } from '../../model/references.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import { isJsonObject, type JsonValue, valueAt } from '../../model/text/json.ts';
import { compareEntities } from '../../plan/change/compare-entities.ts';
import type { DesiredEntity } from '../../plan/change/desired-entity.ts';
import type { Comparison } from '../../plan/compare-with-remote.ts';
import type { Match } from '../../plan/match/match-declarations.ts';

export interface Replaced {
  readonly remote: RemoteEntity;
  /** Whether it resembles the entry; else it only has its place in what uses it. */
  readonly isAlike: boolean;
}

/** @param uses how many users of the entry use which remote ID. */
type FindReplaced = (match: Match, uses: ReadonlyMap<string, number>) => Replaced | null;

/** More pairs than this are not compared: where so much is gone, the account is another one. */
const mostPairs = 20_000;

/** @param openCount for how many entries it is asked. */
export function createFindReplaced(
  { changes, index, references, base, declarations }: Comparison,
  isOpen: (entity: RemoteEntity) => boolean,
  openCount: number,
): FindReplaced {
  const wishes = new Map<Declaration, DesiredEntity>(
    changes.flatMap((change) =>
      change.action === 'create' ? [[change.desired.declaration, change.desired] as const] : [],
    ),
  );
  const isNamed = createIsNamed(declarations);
  const unnamed = new Set(
    openCount === 0
      ? []
      : index.entities.filter(
          (entity) => isOpen(entity) && !isNamed(entity) && !base?.removed(entity),
        ),
  );
  const isCompared = openCount * unnamed.size <= mostPairs;
  return (match, uses) => {
    const { kind } = match.declaration;
    // What git made itself since the base was not there to be renamed.
    if (base !== null && base.find(match, references) === null) return null;
    const desired = wishes.get(match.declaration);
    const isCandidate = (entity: RemoteEntity) => unnamed.has(entity) && isOpen(entity);
    const isAlike = (entity: RemoteEntity) =>
      desired !== undefined && resembles(desired, entity, index, references.keyOf);
    const count = ({ id }: RemoteEntity) => uses.get(id) ?? 0;
    const used = [...uses.keys()]
      .flatMap((id) => index.byId('segment', id) ?? [])
      .filter(isCandidate);
    const compared = used.length === 0 && isCompared ? [...unnamed] : [];
    const alike = compared.filter(
      (entity) => entity.kind === kind && isCandidate(entity) && isAlike(entity),
    );
    const [remote] = [...used, ...alike].toSorted(
      (a, b) => Number(isAlike(b)) - Number(isAlike(a)) || count(b) - count(a),
    );
    return remote ? { remote, isAlike: isAlike(remote) } : null;
  };
}

/** What manifests name is what they name, whether they declare it or not. */
function createIsNamed(declarations: readonly Declaration[]): (entity: RemoteEntity) => boolean {
  const bodies = declarations.map(({ attributes }) => attributes);
  const names = new Set(bodies.flatMap(segmentNamesIn).map(foldName));
  const ids = new Set(bodies.flatMap(segmentIdsIn));
  return ({ kind, name, id }) => kind === 'segment' && (names.has(foldName(name)) || ids.has(id));
}

/** The words that describe it are the same, or all but one of its attributes. */
function resembles(
  { type, attributes, ownerId, algebra, ...desired }: DesiredEntity,
  remote: RemoteEntity,
  { platform }: Comparison['index'],
  keyOf: (id: string) => string,
): boolean {
  if (type !== remote.type || ownerId !== remote.ownerId) return false;
  const description = attributes['description'] ?? null;
  if (description !== null && description === (remote.attributes['description'] ?? null)) {
    return true;
  }
  // Two lists without a word about them have nothing in common.
  if (type === 'contactList') return false;
  const declared = { ...desired, type, attributes, ownerId, algebra };
  const differences = compareEntities(platform, declared, remote, keyOf);
  if (algebra !== null) return differences.every(({ path }) => path !== 'algebra');
  return differences.length <= 1 && countValues(valueAt(attributes, type ?? '') ?? null) > 1;
}

function countValues(value: JsonValue): number {
  if (!isJsonObject(value)) return value === null ? 0 : 1;
  return Object.values(value).reduce<number>((sum, each) => sum + countValues(each ?? null), 0);
}
