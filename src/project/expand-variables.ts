/** A value of a project file with its variables put in. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { isJsonObject, type JsonValue } from '../model/text/json.ts';
import { explainUnknownVariable } from '../yaml-source/findings/unknown-variable.ts';
import {
  hasVariables,
  insertVariables,
  type VariableLookup,
} from '../yaml-source/insert-variables.ts';
import { type ScalarRole, scalarRoleOf } from '../yaml-source/scalar-role.ts';
import type { YamlDocument } from '../yaml-source/yaml-document.ts';

interface Expansion {
  readonly document: YamlDocument;
  readonly lookup: VariableLookup;
  /** What is wrong is added here. */
  readonly diagnostics: Diagnostic[];
}

/** @param path where the value is in the document, for the place of findings. */
export function expandVariables(
  value: JsonValue,
  path: readonly (string | number)[],
  expansion: Expansion,
  role: ScalarRole = 'plain',
): JsonValue {
  if (typeof value === 'string') return expandText(value, path, expansion, role);
  if (Array.isArray(value)) {
    return value.map((item, index) => expandVariables(item, [...path, index], expansion, role));
  }
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      expandVariables(inner ?? null, [...path, key], expansion, scalarRoleOf(key)),
    ]),
  );
}

function expandText(
  text: string,
  path: readonly (string | number)[],
  { document, lookup, diagnostics }: Expansion,
  role: ScalarRole,
): JsonValue {
  if (!hasVariables(text)) return text;
  const { value, unknown } = insertVariables(text, role, lookup);
  for (const name of unknown) {
    diagnostics.push(explainUnknownVariable(name, lookup.suggest(name), document.locate(path)));
  }
  return value;
}
