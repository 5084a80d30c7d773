/** The variables of a project: its own, those of an environment over them, those of the command line over all. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/text/json.ts';
import type { Variable } from '../model/variable.ts';
import { hasVariables } from '../yaml-source/insert-variables.ts';
import type { YamlDocument } from '../yaml-source/yaml-document.ts';

type Path = readonly (string | number)[];

/** Variables as they are read; whether the project file uses them is not known yet. */
export type ReadVariables = ReadonlyMap<string, Omit<Variable, 'isUsed'>>;

/** @param environment null for the variables that all environments share. */
export function readVariables(
  document: YamlDocument,
  environment: string | null,
  given: Readonly<Record<string, string>>,
): ReadVariables {
  const variables = new Map<string, Omit<Variable, 'isUsed'>>();
  const hasEnvironments = Object.hasOwn(objectAt(document.value, []), 'environments');
  for (const { path, isShared } of [
    { path: ['vars'], isShared: hasEnvironments },
    ...(environment === null
      ? []
      : [{ path: ['environments', environment, 'vars'], isShared: false }]),
  ]) {
    for (const [name, value] of Object.entries(objectAt(document.value, path))) {
      const text = document.written([...path, name]) ?? '';
      const source = document.locate([...path, name], 'key');
      const changed = variables.has(name) ? ({ changedBy: 'environment' } as const) : {};
      const read = { value: isScalar(value) ? value : text, text, source, isShared, ...changed };
      variables.set(name, read);
    }
  }
  for (const [name, text] of Object.entries(given)) {
    const own = variables.get(name);
    const value = own === undefined ? text : valueLike(own.value, text);
    variables.set(name, {
      ...{ source: null, isShared: false, ...own, value, text },
      changedBy: 'option',
    });
  }
  return variables;
}

/** Variables do not stand for each other: it is said, not read as text. */
export function findNestedVariables(document: YamlDocument): readonly Diagnostic[] {
  const environments = Object.keys(objectAt(document.value, ['environments']));
  const paths = [['vars'], ...environments.map((name) => ['environments', name, 'vars'])];
  return paths.flatMap((path) =>
    Object.entries(objectAt(document.value, path)).flatMap(([name, value]): Diagnostic[] => {
      if (typeof value !== 'string' || !hasVariables(value)) return [];
      return [
        {
          severity: 'error',
          code: 'nested-variable',
          message: `the value of the variable "${name}" uses other variables`,
          source: document.locate([...path, name]),
          hint: 'Write the value without variables. Variables are inserted everywhere except in vars.',
        },
      ];
    }),
  );
}

/** Text from the command line takes the type of the value that it replaces, where it can. */
function valueLike(own: Variable['value'], text: string): Variable['value'] {
  if (typeof own === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  const number = Number(text);
  return typeof own === 'number' && text.trim() !== '' && Number.isFinite(number) ? number : text;
}

function isScalar(value: JsonValue | undefined): value is Variable['value'] {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function objectAt(root: JsonValue, path: Path): JsonObject {
  let value: JsonValue | undefined = root;
  for (const key of path) value = isJsonObject(value) ? value[String(key)] : undefined;
  return isJsonObject(value) ? value : {};
}
