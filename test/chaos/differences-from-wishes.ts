/** How an account differs from what was wished of it: told without any of the planner's code. */
import type { Declaration } from '../../src/model/declaration.ts';
import type { RemoteRow, Snapshot } from '../../src/model/remote/snapshot.ts';
import { isJsonObject } from '../../src/model/text/json.ts';
import type { ChaosWorld } from './sample-worlds.ts';

export function differencesFromWishes(
  { declarations, snapshot: start }: ChaosWorld,
  truth: Snapshot,
): readonly string[] {
  const rows = { segment: truth.segments, audience: truth.audiences };
  const before = { segment: start.segments, audience: start.audiences };
  const problems: string[] = [];
  for (const kind of ['segment', 'audience'] as const) {
    const wishes = declarations.filter((declaration) => declaration.kind === kind);
    for (const wish of wishes) problems.push(...differences(wish, rows[kind], findId(truth)));
    const touched = new Set(wishes.flatMap(({ name, renamedFrom = [] }) => [name, ...renamedFrom]));
    const bound = new Set(wishes.flatMap(({ id = [] }) => id));
    for (const row of before[kind]) {
      if (touched.has(nameOf(row)) || bound.has(row.id)) continue;
      const now = rows[kind].find(({ id }) => id === row.id);
      if (now === undefined) problems.push(`${kind} ${row.id} was nobody's to delete`);
      else if (nameOf(now) !== nameOf(row)) problems.push(`${kind} ${row.id} was renamed`);
    }
    const extra = rows[kind].filter((row) => nameOf(row).startsWith('audiencectl '));
    problems.push(...extra.map((row) => `${kind} "${nameOf(row)}" is left over`));
    const known = new Set([...touched, ...before[kind].map(nameOf)]);
    const strange = rows[kind].filter((row) => !known.has(nameOf(row)));
    problems.push(...strange.map((row) => `${kind} "${nameOf(row)}" is nobody's`));
  }
  return problems;
}

/** The same of one wish alone. */
export function differencesFromWish(
  wish: Declaration,
  truth: Snapshot,
  idOf: (segment: string) => string = findId(truth),
): readonly string[] {
  const rows = wish.kind === 'segment' ? truth.segments : truth.audiences;
  return differences(wish, rows, idOf);
}

function findId({ segments }: Snapshot): (segment: string) => string {
  return (segment) => segments.find((each) => nameOf(each) === segment)?.id ?? '?';
}

function differences(
  { kind, name, state, attributes, id }: Declaration,
  rows: readonly RemoteRow[],
  idOf: (segment: string) => string,
): readonly string[] {
  const found = rows.filter((row) => nameOf(row) === name);
  const [row] = found;
  if (state === 'absent') return found.length === 0 ? [] : [`${kind} "${name}" is still there`];
  if (!row || found.length > 1) return [`${kind} "${name}" is there ${found.length} times`];
  const problems: string[] = [];
  if (id !== undefined && row.id !== id) problems.push(`${kind} "${name}" is not ${id}`);
  const description = row.attributes['description'] ?? null;
  if ((description === '' ? null : description) !== (attributes['description'] ?? null)) {
    problems.push(`${kind} "${name}" has another description`);
  }
  for (const block of ['contactList', 'events', 'prospecting', 'lookalike']) {
    if (!holds(row.attributes[block], attributes[block], idOf)) {
      problems.push(`${kind} "${name}" is of another type`);
    }
  }
  const isEqual = hasSamePeople(attributes['algebra'], row.attributes['algebra'], idOf);
  return isEqual ? problems : [...problems, `${kind} "${name}" holds other people`];
}

/** Whether what is stored of a type has all that is wished of it. */
function holds(stored: unknown, wished: unknown, idOf: (name: string) => string): boolean {
  if (wished === undefined) return (stored ?? null) === null;
  if (!isJsonObject(stored) || !isJsonObject(wished)) return false;
  return Object.entries(wished).every(([key, value]) =>
    key === 'seedSegment'
      ? stored['seedSegmentId'] === idOf(String(value))
      : JSON.stringify(stored[key] ?? []) === JSON.stringify(value),
  );
}

/** Tries every kind of person: those in each choice of the segments. */
function hasSamePeople(wished: unknown, stored: unknown, idOf: (name: string) => string): boolean {
  if (wished === undefined) return true;
  const ids = [...new Set([...leaves(wished, idOf), ...leaves(stored, idOf)])];
  for (let mask = 0; mask < 2 ** ids.length; mask += 1) {
    const has = (id: string) => (mask & (1 << ids.indexOf(id))) !== 0;
    if (isIn(wished, has, idOf) !== isIn(stored, has, idOf)) return false;
  }
  return true;
}

function leafOf(node: unknown, idOf: (name: string) => string): string | null {
  if (typeof node === 'string') return idOf(node);
  if (!isJsonObject(node)) return null;
  if (typeof node['segment'] === 'string') return idOf(node['segment']);
  const id = node['audienceSegmentId'] ?? node['segmentId'];
  return typeof id === 'string' ? id : null;
}

function leaves(node: unknown, idOf: (name: string) => string): readonly string[] {
  const leaf = leafOf(node, idOf);
  if (leaf !== null) return [leaf];
  if (Array.isArray(node)) return node.flatMap((each) => leaves(each, idOf));
  return isJsonObject(node) ? Object.values(node).flatMap((each) => leaves(each, idOf)) : [];
}

function isIn(
  node: unknown,
  has: (id: string) => boolean,
  idOf: (name: string) => string,
): boolean {
  const leaf = leafOf(node, idOf);
  if (leaf !== null) return has(leaf);
  if (!isJsonObject(node)) return false;
  const { and, or, not } = node;
  if (Array.isArray(and)) return and.every((each) => isIn(each, has, idOf));
  if (Array.isArray(or)) return or.some((each) => isIn(each, has, idOf));
  return not !== undefined && not !== null && !isIn(not, has, idOf);
}

function nameOf({ attributes }: RemoteRow): string {
  return String(attributes['name']);
}
