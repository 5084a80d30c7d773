/** `text-not-unicode`: UTF-8, as which everything is sent, has no way to write half of a character. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Declaration } from '../../model/declaration.ts';
import { isJsonObject, type JsonValue } from '../../model/text/json.ts';
import { findingAt } from '../finding-at.ts';

/** Half of a surrogate pair: with the flag `u`, a whole pair is one character of another category. */
const half = /\p{Cs}/u;

export function checkUnicode(declaration: Declaration): readonly Diagnostic[] {
  const { name, renamedFrom = [], attributes } = declaration;
  if (isWhole(name) && renamedFrom.every(isWhole) && isWhole(attributes)) return [];
  return [
    ...findHalves(name, ['name']),
    ...findHalves([...renamedFrom], ['renamedFrom']),
    ...findHalves(attributes, []),
  ].map((path) =>
    findingAt(declaration, path, {
      code: 'text-not-unicode',
      message: 'this text contains half of a character, such as "\\ud83d" without its other half',
      hint: 'Write the whole character, or remove the half.',
    }),
  );
}

/** Whether there is nothing to find, which takes no paths. */
function isWhole(value: JsonValue | undefined): boolean {
  if (typeof value === 'string') return !half.test(value);
  if (Array.isArray(value)) return value.every(isWhole);
  if (!isJsonObject(value)) return true;
  for (const key of Object.keys(value)) {
    if (half.test(key) || !isWhole(value[key])) return false;
  }
  return true;
}

type Path = readonly (string | number)[];

function findHalves(value: JsonValue | undefined, path: Path): readonly Path[] {
  if (typeof value === 'string') return half.test(value) ? [path] : [];
  if (Array.isArray(value)) return value.flatMap((item, at) => findHalves(item, [...path, at]));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(half.test(key) ? [[...path, key]] : []),
    ...findHalves(inner, [...path, key]),
  ]);
}
