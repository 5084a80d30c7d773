import { isJsonObject } from '../model/text/json.ts';
import { createVariableLookup, insertVariables } from '../yaml-source/insert-variables.ts';
import type { YamlDocument } from '../yaml-source/yaml-document.ts';
import { readVariables } from './read-variables.ts';

/**
 * The manifests that a project file names for all environments, without what an environment or the command line
 * changes: rules in these files hold everywhere.
 *
 * @param document without variables put in.
 * @returns as in a project; undefined where there are none.
 */
export function readSharedManifests(document: YamlDocument): readonly string[] | null | undefined {
  const { value } = document;
  if (!isJsonObject(value)) return undefined;
  const { manifests, environments } = value;
  if (!Array.isArray(manifests)) {
    const overlays = isJsonObject(environments) ? Object.values(environments) : [];
    const isReplaced = (overlay: (typeof overlays)[number]) =>
      isJsonObject(overlay) && Array.isArray(overlay['manifests']);
    return overlays.every(isReplaced) ? undefined : null;
  }
  const lookup = createVariableLookup(readVariables(document, null, {}));
  const globs = manifests.flatMap((glob) => {
    if (typeof glob !== 'string') return [];
    const { value: written, unknown } = insertVariables(glob, 'plain', lookup);
    return unknown.length === 0 ? [String(written)] : [];
  });
  return globs.every((glob) => glob.startsWith('!')) && globs.length < manifests.length
    ? undefined
    : globs;
}
