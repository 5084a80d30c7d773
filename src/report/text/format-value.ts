/** A value of an attribute on one line: words bare, everything else that is text in quotes, IDs with their names. */
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/text/json.ts';
import { lookUp } from '../../model/text/look-up.ts';
import { revealTexts } from '../../model/text/reveal-text.ts';
import { printable, quoteName } from './printable.ts';

/** What is known of the values of one attribute. */
export interface ValueWords {
  /** By ID. */
  readonly names: Readonly<Record<string, string>>;
  /** Null where a value has no words of its own. */
  readonly spell: (value: string) => string | null;
}

export const noWords: ValueWords = { names: {}, spell: () => null };

/** More members of a list than this are counted. */
const maxMembers = 12;

/**
 * Shows values side by side for a comparison: texts that differ in what cannot be seen
 * are not shown alike.
 */
export function createShow(
  values: readonly (JsonValue | undefined)[],
  words: ValueWords,
): (value: JsonValue) => string {
  const shown = revealTexts(values.flatMap(textsIn));
  return (value) => formatValue(value, words, (text) => shown.get(text) ?? text);
}

function textsIn(value: JsonValue | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  if (isJsonObject(value)) return textsIn(placeIn(value)?.name);
  return Array.isArray(value) ? value.flatMap(textsIn) : [];
}

export function formatValue(
  value: JsonValue,
  words: ValueWords,
  show: (text: string) => string = (text) => text,
): string {
  if (typeof value === 'string') {
    const spelled = words.spell(value);
    if (spelled !== null) return spelled;
    const text = /^[\w.-]+$/u.test(value) ? value : quoteName(show(value));
    const name = lookUp(words.names, value);
    return name === undefined ? text : `${text} ${quoteName(name)}`;
  }
  if (!Array.isArray(value)) return formatPlace(value, show) ?? printable(JSON.stringify(value));
  const shown = value
    .slice(0, maxMembers)
    .map((member: JsonValue) => formatValue(member, words, show));
  const hidden = value.length - shown.length;
  return [...shown, ...(hidden > 0 ? [`… ${hidden} more`] : [])].join(', ') || 'none';
}

/** What a value that stays is known by: of a place, its name. */
export function keptForm(value: JsonValue): JsonValue {
  return (isJsonObject(value) && placeIn(value)?.name) || value;
}

/** `Paris (48.85565 2.35854)`; null for what is no place. */
function formatPlace(value: JsonValue, show: (text: string) => string): string | null {
  const place = isJsonObject(value) ? placeIn(value) : null;
  if (place === null) return null;
  const { name, where } = place;
  return name === undefined ? where : `${formatValue(name, noWords, show)} (${where})`;
}

interface Place {
  readonly name?: string;
  /** Latitude and longitude. */
  readonly where: string;
}

/** Null for an object that has more, or something else. */
function placeIn({ name, latitude, longitude, ...rest }: JsonObject): Place | null {
  if (Object.keys(rest).length > 0) return null;
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return null;
  if (name !== undefined && name !== null && typeof name !== 'string') return null;
  return { where: `${latitude} ${longitude}`, ...(name ? { name } : {}) };
}
