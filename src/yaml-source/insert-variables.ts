/** `${var.NAME}` in a scalar, and `$${`, which is a literal `${`. */
import type { Source } from '../diagnostics/diagnostic.ts';
import { createSuggester } from '../model/name.ts';
import { type Variable, variableOpening } from '../model/variable.ts';
import type { ScalarRole } from './scalar-role.ts';

/** What scalars are looked up in; each name that is asked for is noted. */
export interface VariableLookup {
  readonly find: (name: string) => Pick<Variable, 'value' | 'text'> | undefined;
  /** The variable that may have been meant by a name that there is not. */
  readonly suggest: (name: string) => NearVariable | undefined;
}

export interface NearVariable {
  readonly name: string;
  /** Its key in the project file; null where it has none. */
  readonly source: Source | null;
  /** Whether something uses it, so that its own name is hardly the slip. */
  readonly isUsed: boolean;
}

type KnownVariable = Pick<Variable, 'value' | 'text'> &
  Partial<Pick<Variable, 'source' | 'isUsed'>>;

export interface Inserted {
  readonly value: string | number | boolean;
  /** Variables that there are not, in the order of the text; they stay as they were written. */
  readonly unknown: readonly string[];
}

/** Whether a text has anything to insert or to unescape. */
export function hasVariables(text: string): boolean {
  return text.includes('${') && (text.includes('${var.') || text.includes('$${'));
}

/** A text that is exactly one variable takes its type, and where an ID is wanted its digits as written. */
export function insertVariables(text: string, role: ScalarRole, lookup: VariableLookup): Inserted {
  const whole = /^\$\{var\.([^{}]*)\}$/u.exec(text)?.[1];
  const only = whole === undefined ? undefined : lookup.find(whole);
  if (only) return { value: role === 'id' ? only.text : only.value, unknown: [] };
  const unknown: string[] = [];
  const value = text.replace(variableOpening, (written: string, name?: string, close?: string) => {
    if (name === undefined) return '${';
    const variable = close === '' ? undefined : lookup.find(name);
    if (variable === undefined) unknown.push(name);
    return variable?.text ?? written;
  });
  return { value, unknown };
}

/**
 * A lookup in the variables of a project, with the names that were asked of it.
 *
 * @param isUsed whether a text that is read uses a variable.
 */
export function createVariableLookup(
  variables: ReadonlyMap<string, KnownVariable>,
  isUsed: (name: string) => boolean = () => true,
): VariableLookup & { readonly used: ReadonlySet<string> } {
  const used = new Set<string>();
  const suggest = createSuggester(() => variables.keys());
  const near = new Map<string, NearVariable>();
  return {
    used,
    suggest: (wanted) => {
      const [name] = suggest(wanted);
      if (name === undefined) return undefined;
      const known = near.get(name);
      if (known !== undefined) return known;
      const { source = null, isUsed: isUsedInProject = false } = variables.get(name) ?? {};
      const found = { name, source, isUsed: isUsedInProject || isUsed(name) };
      near.set(name, found);
      return found;
    },
    find: (name) => {
      used.add(name);
      return variables.get(name);
    },
  };
}
