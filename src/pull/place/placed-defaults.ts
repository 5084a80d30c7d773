/** The values that an entry gets from `defaults`, and where they stand. */
import type { Source } from '../../diagnostics/diagnostic.ts';
import { readDefaults } from '../../manifest/read-defaults.ts';
import type { SourceFile } from '../../model/files/source-file.ts';
import { isJsonObject, type JsonValue } from '../../model/text/json.ts';
import { readYaml } from '../../yaml-source/read-yaml.ts';
import type { YamlDocument } from '../../yaml-source/yaml-document.ts';
import type { PullContext } from '../pull-context.ts';

export interface PlacedDefault {
  readonly value: JsonValue;
  readonly source: Source;
  /** In words. */
  readonly place: string;
  /** How many entries get it, where that is known. */
  readonly users?: number;
}

export interface PlacedDefaults {
  /** What an entry would get for a key that it leaves out; null where that is nothing. */
  readonly at: (place: Source, key: string) => PlacedDefault | null;
  /** The same for an entry at the end of a file. */
  readonly atEnd: (file: string, key: string) => PlacedDefault | null;
}

type Context = Pick<PullContext, 'manifests' | 'variables' | 'projectFile' | 'comparison'>;

export function createPlacedDefaults(context: Context): PlacedDefaults {
  const files = new Map<string, readonly YamlDocument[]>();
  const documentsOf = (file: string): readonly YamlDocument[] => {
    const known = files.get(file);
    if (known) return known;
    const source = context.manifests.get(file);
    const mayHave = source?.text.includes('defaults') ?? false;
    const read = source && mayHave ? readYaml(source, context.variables).documents : [];
    files.set(file, read);
    return read;
  };
  const ofProject = createProjectDefaults(context);
  const find = (documents: readonly YamlDocument[], own: YamlDocument | undefined, key: string) => {
    const holders = documents.filter(({ value }) => Object.hasOwn(readDefaults(value), key));
    const holder = own && holders.includes(own) ? own : holders.at(-1);
    if (holder === undefined) return ofProject(key);
    const value = readDefaults(holder.value)[key] ?? null;
    if (isNothing(value)) return null;
    return {
      value,
      source: holder.locate(['defaults', key], 'key'),
      place: 'the defaults of the file',
      ...(documents.length === 1 ? { users: countUsers(holder, key) } : {}),
    };
  };
  return {
    at: (place, key) => {
      const documents = documentsOf(place.file);
      const own =
        documents.length < 2 ? documents[0] : documents.find((each) => holds(each, place));
      return find(documents, own, key);
    },
    atEnd: (file, key) => {
      const documents = documentsOf(file);
      return find(documents, documents.at(-1), key);
    },
  };
}

/** The entries that have no value of their own. */
function countUsers({ value }: YamlDocument, key: string): number {
  const lists = isJsonObject(value) ? [value['segments'], value['audiences']] : [];
  return lists
    .flatMap((list) => (Array.isArray(list) ? list : []))
    .filter((item) => isJsonObject(item) && !Object.hasOwn(item, key)).length;
}

function isNothing(value: JsonValue): boolean {
  return value === null || value === '';
}

function holds(document: YamlDocument, { line, column }: Source): boolean {
  const { value } = document;
  return ['segments', 'audiences'].some((list) => {
    const items = isJsonObject(value) ? value[list] : undefined;
    return (
      Array.isArray(items) &&
      items.some((_, at) => {
        const place = document.locateItem(list, at);
        return place?.line === line && place.column === column;
      })
    );
  });
}

function createProjectDefaults({ comparison, projectFile }: Context) {
  const { defaults, environment, file } = comparison.project;
  return (key: string): PlacedDefault | null => {
    const value = defaults[key] ?? null;
    if (isNothing(value)) return null;
    const source = locateInProject(projectFile, environment, key);
    return {
      value,
      source: source ?? { file, line: 1, column: 1 },
      place: 'the defaults of the project file',
    };
  };
}

function locateInProject(
  projectFile: SourceFile | null,
  environment: string | null,
  key: string,
): Source | null {
  const [document] = projectFile ? readYaml(projectFile).documents : [];
  const value = document?.value;
  if (document === undefined || !isJsonObject(value)) return null;
  const environments = isJsonObject(value['environments']) ? value['environments'] : {};
  const overlay = environment === null ? undefined : environments[environment];
  const isOverlaid = isJsonObject(overlay) && Object.hasOwn(readDefaults(overlay), key);
  const path = isOverlaid && environment !== null ? ['environments', environment] : [];
  return document.locate([...path, 'defaults', key], 'key');
}
