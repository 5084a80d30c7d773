/** Keys that stand beside the key that they belong below, or below the one that they belong beside. */
import { nearest } from '../../model/name.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/text/json.ts';
import type { SchemaValidator } from '../../schema/schema-validator.ts';
import { collectFindings, type Path, type SchemaFinding } from './schema-finding.ts';

type UnknownKey = Extract<SchemaFinding, { kind: 'unknown-key' }>;
export type MisplacedKeys = Extract<SchemaFinding, { kind: 'misplaced-keys' }>;

/** How many unknown keys are looked at: more of them are no slip, and a copy of the document is made for each place. */
const mostKeys = 100;

/** Where keys may belong: into a map below, into the first or the last entry of a list, or into the map around. */
interface Move extends MisplacedKeys {
  readonly target: Path;
}

/**
 * Replaces the findings about such keys by one. A key belongs where the schema takes it.
 *
 * @param validate the validator that made the findings.
 */
export function findMisplaced(
  findings: readonly SchemaFinding[],
  value: JsonValue,
  validate: SchemaValidator,
): readonly SchemaFinding[] {
  const moves = movesIn(findings, value);
  if (moves.length === 0) return findings;
  const asMaps = judge(moves, value, validate);
  const others = moves
    .filter(({ form }, index) => form === 'map' && asMaps.accepted[index] === null)
    .map((move): Move => ({ ...move, form: 'list', target: [...move.target, 0] }));
  const asLists = judge(others, value, validate);
  const accepted = [...asMaps.accepted, ...asLists.accepted].filter((move) => move !== null);
  if (accepted.length === 0) return findings;
  const left = new Set([...asMaps.findings, ...asLists.findings].map(keyOf));
  const isMoved = (finding: SchemaFinding) =>
    accepted.some(
      (move) =>
        (finding.kind === 'unknown-key' &&
          isSame(finding.path, move.path) &&
          move.keys.includes(finding.key)) ||
        (isSame(finding.path.slice(0, move.path.length + 1), [...move.path, move.owner]) &&
          !left.has(keyOf(finding))),
    );
  return [
    ...accepted.map(({ target: _, ...finding }) => finding),
    ...findings.filter((finding) => !isMoved(finding)),
  ];
}

/** Unknown keys behind a key without a value, or behind a list of maps. */
function movesIn(findings: readonly SchemaFinding[], value: JsonValue): readonly Move[] {
  const unknown = findings
    .filter((finding): finding is UnknownKey => finding.kind === 'unknown-key')
    .slice(0, mostKeys)
    // A key that holds its value lacks a blank, and stands where it belongs.
    .filter(({ key, known }) => nearest(key, known).length === 0 && !/^[a-z]\w*:./iu.test(key));
  const names = new Set(unknown.map(keyOf));
  const isUnknown = (path: Path, key: string) =>
    names.has(keyOf({ kind: 'unknown-key', path, key, known: [] }));
  const moves = new Map<string, Move>();
  for (const { path, key } of unknown) {
    const map = valueAt(value, path);
    const place = isJsonObject(map)
      ? placeFor(key, map, path, valueAt(value, path.slice(0, -1)))
      : null;
    if (place === null || isUnknown(path, place.owner)) continue;
    const at = JSON.stringify([path, place.target]);
    const keys = [...(moves.get(at)?.keys ?? []), key];
    moves.set(at, { kind: 'misplaced-keys', path, keys, ...place });
  }
  const all = [...moves.values()];
  // One that another one carries away moves with it.
  return all.filter(
    ({ path }) =>
      !all.some(
        (other) =>
          path.length > other.path.length &&
          isSame(path.slice(0, other.path.length), other.path) &&
          other.keys.includes(String(path[other.path.length])),
      ),
  );
}

/** The nearest key in front of another one that can have it below, or else the one that has it below. */
function placeFor(
  key: string,
  map: JsonObject,
  path: Path,
  around: JsonValue | undefined,
): Pick<Move, 'owner' | 'form' | 'target'> | null {
  const keys = Object.keys(map);
  for (const owner of keys.slice(0, keys.indexOf(key)).toReversed()) {
    const value = map[owner];
    if (value === null) return { owner, form: 'map', target: [...path, owner] };
    if (Array.isArray(value) && isJsonObject(value.at(-1))) {
      return { owner, form: 'item', target: [...path, owner, value.length - 1] };
    }
  }
  const owner = path.at(-1);
  if (typeof owner !== 'string' || !isJsonObject(around) || Object.hasOwn(around, key)) return null;
  return { owner, form: 'outer', target: path.slice(0, -1) };
}

interface Judged {
  /** The moves; null in place of those where the schema takes none of the keys. */
  readonly accepted: readonly (Move | null)[];
  readonly findings: readonly SchemaFinding[];
}

function judge(moves: readonly Move[], value: JsonValue, validate: SchemaValidator): Judged {
  if (moves.length === 0) return { accepted: [], findings: [] };
  const moved = moves.reduce(carryOut, value);
  const findings = validate(moved) ? [] : collectFindings(validate.errors ?? [], moved);
  const unknown = new Set(
    findings.flatMap((each) => (each.kind === 'unknown-key' ? [keyOf(each)] : [])),
  );
  const mistyped = new Set(
    findings.flatMap((each) =>
      each.kind === 'value' && each.violation.keyword === 'type' ? [JSON.stringify(each.path)] : [],
    ),
  );
  const accepted = moves.map((move) => {
    const { target, keys, path, owner, form } = move;
    const places =
      form === 'outer' ? keys.map((key) => [...target, key]) : [target, [...path, owner]];
    if (places.some((place) => mistyped.has(JSON.stringify(place)))) return null;
    const isTaken = (key: string) =>
      !unknown.has(keyOf({ kind: 'unknown-key', path: target, key, known: [] }));
    return keys.some(isTaken) ? move : null;
  });
  return { accepted, findings };
}

function carryOut(root: JsonValue, { path, keys, owner, form, target }: Move): JsonValue {
  const map = valueAt(root, path);
  if (!isJsonObject(map)) return root;
  const kept = Object.entries(map).filter(([key]) => !keys.includes(key));
  if (form === 'outer') {
    const around = valueAt(root, target);
    if (!isJsonObject(around)) return root;
    const moved = Object.fromEntries(keys.map((key) => [key, map[key] ?? null]));
    return replaceAt(root, target, { ...around, ...moved, [owner]: Object.fromEntries(kept) });
  }
  const there = form === 'item' ? valueAt(root, target) : null;
  const carried = {
    ...(isJsonObject(there) ? there : {}),
    ...Object.fromEntries(keys.map((key) => [key, map[key] ?? null])),
  };
  const list = map[owner];
  const items = Array.isArray(list) ? list.slice(0, -1) : [];
  const value = form === 'map' ? carried : [...items, carried];
  return replaceAt(root, path, Object.fromEntries([...kept, [owner, value]]));
}

function replaceAt(root: JsonValue, [step, ...rest]: Path, value: JsonValue): JsonValue {
  if (step === undefined) return value;
  if (Array.isArray(root))
    return root.with(Number(step), replaceAt(root[Number(step)] ?? null, rest, value));
  if (!isJsonObject(root)) return root;
  return { ...root, [step]: replaceAt(root[step] ?? null, rest, value) };
}

function valueAt(root: JsonValue, path: Path): JsonValue | undefined {
  let value: JsonValue | undefined = root;
  for (const step of path) {
    if (Array.isArray(value)) value = value[Number(step)];
    else value = isJsonObject(value) ? value[String(step)] : undefined;
  }
  return value;
}

function keyOf(finding: SchemaFinding): string {
  const what =
    finding.kind === 'value'
      ? finding.violation.keyword
      : finding.kind === 'misplaced-keys'
        ? finding.owner
        : finding.key;
  return JSON.stringify([finding.kind, finding.path, what]);
}

function isSame(one: Path, other: Path): boolean {
  return one.length === other.length && one.every((step, index) => step === other[index]);
}
