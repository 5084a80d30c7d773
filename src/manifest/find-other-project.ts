import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { projectFileName } from '../model/files/project-file-name.ts';
import type { SourceFile } from '../model/files/source-file.ts';
import type { Project } from '../model/project.ts';
import { isJsonObject } from '../model/text/json.ts';
import { kindsOf, platformNamed } from '../platforms/platform-named.ts';
import { readYamlWhole } from '../yaml-source/read-yaml.ts';

/**
 * `manifest-is-a-project`: the project file of another folder is found as a manifest, since every
 * YAML file below the folder is one by default. Reported once, instead of once for each key.
 *
 * @returns null for a manifest, also for one of that name.
 */
export function findOtherProject(file: SourceFile, { platform }: Project): Diagnostic | null {
  if (file.file.split('/').at(-1) !== projectFileName) return null;
  const [document] = readYamlWhole(file).documents;
  const value = document?.value;
  if (!isJsonObject(value) || !('platform' in value) || !('version' in value)) return null;
  const globs = kindsOf(platformNamed(platform)).map((kind) => `"${kind}s/**/*.yaml"`);
  const [first = 'version'] = Object.keys(value);
  return {
    severity: 'error',
    code: 'manifest-is-a-project',
    message: 'this is the project file of another project, not a manifest',
    ...(document === undefined ? {} : { source: document.locate([first], 'key') }),
    hint: `List the manifests of this project in its project file, such as manifests: [${globs.join(', ')}].`,
  };
}
