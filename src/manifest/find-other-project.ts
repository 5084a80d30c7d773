import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { projectFileName } from '../model/project-file-name.ts';
import type { SourceFile } from '../model/source-file.ts';
import { isJsonObject } from '../model/text/json.ts';
import { readYamlWhole } from '../yaml-source/read-yaml.ts';

/**
 * `manifest-is-a-project`: the project file of another folder is found as a manifest, since every
 * YAML file below the folder is one by default. Reported once, instead of once for each key.
 *
 * @returns null for a manifest, also for one of that name.
 */
export function findOtherProject(file: SourceFile): Diagnostic | null {
  if (file.file.split('/').at(-1) !== projectFileName) return null;
  const [document] = readYamlWhole(file).documents;
  const value = document?.value;
  if (!isJsonObject(value) || !('platform' in value) || !('version' in value)) return null;
  const [first = 'version'] = Object.keys(value);
  return {
    severity: 'error',
    code: 'manifest-is-a-project',
    message: 'this is the project file of another project, not a manifest',
    ...(document === undefined ? {} : { source: document.locate([first], 'key') }),
    hint: 'List the manifests of this project in its project file, such as manifests: ["segments/**/*.yaml", "audiences/**/*.yaml"].',
  };
}
