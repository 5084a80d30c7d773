/** The `defaults` of a manifest: attributes for every entity of the file that leaves them out. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Project } from '../model/project.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/text/json.ts';
import type { YamlDocument } from '../yaml-source/yaml-document.ts';
import { foreignOwner } from './foreign-owner.ts';

/** Those of one document. */
export function readDefaults(value: JsonValue): JsonObject {
  const defaults = isJsonObject(value) ? value['defaults'] : undefined;
  return isJsonObject(defaults) ? defaults : {};
}

/** What is wrong with them beyond their shape. */
export function checkDefaults(document: YamlDocument, project: Project): readonly Diagnostic[] {
  const defaults = readDefaults(document.value);
  return foreignOwner(defaults, project, (key) => document.locate(['defaults', key]));
}
