/** Shapes of what the inspection routes take. */
import { checkShape } from '../entities/check-shape.ts';
import type { RowEdit } from '../entities/edit-row.ts';
import { anything, boolean, choice, type ObjectShape, object, text } from '../entities/shape.ts';
import { isObject } from '../json.ts';
import type { SettingsInput } from '../settings.ts';
import { findSettingProblems } from './find-setting-problems.ts';

/** A name that is misspelled would change nothing and say nothing, so unknown ones are refused. */
export function isSettingsInput(value: unknown): value is SettingsInput {
  return findSettingProblems(value).length === 0;
}

export function isRowEdit(value: unknown): value is RowEdit {
  return fits(
    value,
    object(
      {
        platform: choice(['retail-media', 'marketing-solutions']),
        kind: choice(['segment', 'audience']),
        id: text,
        scope: text,
        attributes: anything,
        removed: boolean,
      },
      ['platform', 'kind'],
    ),
  );
}

export function isTokenEnd(value: unknown): value is { readonly end: 'expired' | 'revoked' } {
  return fits(value, object({ end: choice(['expired', 'revoked']) }, ['end']));
}

function fits(value: unknown, shape: ObjectShape): boolean {
  return isObject(value) && checkShape(value, shape, '', true).length === 0;
}
