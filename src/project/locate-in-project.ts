import type { Source } from '../diagnostics/diagnostic.ts';
import type { SourceFile } from '../model/files/source-file.ts';
import type { Project } from '../model/project.ts';
import { isJsonObject } from '../model/text/json.ts';
import { readYamlWhole } from '../yaml-source/read-yaml.ts';
import type { YamlText } from '../yaml-source/yaml-document.ts';

/**
 * Finds the places of values in a project file, for findings that only its use brings to light: in the
 * chosen environment, where that has the key. The file is parsed when the first place is asked for.
 */
export function locateInProject(
  file: SourceFile,
  { environment }: Pick<Project, 'environment'>,
): (path: readonly [string, ...(string | number)[]]) => Source {
  let documents: YamlText['documents'] | undefined;
  return (path) => {
    documents ??= readYamlWhole(file).documents;
    const [document] = documents;
    if (document === undefined) return { file: file.file, line: 1, column: 1 };
    const environments = isJsonObject(document.value) ? document.value['environments'] : undefined;
    const overlay =
      isJsonObject(environments) && environment !== null ? environments[environment] : undefined;
    const isOwn = isJsonObject(overlay) && Object.hasOwn(overlay, path[0]);
    return document.locate(isOwn ? ['environments', environment ?? '', ...path] : path);
  };
}
