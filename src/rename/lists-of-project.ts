/** The lists of a project file that name entities: `protect`, and `names` below `owns`. */
import { type Kind, kinds } from '../model/entity.ts';
import type { SourceFile } from '../model/files/source-file.ts';
import { isJsonObject, type JsonValue } from '../model/text/json.ts';
import { expandProject } from '../project/expand-project.ts';
import type { EditPath } from '../yaml-edit/text-edit.ts';
import { readYamlWhole } from '../yaml-source/read-yaml.ts';
import type { YamlDocument } from '../yaml-source/yaml-document.ts';

export interface ListOfNames {
  readonly path: EditPath;
  /** Of the names; null for addresses. */
  readonly kind: Kind | null;
  readonly globs: readonly string[];
}

export interface ListsOfProject {
  readonly lists: readonly ListOfNames[];
  readonly locate: YamlDocument['locate'];
}

/** Those of the whole file, and of one environment. Null where the file is none. */
export function readListsOfProject(
  projectFile: SourceFile,
  environment: string | null,
): ListsOfProject | null {
  const document = readDocument(projectFile);
  if (document === undefined) return null;
  const { value } = expandProject(document, environment, {});
  const own = listsIn(value, []);
  if (environment === null) return { lists: own, locate: document.locate };
  const path = ['environments', environment];
  const overlay = listsIn(valueBelow(value, path), path);
  return { lists: [...own, ...overlay], locate: document.locate };
}

const known = new WeakMap<SourceFile, { readonly document: YamlDocument | undefined }>();

/** Read once for all renames in the same file. */
function readDocument(projectFile: SourceFile): YamlDocument | undefined {
  const made = known.get(projectFile) ?? {
    document: readYamlWhole(projectFile).documents.find(({ value }) => value !== null),
  };
  known.set(projectFile, made);
  return made.document;
}

function listsIn(value: JsonValue | undefined, above: EditPath): readonly ListOfNames[] {
  const list = (path: readonly string[], kind: Kind | null): readonly ListOfNames[] => {
    const globs = valueBelow(value, path);
    if (!Array.isArray(globs) || !globs.every((each) => typeof each === 'string')) return [];
    return [{ path: [...above, ...path], kind, globs }];
  };
  return [
    ...list(['protect'], null),
    ...kinds.flatMap((kind) => list(['owns', `${kind}s`, 'names'], kind)),
  ];
}

function valueBelow(value: JsonValue | undefined, path: readonly string[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>(
    (inner, key) => (isJsonObject(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined),
    value,
  );
}
