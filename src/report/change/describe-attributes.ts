/** The attributes of a change other than its algebra: what was, and what will be. */
import type { Labels } from '../../model/project.ts';
import { formatCount } from '../../model/text/count-of.ts';
import {
  canonicalJson,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from '../../model/text/json.ts';
import {
  isOwnedByScope,
  isServerChosen,
  pathBeside,
  platforms,
} from '../../platforms/platform-named.ts';
import type { ChangeReason, PlannedChange } from '../../schema/generated/plan.ts';
import {
  createShow,
  formatValue,
  keptForm,
  noWords,
  type ValueWords,
} from '../text/format-value.ts';
import { quoteName } from '../text/printable.ts';
import type { ChangePart, SignedLine } from '../text/signed-line.ts';
import { attributeLabel, wordsAt } from './attribute-label.ts';
import { afterOf, beforeOf, typeLabel } from './change-attributes.ts';
import { type Side, segmentsOfChange } from './tree/segments-of-change.ts';

/** Attributes that every entity of a project shares, so they say nothing about one. */
const commonOwners: ReadonlySet<string> = new Set(
  platforms.filter(isOwnedByScope).map(({ ownerAttribute }) => ownerAttribute),
);

/** More members than this that stay as they are are counted. */
const maxKept = 5;

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
  const [sign, side] = change.after ? (['+', 'after'] as const) : (['-', 'before'] as const);
  const told = [...flatten(attributes)]
    .filter(([path]) => !isTold(path) && !commonOwners.has(path))
    .sort(([a], [b]) => Number(b.includes('.')) - Number(a.includes('.')));
  const texts = told.map(([path, value]) => {
    const shown =
      (isSeed(path) ? describeSeed(change, side) : null) ??
      formatValue(value, wordsAt(path, labels));
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

function describeSeed(change: PlannedChange, side: Side): string | null {
  const { seedOf, labelOf } = segmentsOfChange(change);
  const seed = seedOf(side);
  return seed && labelOf(seed, (name) => formatValue(name, noWords));
}

function isSeedKept(change: PlannedChange): boolean {
  const { seedOf } = segmentsOfChange(change);
  return seedOf('before') === seedOf('after');
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
  const paths = [...new Set([...was.keys(), ...will.keys()])].filter(
    (path) =>
      path !== 'algebra' &&
      !(isSeed(path) && isSeedKept(change)) &&
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
    const words = wordsAt(path, labels);
    return {
      ...(isPlain ? { subject: attributeLabel(path) } : {}),
      label: path === 'description' ? 'text' : path === 'name' ? 'name' : 'what',
      title: [
        ...(path === 'name' ? [] : [attributeLabel(path)]),
        ...(note === null ? [] : [note]),
      ].join(': '),
      lines: [
        ...compareValues(was.get(path), will.get(path), reason, words),
        ...linesBeside(path, was, will, labels),
      ],
    };
  });
}

/** What an attribute is about, such as the places of a radius, where that stays as it is. */
function linesBeside(
  path: string,
  was: ReadonlyMap<string, JsonValue>,
  will: ReadonlyMap<string, JsonValue>,
  labels: Labels,
): readonly SignedLine[] {
  const beside = pathBeside(path);
  const list = beside === undefined ? undefined : will.get(beside);
  if (beside === undefined || !Array.isArray(list)) return [];
  if (canonicalJson(was.get(beside) ?? null) !== canonicalJson(list)) return [];
  const text = listKept(list, createShow(list, wordsAt(beside, labels)), attributeLabel(beside));
  return text === null ? [] : [{ sign: ' ', depth: 1, text: `around: ${text}`, isContext: true }];
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
      return code === 'attribute-cleared'
        ? 'empty or missing in the manifest, so it is cleared'
        : null;
  }
}

function compareValues(
  was: JsonValue | undefined,
  will: JsonValue | undefined,
  reason: ChangeReason | undefined,
  words: ValueWords,
): readonly SignedLine[] {
  const isConflict = reason?.origin === 'conflict';
  if (!isConflict && Array.isArray(was) && Array.isArray(will)) {
    return compareLists(was, will, words);
  }
  const base = isConflict && isJsonValue(reason.base) ? reason.base : undefined;
  const show = createShow([base, was, will], words);
  const line = (
    sign: SignedLine['sign'],
    value: JsonValue | undefined,
    side: 'base' | 'UI' | 'git',
  ) =>
    value === undefined
      ? []
      : [{ sign, depth: 1, text: show(value), ...(isConflict ? { side } : {}) } as const];
  return [...line(' ', base, 'base'), ...line('-', was, 'UI'), ...line('+', will, 'git')];
}

/** What goes, what comes, and what stays; both whole where only their order differs. */
function compareLists(
  was: readonly JsonValue[],
  will: readonly JsonValue[],
  words: ValueWords,
): readonly SignedLine[] {
  const [removed, added] = without(was, will);
  const show = createShow([...was, ...will], words);
  const line = (sign: '-' | '+', members: readonly JsonValue[]) =>
    members.length === 0 ? [] : [{ sign, depth: 1, text: show([...members]) } as const];
  const fresh = new Set(added);
  const kept = will.filter((member) => !fresh.has(member));
  const stays = listKept(kept, show, 'others');
  return [
    ...line('-', removed),
    ...line('+', added),
    ...(stays === null ? [] : [{ sign: ' ', depth: 1, text: `stays: ${stays}` } as const]),
  ];
}

/** A few by their names, more as a number; null for none. */
function listKept(
  members: readonly JsonValue[],
  show: (value: JsonValue) => string,
  noun: string,
): string | null {
  if (members.length === 0) return null;
  if (members.length > maxKept) return `${formatCount(members.length)} ${noun}`;
  return members.map((member) => show(keptForm(member))).join(', ');
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
