import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { isJsonObject, type JsonValue } from '../model/text/json.ts';
import { quote } from '../model/text/quote.ts';
import { type Variable, variablesIn } from '../model/variable.ts';
import type { RulesText } from './read-house-rules.ts';

/** What only weakens a rule, and what reports know it by. */
const fixedKeys: readonly (string | number | undefined)[] = ['name', 'level', 'except'];

/**
 * `variable-in-rule`: what weakens a rule must stand in git, and be the same in every environment.
 *
 * @param text without variables put in.
 * @param isOfEnvironment whether the rules are those that an environment adds.
 */
export function findRuleVariables(
  { value, locate }: RulesText,
  variables: ReadonlyMap<string, Variable>,
  isOfEnvironment = false,
): readonly Diagnostic[] {
  const object = isJsonObject(value) ? value : {};
  return ['rules', 'people'].flatMap((list) =>
    textsIn(object[list] ?? null, [list]).flatMap(({ text, path }) => {
      const names = variablesIn(text);
      const [, , key] = path;
      const problem =
        names.length > 0 && fixedKeys.includes(key)
          ? fixed(String(key))
          : names.map((name) => explain(name, variables.get(name), isOfEnvironment)).find(Boolean);
      if (!problem) return [];
      return [{ severity: 'error', code: 'variable-in-rule', source: locate(path), ...problem }];
    }),
  );
}

type Problem = Required<Pick<Diagnostic, 'message' | 'hint'>>;

function fixed(key: string): Problem {
  return { message: `${key} cannot use a variable here`, hint: 'Write the value itself.' };
}

function explain(
  name: string,
  variable: Variable | undefined,
  isOfEnvironment: boolean,
): Problem | null {
  const said = quote(name);
  if (variable?.changedBy === 'option') {
    return {
      message: `the variable ${said} comes from --var, and rules and people cannot use such a value`,
      hint: 'Write the value itself, or set the variable in the project file.',
    };
  }
  if (variable?.changedBy === 'environment' && !isOfEnvironment) {
    return {
      message: `the environment replaces the variable ${said} of the project, and so changes what always holds`,
      hint: 'Write the value itself, or set the variable in each environment and not in vars of the project.',
    };
  }
  return null;
}

type Path = readonly (string | number)[];

function textsIn(
  value: JsonValue,
  path: Path,
): readonly { readonly text: string; readonly path: Path }[] {
  if (typeof value === 'string') return [{ text: value, path }];
  if (Array.isArray(value)) return value.flatMap((each, at) => textsIn(each, [...path, at]));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, each = null]) => textsIn(each, [...path, key]));
}
