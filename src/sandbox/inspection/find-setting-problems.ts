import { checkShape, type ShapeViolation } from '../entities/shapes/check-shape.ts';
import { choice, object } from '../entities/shapes/shape.ts';
import { faultFields, faultTable, isFaultKind, shapeOfFields } from '../faults/fault-table.ts';
import { isList, isObject, type JsonValue, objectOf, textOf } from '../json.ts';
import { settingTable } from '../setting-table.ts';
import type { SettingsInput } from '../settings.ts';

const settings = object(
  Object.fromEntries(Object.entries(settingTable).map(([name, { shape }]) => [name, shape])),
);
const faultShape = shapeOfFields(faultFields);
const kinds = object({ kind: choice(Object.keys(faultTable)) }, ['kind']);

/** What is wrong with settings, name by name: a name that is misspelled would change nothing and say nothing. */
export function findSettingProblems(value: unknown): readonly ShapeViolation[] {
  if (!isObject(value)) return [wrong('', 'The settings must be an object.')];
  const { faults, ...others } = value;
  const nulls = Object.entries(settingTable).flatMap(([name, { canBeNull }]) =>
    value[name] === null && canBeNull !== true ? [wrong(`/${name}`, 'The value is null.')] : [],
  );
  return [...nulls, ...checkShape(others, settings, '', true), ...findFaultProblems(faults)];
}

export function isSettingsInput(value: unknown): value is SettingsInput {
  return findSettingProblems(value).length === 0;
}

function findFaultProblems(faults: JsonValue | undefined): readonly ShapeViolation[] {
  if (faults === undefined || faults === null) return [];
  if (!isList(faults)) return [wrong('/faults', 'The value at /faults must be a list.')];
  return faults.flatMap((fault, index) => {
    const path = `/faults/${index}`;
    if (!isObject(fault)) return [wrong(path, `The value at ${path} must be an object.`)];
    return [
      ...checkShape(fault, faultShape, path, true),
      ...findEffectProblems(fault['effect'], `${path}/effect`),
    ];
  });
}

function findEffectProblems(
  effect: JsonValue | undefined,
  path: string,
): readonly ShapeViolation[] {
  const kind = textOf(objectOf(effect)['kind']) ?? '';
  if (!isObject(effect) || !isFaultKind(kind)) return checkShape(effect, kinds, path, false);
  const { kind: _, ...fields } = effect;
  return checkShape(fields, shapeOfFields(faultTable[kind].fields), path, true);
}

function wrong(path: string, detail: string): ShapeViolation {
  return { path, code: 'invalid', detail, isOfItem: false };
}
