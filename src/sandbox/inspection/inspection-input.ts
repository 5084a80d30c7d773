/** Shapes of what the inspection routes take. */

import type { RowEdit } from '../entities/edit-row.ts';
import { platformNames, platformTraits } from '../entities/platform-traits.ts';
import { checkShape } from '../entities/shapes/check-shape.ts';
import {
  anything,
  boolean,
  choice,
  type ObjectShape,
  object,
  text,
} from '../entities/shapes/shape.ts';
import { isObject, type JsonValue, objectOf, textOf } from '../json.ts';
import { settingTable } from '../setting-table.ts';
import type { SettingsInput } from '../settings.ts';
import { findSettingProblems, isSettingsInput } from './find-setting-problems.ts';

/** The value, or what is wrong with it, as sentences. */
export type Input<Value> = { readonly value: Value } | { readonly problems: readonly string[] };

/** A name that is misspelled would change nothing and say nothing, so unknown ones are refused. */
export function readSettingsInput(value: JsonValue): Input<SettingsInput> {
  if (isSettingsInput(value)) return { value };
  const problems = findSettingProblems(value).map(({ path, detail }) => {
    const name = path.slice(1);
    const isUnknown = isObject(value) && name in value && !Object.hasOwn(settingTable, name);
    return isUnknown
      ? `"${name}" is not a setting of the sandbox. Use one of ${Object.keys(settingTable).join(', ')}.`
      : detail;
  });
  return { problems };
}

/** @param exists whether there is a row of that ID: a new one needs a name, and a scope to be found in. */
export function readRowEdit(value: JsonValue, exists: (edit: RowEdit) => boolean): Input<RowEdit> {
  const problems = problemsIn(value, rowShape);
  if (!isRowEdit(value)) return { problems };
  const { attributes = {}, scope, platform, removed } = value;
  if (removed === true || exists(value)) return { value };
  const owner = platformTraits[platform].scopeKey;
  const missing = [
    ...(textOf(attributes['name']) ? [] : ['A new row needs a name in its attributes.']),
    ...((scope ?? textOf(attributes[owner]))
      ? []
      : [`A new row needs a scope: the ${owner} whose searches show it.`]),
  ];
  return missing.length === 0 ? { value } : { problems: missing };
}

export function readTokenEnd(value: JsonValue): Input<TokenEnd> {
  return isTokenEnd(value) ? { value } : { problems: problemsIn(value, tokenShape) };
}

interface TokenEnd {
  readonly end: 'expired' | 'revoked';
}

const rowShape = object(
  {
    platform: choice(platformNames),
    kind: choice(['segment', 'audience']),
    id: text,
    scope: text,
    attributes: anything,
    removed: boolean,
  },
  ['platform', 'kind'],
);
const tokenShape = object({ end: choice(['expired', 'revoked']) }, ['end']);

function isRowEdit(value: JsonValue): value is JsonValue & RowEdit {
  if (problemsIn(value, rowShape).length > 0) return false;
  const attributes = objectOf(value)['attributes'];
  return attributes === undefined || isObject(attributes);
}

function isTokenEnd(value: JsonValue): value is JsonValue & TokenEnd {
  return problemsIn(value, tokenShape).length === 0;
}

function problemsIn(value: JsonValue, shape: ObjectShape): readonly string[] {
  if (!isObject(value)) return ['The body must be a JSON object.'];
  return checkShape(value, shape, '', true).map(({ detail }) => detail);
}
