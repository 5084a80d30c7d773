import { hasErrors } from '../diagnostics/diagnostic.ts';
import type { SourceFile } from '../model/files/source-file.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/text/json.ts';
import { manifestLists } from '../schema/generated/manifest-lists.ts';
import { readYaml } from '../yaml-source/read-yaml.ts';

const allLists = Object.keys(manifestLists);

/** What must hold in every environment. */
export const ruleLists: readonly string[] = ['rules', 'people'];

/**
 * Where a YAML file first declares something, be it read as a manifest or not.
 *
 * @param lists those that count.
 * @returns the line, 1 for a text that is no YAML and has the words in it; null where nothing is declared.
 */
export function firstDeclared(
  file: SourceFile,
  lists: readonly string[] = allLists,
): number | null {
  const words = `(?<![\\w.-])(?:${lists.join('|')})(?![\\w.-])`;
  // No text without one of the words declares anything; the escapes of quoted text could hide them.
  if (!new RegExp(`${words}|\\\\`, 'u').test(file.text)) return null;
  const { documents, diagnostics } = readYaml(file);
  if (hasErrors(diagnostics)) {
    return new RegExp(`${words}["']?\\s*:`, 'u').test(file.text) ? 1 : null;
  }
  const lines = documents.flatMap(({ value, locate }) =>
    lists.filter((list) => declares(value, list)).map((list) => locate([list], 'key').line),
  );
  return lines[0] ?? null;
}

/** Other programs have lists of these names, too, with other keys; so have project files, with the same ones. */
function declares(value: JsonValue, list: string): boolean {
  if (!isJsonObject(value) || (ruleLists.includes(list) && isProject(value))) return false;
  const entries = [value[list] ?? null].flat();
  const keys = manifestLists[list] ?? [];
  return entries.some(
    (entry) => isJsonObject(entry) && keys.some((key) => Object.hasOwn(entry, key)),
  );
}

function isProject(value: JsonObject): boolean {
  return Object.hasOwn(value, 'platform') && Object.hasOwn(value, 'version');
}

/** The globs of a project file, of each environment too; null for every file. None for any other file. */
export function manifestsOfProject(file: SourceFile): readonly (readonly string[] | null)[] {
  if (!file.text.includes('platform')) return [];
  const value = readYaml(file).documents[0]?.value ?? null;
  if (!isJsonObject(value) || !isProject(value)) return [];
  const { environments } = value;
  const overlays = isJsonObject(environments) ? Object.values(environments) : [];
  return (overlays.length > 0 ? overlays : [value]).map((layer = null) => {
    const own = isJsonObject(layer) ? (layer['manifests'] ?? null) : null;
    const globs = own ?? value['manifests'];
    return Array.isArray(globs) ? globs.filter((glob) => typeof glob === 'string') : null;
  });
}
