/** The edits that give one attribute of an entry its remote value, or why there are none. */

import { countOf } from '../../model/text/count-of.ts';
import { isJsonObject, type JsonObject, type JsonValue, valueAt } from '../../model/text/json.ts';
import { describeRemote } from '../../plan/change/describe-entity.ts';
import { attributeRules } from '../../platforms/platform-named.ts';
import type { EntryEdit } from '../../yaml-edit/text-edit.ts';
import { mergePoints } from '../merge/merge-points.ts';
import { mergeSet } from '../merge/merge-set.ts';
import { comesFrom, type Obstacle } from '../obstacle.ts';
import type { PlacedDefault } from '../place/placed-defaults.ts';
import type { AttributeUnit } from '../pull-unit.ts';
import type { AttributeContext, AttributeEdit } from './attribute-edit.ts';
import { editAlgebra } from './edit-algebra.ts';
import { editSeed } from './edit-seed.ts';

export function editAttribute(
  unit: AttributeUnit,
  context: AttributeContext,
): AttributeEdit | Obstacle {
  const { path, desired, remote, match } = unit;
  if (path === desired.type) return editType(unit, context);
  const [key = ''] = path.split('.');
  const { written, defaults, index } = context;
  if (!Object.hasOwn(written, key)) {
    const given = defaults.at(match.declaration.source, key);
    if (given) return comesFromDefaults(unit, given);
  }
  const rule = attributeRules(index.platform, remote.kind, desired.type).find(
    (each) => each.path === path,
  );
  if (rule?.form === 'algebra') return editAlgebra(unit, context);
  if (rule?.form === 'segment-reference') return editSeed(unit, context);
  const value = valueAt(remote.attributes, path);
  if (value === undefined) return clear(unit, context);
  if (rule?.form === 'set' && Array.isArray(value)) {
    return setValue(written, path, mergeSet(valueAt(written, path), value), value);
  }
  if (rule?.form === 'points' && Array.isArray(value)) {
    return setValue(written, path, mergePoints(valueAt(written, path), value), value);
  }
  return rule?.form === 'text' ? setText(written, path, value) : setValue(written, path, value);
}

function comesFromDefaults(
  { path, remote }: AttributeUnit,
  { place, source, users = 1 }: PlacedDefault,
): Obstacle {
  const others = users - 1;
  const shared =
    others > 0 ? `, which ${countOf(others, 'other entry uses', 'other entries use')}` : '';
  const obstacle = comesFrom(path, `${place}${shared}`, source);
  // Nothing remote is said with a word of its own.
  const own =
    valueAt(remote.attributes, path) === undefined
      ? `Write ${path}: null in this entry`
      : 'Give this entry a value of its own';
  const all = others > 0 ? 'edit the defaults for all of them' : 'edit the defaults';
  return { ...obstacle, fix: `${own}, or ${all}.` };
}

/** The whole of a type goes, and the remote one comes. */
function editType(
  { path, remote }: AttributeUnit,
  { world, written, whyKept }: AttributeContext,
): AttributeEdit | Obstacle {
  const { type } = remote;
  const obstacle = whyKept(path);
  if (obstacle) return obstacle;
  const value =
    type === null ? undefined : describeRemote(remote, world.references).attributes[type];
  if (type === null || value === undefined) {
    return {
      code: 'pull-unsafe',
      text: 'Its remote type is not one that manifests can declare.',
      fix: 'Take the entry out of the manifest, or change the type in the Criteo UI.',
      source: null,
    };
  }
  const remove: readonly EntryEdit[] = Object.hasOwn(written, path)
    ? [{ kind: 'remove', path: [path] }]
    : [];
  return { edits: [...remove, { kind: 'set', path: [type], value }], to: { [type]: value } };
}

/** Nothing remote: the key goes, unless a default would then come in its place. */
function clear(
  { path, match }: AttributeUnit,
  { written, defaults, whyKept }: AttributeContext,
): AttributeEdit | Obstacle {
  const [key = '', ...inner] = path.split('.');
  const given = inner.length === 0 && defaults.at(match.declaration.source, key) !== null;
  if (given) return { edits: [{ kind: 'set', path: [key], value: null }], to: null };
  const obstacle = whyKept(path);
  if (obstacle) return obstacle;
  const isThere = valueAt(written, path) !== undefined;
  return { edits: isThere ? [{ kind: 'remove', path: [key, ...inner] }] : [], to: null };
}

/** A block ends in a line end, which means nothing. */
function setText(written: JsonObject, path: string, value: JsonValue): AttributeEdit {
  const old = valueAt(written, path);
  const endsLine = typeof old === 'string' && /\S\n$/u.test(old);
  const text = endsLine && typeof value === 'string' ? `${value.replace(/\n+$/u, '')}\n` : value;
  return setValue(written, path, text, value);
}

/** Objects on the way that are not there are made. */
function setValue(
  written: JsonObject,
  path: string,
  value: JsonValue,
  to: JsonValue = value,
): AttributeEdit {
  const keys = path.split('.');
  const isThere = (depth: number) => isJsonObject(valueAt(written, keys.slice(0, depth).join('.')));
  const depth = keys.findIndex((_, at) => at > 0 && !isThere(at));
  const end = depth === -1 ? keys.length : depth;
  const whole = keys.slice(end).reduceRight<JsonValue>((inner, key) => ({ [key]: inner }), value);
  return { edits: [{ kind: 'set', path: keys.slice(0, end), value: whole }], to };
}
