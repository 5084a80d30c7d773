/** The operations of one change, with the names each takes and frees; their order comes later. */
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import { attributeRules } from '../../platforms/platform-named.ts';
import type { PlannedChange } from '../../schema/generated/plan.ts';
import { changeKey } from '../change/change-key.ts';
import { differingPaths, isAs } from '../change/compare-described.ts';
import type { RemoteIndex } from '../match/index-snapshot.ts';
import { isNewFor, isRetired, newName, retiredName } from '../match/temporary-name.ts';
import { needsSync } from '../people/planned-sync.ts';
import { attributesOf, changeAddress, nameIn } from '../planned-change.ts';
import type { MakerOf } from './find-makers.ts';
import type { Operation } from './operation.ts';

/** An operation before anyone has asked what it waits for. */
export interface OperationNode extends Omit<Operation, 'needs'> {
  /** The name that is free once it is done. */
  readonly frees: string | null;
  /** Whether it makes what references to its change's segment wait for. */
  readonly creates: boolean;
  /** Whether it fills a list that its change makes. */
  readonly fillsNew: boolean;
  /** Keys of the same change's operations that come first. */
  readonly after: readonly string[];
}

export function expandChange(
  change: PlannedChange,
  index: RemoteIndex,
  makerOf: MakerOf,
): readonly OperationNode[] {
  const makers = makersOf(change, makerOf);
  switch (change.action) {
    case 'create': {
      const create = { ...creation(change, nameIn(attributesOf(change.after))), makers };
      return [create, ...fillings(change, null, [create.key])];
    }
    case 'update': {
      // Where the members alone differ, the segment itself is left as it is.
      const updates = change.paths.length > 0 ? [{ ...updating(change), makers }] : [];
      return [
        ...updates,
        ...fillings(
          change,
          change.id,
          updates.map(({ key }) => key),
        ),
      ];
    }
    case 'delete':
      return [deletion(change)];
    case 'replace':
      return replacement(change, index, makers);
  }
}

/** The changes behind the segments that a change names and that have no ID yet. */
function makersOf(change: PlannedChange, makerOf: MakerOf): Operation['makers'] {
  return new Map(
    Object.entries(change.segmentIds.after).flatMap(([name, id]) => {
      const maker = id === null ? makerOf(name, change) : null;
      return maker ? [[name, changeKey(maker)]] : [];
    }),
  );
}

/**
 * The filling of a contact list, where the plan has one.
 *
 * @param id of the list; null for what the same change creates.
 * @param after keys of the operations that come first.
 */
export function fillings(
  change: PlannedChange,
  id: string | null,
  after: readonly string[],
): readonly OperationNode[] {
  const { members } = change;
  if (members === undefined || !needsSync(members)) return [];
  const isNew = change.action === 'create' || change.action === 'replace';
  const key = operationKey(change, 'fill');
  const fill = { key, verb: 'fill', id, segmentIds: {}, members, fillsNew: isNew, after } as const;
  return [node(change, fill)];
}

/** The successor of a replaced entity, when an earlier run has created it. */
export function successorOf(change: PlannedChange, index: RemoteIndex): RemoteEntity | null {
  const { kind } = changeAddress(change);
  const name = temporaryNameOf(change);
  if (name === null) return null;
  return index.named(kind, name).find(({ unmanageable }) => unmanageable === null) ?? null;
}

/** What the successor of a replaced entity is called until it gets its name; no other name is believed. */
function temporaryNameOf({ temporaryName, ...change }: PlannedChange): string | null {
  const { address } = changeAddress(change);
  if (temporaryName !== undefined && isNewFor(address, temporaryName)) return temporaryName;
  const after = attributesOf(change.after);
  return after && newName(address, after);
}

/**
 * The entity that another run made to replace an old one, and that has its name already. A
 * successor beside it came too late.
 */
export function rivalOf(change: PlannedChange, index: RemoteIndex): RemoteEntity | null {
  const { kind } = changeAddress(change);
  const after = attributesOf(change.after);
  const named = index.named(kind, nameIn(after) ?? '').filter(({ id }) => id !== change.id);
  // What the plan creates in its turn has its name by then, or this is asked again later.
  const idOf = (name: string) =>
    change.segmentIds.after[name] ?? index.named('segment', name)[0]?.id ?? null;
  return named.find((entity) => after && isAs(entity, after, idOf, index.platform)) ?? null;
}

/** The key of one of a change's operations. Twins at two retailers share their address, not their ID. */
export function operationKey(
  { address, id }: Pick<PlannedChange, 'address' | 'id'>,
  word: PlannedChange['action'] | Operation['role'] | 'fill',
): string {
  return id === null ? `${address}#${word}` : `${address}#${word}@${id}`;
}

function node(change: PlannedChange, differs: Partial<OperationNode>): OperationNode {
  const { address, kind } = changeAddress(change);
  return {
    key: operationKey(change, change.action),
    address,
    of: changeKey(change),
    role: 'main',
    kind,
    verb: 'update',
    id: change.id,
    name: null,
    attributes: attributesOf(change.after),
    paths: [],
    segmentIds: change.segmentIds.after,
    makers: new Map(),
    members: null,
    retiredName: null,
    frees: null,
    creates: false,
    fillsNew: false,
    after: [],
    ...differs,
  };
}

function creation(change: PlannedChange, name: string | null): OperationNode {
  return node(change, { verb: 'create', id: null, name, creates: true });
}

function updating(change: PlannedChange): OperationNode {
  const [was, will] = [nameIn(attributesOf(change.before)), nameIn(attributesOf(change.after))];
  const renamed = was !== will ? { name: will, frees: was } : {};
  return node(change, { paths: change.paths.filter((path) => path !== 'name'), ...renamed });
}

function deletion(change: PlannedChange): OperationNode {
  const frees = nameIn(attributesOf(change.before));
  return node(change, { verb: 'delete', attributes: null, segmentIds: {}, frees });
}

/** Create under a temporary name, fill it, move who depends on it, delete the old one, take its name. */
function replacement(
  change: PlannedChange,
  index: RemoteIndex,
  makers: Operation['makers'],
): readonly OperationNode[] {
  const { kind } = changeAddress(change);
  const after = attributesOf(change.after);
  const successor = successorOf(change, index);
  const old = change.id === null ? undefined : index.byId(kind, change.id);
  const creates = successor ? [] : [{ ...creation(change, temporaryNameOf(change)), makers }];
  const created = creates.map(({ key }) => key);
  const filling = fillings(change, successor?.id ?? null, created);
  // A list whose successor could not be filled is better than none.
  const retire = retirement(change, [...created, ...filling.map(({ key }) => key)]);
  const oldName = nameIn(attributesOf(change.before)) ?? '';
  const isOldThere = old !== undefined && !isRetired(old, oldName);
  const rival = successor && !isOldThere ? rivalOf(change, index) : null;
  if (successor && rival) {
    const clearing = { ...retire, id: successor.id, frees: null, retiredName: null, after: [] };
    return [clearing, ...fillings(change, rival.id, [])];
  }
  const rename = node(change, {
    key: operationKey(change, 'rename'),
    role: 'rename',
    id: successor?.id ?? null,
    name: nameIn(after),
    paths: successor ? staleIn(successor, change, index) : [],
    segmentIds: {},
    after: [...created, ...(isOldThere ? [retire.key] : [])],
  });
  return [...creates, ...filling, ...(isOldThere ? [retire] : []), rename];
}

/** What was edited of the old one since an earlier run made the new one after it. */
function staleIn(
  successor: RemoteEntity,
  change: PlannedChange,
  { platform }: RemoteIndex,
): readonly string[] {
  const after = attributesOf(change.after) ?? {};
  const isPlain = new Set(
    attributeRules(platform, successor.kind, successor.type)
      .filter(({ immutable, form }) => !immutable && form !== 'algebra')
      .map(({ path }) => path),
  );
  return differingPaths(successor, after, () => null, platform).filter((path) => isPlain.has(path));
}

function retirement(change: PlannedChange, after: readonly string[]): OperationNode {
  const oldName = nameIn(attributesOf(change.before)) ?? '';
  return node(change, {
    key: operationKey(change, 'retire'),
    role: 'retire',
    verb: 'delete',
    attributes: null,
    segmentIds: {},
    frees: oldName,
    retiredName: retiredName(oldName),
    after,
  });
}
