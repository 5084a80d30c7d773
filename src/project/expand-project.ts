/** A project file with the variables put in everywhere but in `vars` and in what is ignored. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/text/json.ts';
import type { Variable } from '../model/variable.ts';
import { createVariableLookup } from '../yaml-source/insert-variables.ts';
import type { YamlDocument } from '../yaml-source/yaml-document.ts';
import { expandVariables } from './expand-variables.ts';
import { type ReadVariables, readVariables } from './read-variables.ts';

export interface ExpandedProject {
  readonly value: JsonValue;
  /** Those of the chosen environment. */
  readonly variables: ReadonlyMap<string, Variable>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Every environment is filled from its own variables, so that one is never judged by another's. */
export function expandProject(
  document: YamlDocument,
  environment: string | null,
  given: Readonly<Record<string, string>>,
): ExpandedProject {
  const diagnostics: Diagnostic[] = [];
  const expand = (object: JsonObject, path: readonly string[], variables: ReadVariables) => {
    const lookup = createVariableLookup(variables);
    const entries = Object.entries(object).map(([key, value = null]) => {
      const isLeft = key === 'vars' || (path.length === 0 && isLeftAtTop(key));
      const expansion = { document, lookup, diagnostics };
      return [key, isLeft ? value : expandEntry(key, value, path, expansion)] as const;
    });
    return { value: Object.fromEntries(entries), used: lookup.used };
  };

  const { value } = document;
  const variables = readVariables(document, environment, given);
  if (!isJsonObject(value)) return { value, variables: withUse(variables, []), diagnostics };
  const top = expand(value, [], variables);
  const used = [top.used];
  const environments: { [name: string]: JsonValue } = {};
  for (const [name, overlay = null] of Object.entries(objectOf(value['environments']))) {
    const own = name === environment ? variables : readVariables(document, name, given);
    const expanded = isJsonObject(overlay)
      ? expand(overlay, ['environments', name], own)
      : { value: overlay, used: new Set<string>() };
    environments[name] = expanded.value;
    if (name === environment) used.push(expanded.used);
  }
  return {
    value: isJsonObject(value['environments']) ? { ...top.value, environments } : top.value,
    variables: withUse(variables, used),
    diagnostics,
  };
}

function isLeftAtTop(key: string): boolean {
  return key === 'environments' || key.startsWith('x-');
}

function expandEntry(
  key: string,
  value: JsonValue,
  path: readonly string[],
  expansion: Parameters<typeof expandVariables>[2],
): JsonValue {
  const expanded = expandVariables({ [key]: value }, path, expansion);
  return isJsonObject(expanded) ? (expanded[key] ?? null) : null;
}

function withUse(
  variables: ReadVariables,
  used: readonly ReadonlySet<string>[],
): ReadonlyMap<string, Variable> {
  return new Map(
    [...variables].map(([name, variable]) => [
      name,
      { ...variable, isUsed: used.some((names) => names.has(name)) },
    ]),
  );
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
