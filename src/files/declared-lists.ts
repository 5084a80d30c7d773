import { hasErrors } from '../diagnostics/diagnostic.ts';
import type { SourceFile } from '../model/source-file.ts';
import { isJsonObject, type JsonValue } from '../model/text/json.ts';
import { readYaml } from '../yaml-source/read-yaml.ts';

const lists = ['segments', 'audiences'] as const;

/** No text without one of these words declares anything; the escapes of quoted text could hide them. */
const mayDeclare = /segments|audiences|\\/u;

/**
 * Where a YAML file first declares something, be it read as a manifest or not.
 *
 * @returns the line, 1 for a text that is no YAML and has the words in it; null where nothing is declared.
 */
export function firstDeclared(file: SourceFile): number | null {
  if (!mayDeclare.test(file.text)) return null;
  const { documents, diagnostics } = readYaml(file);
  if (hasErrors(diagnostics)) return /segments|audiences/u.test(file.text) ? 1 : null;
  const lines = documents.flatMap(({ value, locate }) =>
    lists.filter((list) => declares(value, list)).map((list) => locate([list], 'key').line),
  );
  return lines[0] ?? null;
}

function declares(value: JsonValue, list: (typeof lists)[number]): boolean {
  const declared = isJsonObject(value) ? value[list] : undefined;
  if (declared === undefined || declared === null) return false;
  return !(Array.isArray(declared) && declared.length === 0);
}
