/** The attributes of a change other than its algebra: what was, and what will be. */
import type { Labels } from '../../model/project.ts';
import {
  canonicalJson,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from '../../model/text/json.ts';
import { lookUp } from '../../model/text/look-up.ts';
import { revealTexts } from '../../model/text/reveal-text.ts';
import { isOwnedByScope, isServerChosen, platforms } from '../../platforms/platform-named.ts';
import type { ChangeReason, PlannedChange } from '../../schema/generated/plan.ts';
import { printable, quoteName } from '../text/printable.ts';
import type { ChangePart, SignedLine } from '../text/signed-line.ts';
import { attributeLabel, namesAt } from './attribute-label.ts';
import { afterOf, beforeOf, typeLabel } from './change-attributes.ts';
import { segmentsOfChange } from './tree/segments-of-change.ts';

/** Attributes that every entity of a project shares, so they say nothing about one. */
const commonOwners: ReadonlySet<string> = new Set(
  platforms.filter(isOwnedByScope).map(({ ownerAttribute }) => ownerAttribute),
);

type Names = ReturnType<typeof namesAt>;

/** More members of a list than this are counted. */
const maxMembers = 12;

/**
 * One part for each attribute that differs; for a create or a delete, one for all of them.
 *
 * @param labels the names of IDs that the plan has.
 */
export function describeAttributes(
  change: PlannedChange,
  labels: Labels = {},
): readonly ChangePart[] {
  const before = beforeOf(change);
  const after = afterOf(change);
  if (before && after) return describeDifferences(change, before, after, labels);
  const only = after ?? before;
  return only ? describeWhole(change, only, labels) : [];
}

/** A new or leaving entity: its type, its attributes on a line each, its description last. */
function describeWhole(
  change: PlannedChange,
  attributes: JsonObject,
  labels: Labels,
): readonly ChangePart[] {
  const type = typeLabel(attributes);
  const { seedOf, labelOf } = segmentsOfChange(change);
  const [sign, side] = change.after ? (['+', 'after'] as const) : (['-', 'before'] as const);
  const seed = seedOf(side);
  const told = [...flatten(attributes)]
    .filter(([path]) => !isTold(path) && !commonOwners.has(path))
    .sort(([a], [b]) => Number(b.includes('.')) - Number(a.includes('.')));
  const texts = told.map(([path, value]) => {
    const shown =
      seed !== null && isSeed(path)
        ? labelOf(seed, (name) => formatValue(name, {}))
        : formatValue(value, namesAt(path, labels));
    return `${attributeLabel(path)} ${shown}`;
  });
  const description = attributes['description'];
  // A text of many words, which is quoted even if it is one word.
  if (typeof description === 'string') texts.push(`description ${quoteName(description)}`);
  if (type === null) {
    return texts.length === 0 ? [] : [{ label: 'what', title: texts.join(', '), lines: [] }];
  }
  const lines = texts.map((text) => ({ sign, depth: 1, text }));
  return [{ label: 'what', title: type, lines }];
}

/** Shown elsewhere: the name in the headline, the algebra in a part of its own, the description last. */
function isTold(path: string): boolean {
  return path === 'name' || path === 'algebra' || path === 'description';
}

function describeDifferences(
  change: PlannedChange,
  before: JsonObject,
  after: JsonObject,
  labels: Labels,
): readonly ChangePart[] {
  const [was, will] = [flatten(before), flatten(after)];
  const { seedOf } = segmentsOfChange(change);
  const isSeedKept = seedOf('before') === seedOf('after');
  const paths = [...new Set([...was.keys(), ...will.keys()])].filter(
    (path) =>
      path !== 'algebra' &&
      !(isSeedKept && isSeed(path)) &&
      !isRenaming(path, change.reasons) &&
      !isReason(path, change.reasons) &&
      // The API chooses it again for a replacement that leaves it out.
      !(will.get(path) === undefined && isServerChosen(path)) &&
      canonicalJson(was.get(path) ?? null) !== canonicalJson(will.get(path) ?? null),
  );
  return paths.map((path) => {
    const reason = change.reasons.find(({ text }) => text === path);
    const note = reason ? originWords(reason) : null;
    const isPlain = note === null || reason?.origin === 'declared';
    return {
      ...(isPlain ? { subject: attributeLabel(path) } : {}),
      label: path === 'description' ? 'text' : path === 'name' ? 'name' : 'what',
      title: [
        ...(path === 'name' ? [] : [attributeLabel(path)]),
        ...(note === null ? [] : [note]),
      ].join(': '),
      lines: compareValues(was.get(path), will.get(path), reason, namesAt(path, labels)),
    };
  });
}

/** A declared renaming is a reason that shows both names. */
function isRenaming(path: string, reasons: readonly ChangeReason[]): boolean {
  return path === 'name' && reasons.some(({ code }) => code === 'renamed');
}

/** An attribute that cannot change in place is the reason of a replacement, which shows both values. */
function isReason(path: string, reasons: readonly ChangeReason[]): boolean {
  return reasons.some(
    ({ code, text }) =>
      code === 'immutable-attribute-changed' &&
      (text === path || (text === 'lookalike.seedSegmentId' && isSeed(path))),
  );
}

/** By name or by ID. */
function isSeed(path: string): boolean {
  return path === 'lookalike.seedSegment' || path === 'lookalike.seedSegmentId';
}

/** Who changed an attribute; null without a base. */
function originWords({ origin, code }: ChangeReason): string | null {
  switch (origin) {
    case 'conflict':
      return 'changed both here and in the UI since the base (conflict)';
    case 'drift':
      return 'edited in the UI, unchanged in git';
    case 'adopted':
      return 'exists remotely, new in git';
    case 'declared':
      return 'changed here';
    default:
      return code === 'attribute-cleared' ? 'missing from the manifest, so it is cleared' : null;
  }
}

function compareValues(
  was: JsonValue | undefined,
  will: JsonValue | undefined,
  reason: ChangeReason | undefined,
  names: Names,
): readonly SignedLine[] {
  const [removed, added] =
    Array.isArray(was) && Array.isArray(will) ? without(was, will) : [was, will];
  const isConflict = reason?.origin === 'conflict';
  const base = isConflict && isJsonValue(reason.base) ? reason.base : undefined;
  const show = createShow([base, removed, added], names);
  const line = (
    sign: SignedLine['sign'],
    value: JsonValue | undefined,
    side: 'base' | 'UI' | 'git',
  ) =>
    value === undefined || (Array.isArray(value) && value.length === 0 && !isConflict)
      ? []
      : [{ sign, depth: 1, text: show(value), ...(isConflict ? { side } : {}) } as const];
  return [...line(' ', base, 'base'), ...line('-', removed, 'UI'), ...line('+', added, 'git')];
}

/** Of two lists, what only the first and only the second has; both whole when only their order differs. */
function without(
  was: readonly JsonValue[],
  will: readonly JsonValue[],
): readonly [readonly JsonValue[], readonly JsonValue[]] {
  const [old, fresh] = [new Set(was.map(canonicalJson)), new Set(will.map(canonicalJson))];
  const removed = was.filter((member) => !fresh.has(canonicalJson(member)));
  const added = will.filter((member) => !old.has(canonicalJson(member)));
  return removed.length + added.length === 0 ? [was, will] : [removed, added];
}

function isJsonValue(value: unknown): value is JsonValue {
  return value !== undefined;
}

/** Values by dotted path; lists are values. */
function flatten(object: JsonObject, prefix = ''): ReadonlyMap<string, JsonValue> {
  const values = new Map<string, JsonValue>();
  for (const [key, value] of Object.entries(object)) {
    if (value === undefined || value === null) continue;
    if (isJsonObject(value) && key !== 'algebra') {
      for (const [path, inner] of flatten(value, `${prefix}${key}.`)) values.set(path, inner);
    } else values.set(prefix + key, value);
  }
  return values;
}

/**
 * Shows values side by side for a comparison: texts that differ in what cannot be seen
 * are not shown alike.
 */
export function createShow(
  values: readonly (JsonValue | undefined)[],
  names: Names,
): (value: JsonValue) => string {
  const shown = revealTexts(values.flatMap(textsIn));
  return (value) => formatValue(value, names, (text) => shown.get(text) ?? text);
}

function textsIn(value: JsonValue | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.flatMap(textsIn) : [];
}

/** A value on one line: words bare, everything else that is text in quotes, IDs with their names, long lists counted. */
function formatValue(value: JsonValue, names: Names, show = (text: string) => text): string {
  if (typeof value === 'string') {
    const text = /^[\w.-]+$/u.test(value) ? value : quoteName(show(value));
    const name = lookUp(names, value);
    return name === undefined ? text : `${text} ${quoteName(name)}`;
  }
  if (!Array.isArray(value)) return printable(JSON.stringify(value));
  const shown = value
    .slice(0, maxMembers)
    .map((member: JsonValue) => formatValue(member, names, show));
  const hidden = value.length - shown.length;
  return [...shown, ...(hidden > 0 ? [`… ${hidden} more`] : [])].join(', ') || 'none';
}
