/** Which row of a bulk answer is which item's. Rows are matched by ID or by name, never by their position. */
import { foldName } from '../../model/name.ts';
import type { RemoteRow } from '../../model/remote/snapshot.ts';
import type { Operation } from '../../plan/order/operation.ts';

export interface MatchedRows {
  readonly rowOf: ReadonlyMap<Operation, RemoteRow>;
  /** Rows of new entities that could be any of several items'. */
  readonly isAmbiguous: boolean;
}

/** @param isBlamed whether the answer names a problem of the item: then no stray row is taken for its own. */
export function matchRows(
  rows: readonly RemoteRow[],
  operations: readonly Operation[],
  isBlamed: (operation: Operation) => boolean,
): MatchedRows {
  const rowOf = new Map<Operation, RemoteRow>();
  for (const operation of operations) {
    const row = rows.find((each) => isRowOf(each, operation));
    if (row) rowOf.set(operation, row);
  }
  const taken = new Set([...rowOf.values()].map(({ id }) => id));
  const strays = rows.filter(({ id }) => !taken.has(id));
  const missing = operations.filter(
    (operation) => operation.verb === 'create' && !rowOf.has(operation) && !isBlamed(operation),
  );
  // What bears the very name of an item is not another one's.
  const isFree = (row: RemoteRow) => !operations.some((operation) => isRowOf(row, operation));
  for (const [operation, row] of pairStrays(strays.filter(isFree), missing)) {
    rowOf.set(operation, row);
    taken.add(row.id);
  }
  const isAmbiguous =
    operations.some(({ verb }) => verb === 'create') && rows.some(({ id }) => !taken.has(id));
  return { rowOf, isAmbiguous };
}

function isRowOf(row: RemoteRow, { verb, id, name }: Operation): boolean {
  return verb === 'create' ? row.attributes['name'] === name : row.id === id;
}

/** An API may keep a name in another spelling than it was sent in: composed, trimmed or cut. */
function pairStrays(
  strays: readonly RemoteRow[],
  missing: readonly Operation[],
): readonly (readonly [Operation, RemoteRow])[] {
  const pairs = missing.flatMap((operation): readonly (readonly [Operation, RemoteRow])[] => {
    const [row, ...more] = strays.filter((each) => isAlike(each, operation));
    if (!row || more.length > 0) return [];
    return missing.filter((each) => isAlike(row, each)).length === 1 ? [[operation, row]] : [];
  });
  const restOfRows = strays.filter((row) => !pairs.some(([, paired]) => paired === row));
  const restOfItems = missing.filter((item) => !pairs.some(([paired]) => paired === item));
  const [row] = restOfRows;
  const [item] = restOfItems;
  const isLone = restOfRows.length === 1 && restOfItems.length === 1;
  return row && item && isLone ? [...pairs, [item, row]] : pairs;
}

function isAlike({ attributes }: RemoteRow, { name }: Operation): boolean {
  const given = attributes['name'];
  return typeof given === 'string' && name !== null && foldName(given) === foldName(name);
}
