import type { Shape } from './entities/shapes/shape.ts';
import { findSettingProblems, isSettingsInput } from './inspection/find-setting-problems.ts';
import { isList, type JsonObject, type JsonValue, objectOf, parseJson, textOf } from './json.ts';
import { settingTable } from './setting-table.ts';
import type { SettingsInput } from './settings.ts';

/** A setting that cannot be had, with the names that can. */
export interface SettingProblem {
  readonly text: string;
  /** The word that is not known, and those that are. */
  readonly unknown?: { readonly word: string; readonly known: readonly string[] };
  readonly example?: string;
}

/**
 * Settings as `NAME=VALUE`, the value as JSON or, where that is clear, as a plain word: `strict=true`,
 * `retiredVersions=preview,2026-01`. `NAME.KEY=VALUE` sets one key of a setting that has keys. Of two
 * the last holds.
 */
export function readSettings(
  given: readonly string[],
): { readonly settings: SettingsInput } | { readonly problems: readonly SettingProblem[] } {
  const problems: SettingProblem[] = [];
  let settings: JsonObject = {};
  for (const text of given) {
    const read = readSetting(text, settings);
    if ('problem' in read) problems.push(read.problem);
    else settings = read.settings;
  }
  if (problems.length > 0) return { problems };
  return isSettingsInput(settings)
    ? { settings }
    : { problems: findSettingProblems(settings).map(({ detail }) => ({ text: detail })) };
}

type Read = { readonly settings: JsonObject } | { readonly problem: SettingProblem };

function readSetting(given: string, before: JsonObject): Read {
  const at = given.indexOf('=');
  if (at < 1) return { problem: { text: `"${given}" is not of the form NAME=VALUE` } };
  const [name = '', key, ...more] = given.slice(0, at).split('.');
  if (!isSettingName(name)) {
    const unknown = { word: name, known: Object.keys(settingTable) };
    return { problem: { text: notASetting(given.slice(0, at)), unknown } };
  }
  const { shape, canBeNull } = settingTable[name];
  const example = `${name}=${settingTable[name].example}`;
  const text = given.slice(at + 1);
  if (key === undefined) {
    const value = readValue(text, shape);
    const whole = { ...before, [name]: value };
    return finish({ value, name, label: name, example, canBeNull: canBeNull === true }, whole);
  }
  const keys = keysOf(shape);
  if (keys === null || more.length > 0) {
    return {
      problem: { text: notASetting(given.slice(0, at)), example },
    };
  }
  if (keys !== 'any' && !Object.hasOwn(keys, key)) {
    const unknown = { word: key, known: Object.keys(keys) };
    return { problem: { text: notASetting(given.slice(0, at)), unknown } };
  }
  const value = readValue(text, keys === 'any' ? null : (keys[key] ?? null));
  const whole = { ...objectOf(before[name]), [key]: value };
  const label = `${name}.${key}`;
  return finish({ value, name, label, example, canBeNull: false }, { ...before, [name]: whole });
}

/** All of the name, as it was typed. */
function notASetting(typed: string): string {
  return `"${typed}" is not a setting of the sandbox`;
}

interface Given {
  readonly value: JsonValue;
  readonly name: keyof typeof settingTable;
  /** The name as it was given, with its key. */
  readonly label: string;
  readonly example: string;
  readonly canBeNull: boolean;
}

function finish({ value, name, label, example, canBeNull }: Given, settings: JsonObject): Read {
  if (value === null && !canBeNull) {
    return { problem: { text: `${label} cannot be null`, example } };
  }
  const [problem] = findSettingProblems({ [name]: settings[name] });
  if (problem === undefined) return { settings };
  const { choices: known, unknown } = problem;
  // The keys of a map are the user's, and may be anything; those of a fault are ours.
  const { path, detail } = problem;
  const told = settingTable[name].shape.form === 'map' ? detail.replace(` at ${path}`, '') : detail;
  const text = `${label} cannot have this value: ${told}`;
  if (known === undefined) {
    return { problem: { text, example, ...(unknown === undefined ? {} : { unknown }) } };
  }
  const word = typeof value === 'string' ? value : '';
  return { problem: { text, unknown: { word, known } } };
}

/** JSON where it is JSON; else the word itself, or the words of a list between commas. */
function readValue(text: string, shape: Shape | null): JsonValue {
  const isOfWords = shape?.form === 'set' || shape?.form === 'versions';
  if (isOfWords && !/^\s*(?:[[{]|null\s*$)/u.test(text)) {
    return text === '' ? [] : text.split(',').map((word) => word.trim());
  }
  if (shape?.form === 'choice' && Object.values(shape.values).includes(text)) return text;
  const value = parseOrWord(text);
  // IDs are texts everywhere.
  return isOfWords && isList(value) ? value.map((one) => textOf(one) ?? one) : value;
}

function parseOrWord(text: string): JsonValue {
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}

function keysOf(shape: Shape): Readonly<Record<string, Shape>> | 'any' | null {
  if (shape.form === 'map') return 'any';
  return shape.form === 'object' && shape.required.length === 0 ? shape.fields : null;
}

function isSettingName(name: string): name is keyof typeof settingTable {
  return Object.hasOwn(settingTable, name);
}
