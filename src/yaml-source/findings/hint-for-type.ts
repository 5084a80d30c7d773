/** What to write where a value has another type than it should have. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Variable } from '../../model/variable.ts';

/** A value with another type than it should have. */
interface Mistyped {
  /** The names of the types that it may have, as a schema says them. */
  readonly wanted: readonly string[];
  readonly data: unknown;
  /** As it is written; null for a value that is no scalar of a text. */
  readonly written: string | null;
}

/** The variables of the project, by name. */
export type VariableSources = ReadonlyMap<string, Pick<Variable, 'source' | 'text' | 'value'>>;

type Hint = Pick<Diagnostic, 'hint' | 'related'>;

/** Points into `vars` where the whole value comes from there. */
export function hintForType(mistyped: Mistyped, variables: VariableSources = new Map()): Hint {
  const name = /^\$\{var\.([^{}]*)\}$/u.exec(mistyped.written ?? '')?.[1];
  const variable = name === undefined ? undefined : variables.get(name);
  if (name === undefined || variable === undefined) {
    const better = betterOf(mistyped);
    return better === null ? {} : { hint: `${better.what}: ${better.text}.` };
  }
  const { text, source } = variable;
  const better = betterOf({ ...mistyped, written: text });
  const related = source === null ? [] : [{ label: `the variable "${name}"`, source }];
  if (better === null) return { related };
  const hint =
    source === null
      ? `Set ${name} under vars, too: ${name}: ${better.text}. A value of --var has the type of the one that it replaces.`
      : `${better.what} under vars: ${name}: ${better.text}.`;
  return { hint, related };
}

interface Better {
  readonly what: string;
  readonly text: string;
}

/** The same value as it has to be written; null where another one is needed. */
function betterOf({ wanted, data, written }: Mistyped): Better | null {
  const isText = wanted.includes('string');
  if (isText && (typeof data === 'number' || typeof data === 'boolean')) {
    return { what: 'Put it in quotes', text: JSON.stringify(written ?? String(data)) };
  }
  if (typeof data !== 'string' || isText) return null;
  const text = data.trim();
  const isWritten =
    (wanted.includes('integer') && /^-?\d+$/u.test(text)) ||
    (wanted.includes('number') && /^-?\d+(?:\.\d+)?$/u.test(text)) ||
    (wanted.includes('boolean') && /^(?:true|false)$/u.test(text));
  if (isWritten) return { what: 'Write it without quotes', text };
  const truth = /^(?:(yes|on)|no|off)$/iu.exec(text);
  if (!truth || !wanted.includes('boolean')) return null;
  return { what: 'Write true or false', text: truth[1] === undefined ? 'false' : 'true' };
}
