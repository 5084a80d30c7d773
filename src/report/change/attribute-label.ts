import type { Labels } from '../../model/project.ts';
import { labelFor, labelListOf, spellValue } from '../../platforms/platform-named.ts';
import type { ValueWords } from '../text/format-value.ts';
import { printable } from '../text/printable.ts';

/** What a plan calls an attribute: `look-back` for `events.lookbackDays`. JSON has the path itself. */
export function attributeLabel(path: string): string {
  return labelFor(path) ?? printable(path.slice(path.lastIndexOf('.') + 1));
}

/** The names of the IDs at a path, as the project file gives them. */
export function namesAt(path: string, labels: Labels): Readonly<Record<string, string>> {
  const list = labelListOf(path);
  return (list && labels[list]) ?? {};
}

/** How the values at a path are written. */
export function wordsAt(path: string, labels: Labels): ValueWords {
  return { names: namesAt(path, labels), spell: (value) => spellValue(path, value) };
}
