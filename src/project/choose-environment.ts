/** Which of the project's environments is meant. */
import type { Diagnostic, Source } from '../diagnostics/diagnostic.ts';
import { caseNote, nearest } from '../model/name.ts';
import { isJsonObject } from '../model/text/json.ts';
import type { YamlDocument } from '../yaml-source/yaml-document.ts';

/** An environment that a project file has, and where it stands. */
export interface NamedEnvironment {
  readonly name: string;
  readonly source: Source;
}

/** In the order of the file. */
export function listEnvironments(document: YamlDocument): readonly NamedEnvironment[] {
  const environments = isJsonObject(document.value) ? document.value['environments'] : undefined;
  if (!isJsonObject(environments)) return [];
  return Object.keys(environments).map((name) => ({
    name,
    source: document.locate(['environments', name], 'key'),
  }));
}

/** Null where the choice fits; otherwise what is wrong with it. */
export function checkChoice(
  choice: string | null,
  environments: readonly NamedEnvironment[],
  document: YamlDocument,
): Diagnostic | null {
  const names = environments.map(({ name }) => name);
  if (names.length === 0) return choice === null ? null : noEnvironments(choice, document);
  if (choice !== null && names.includes(choice)) return null;
  const source = document.locate(['environments'], 'key');
  const listed = names.join(', ');
  if (choice === null) {
    return {
      severity: 'error',
      code: 'environment-required',
      message: `the project has environments, but none is chosen: ${listed}`,
      source,
      hint: `Choose one with --env ${names[0]}.`,
    };
  }
  const [near] = nearest(choice, names);
  return {
    severity: 'error',
    code: 'unknown-environment',
    message: `the project has no environment "${choice}"`,
    source,
    hint:
      near === undefined
        ? `Use one of ${listed}.`
        : `Did you mean ${near}?${caseNote(choice, [near])}`,
  };
}

function noEnvironments(choice: string, document: YamlDocument): Diagnostic {
  return {
    severity: 'error',
    code: 'unknown-environment',
    message: `the project has no environments, but --env is "${choice}"`,
    source: document.locate([]),
    hint: 'Leave out --env, or add environments to the project file. With --each, match only projects that have the environment.',
  };
}
