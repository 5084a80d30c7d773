/** What to write where a value has another type than it should have. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isJsonObject } from '../../model/text/json.ts';
import type { Variable } from '../../model/variable.ts';
import { markAsDash } from '../syntax/mark-as-dash.ts';

/** A value with another type than it should have. */
interface Mistyped {
  /** The names of the types that it may have, as a schema says them. */
  readonly wanted: readonly string[];
  readonly data: unknown;
  /** Whether a list of maps is wanted. */
  readonly ofMaps: boolean;
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

/** One item where a list of texts or numbers has to be, or several with commas. */
function asList({ data, written, ofMaps }: Mistyped): Better | null {
  if (ofMaps) return asEntries(data);
  if (typeof data !== 'string' && typeof data !== 'number') return null;
  const [dash, item] = /^[–—−‒―•‣◦▪·*-]\s*(\S+)/u.exec(String(data)) ?? [];
  if (dash !== undefined && markAsDash(String(data)) !== null) {
    return { what: 'Begin each item with - and a blank', text: `"- ${item}"` };
  }
  const items = (written ?? String(data)).split(',').map((item) => item.trim());
  const isPlain = items.every((item) => /^[\p{L}\p{N}_][^:#[\]{}"'&*!|>%@`]*$/u.test(item));
  return {
    what: 'Write a list',
    text: isPlain ? `[${items.join(', ')}]` : `[${JSON.stringify(written ?? data)}]`,
  };
}

/** One map, maps by their names, or a name, where a list of maps has to be. */
function asEntries(data: unknown): Better | null {
  const byName = 'Begin each entry with a dash and its name';
  if (typeof data === 'string') return { what: byName, text: `"- name: ${data}"` };
  const [first] = isJsonObject(data) ? Object.entries(data) : [];
  if (first === undefined) return null;
  const [key, value] = first;
  const isMap = typeof value === 'object' && value !== null;
  // Our own keys begin with a small letter.
  if (isMap && !/^[a-z][A-Za-z]*$/u.test(key)) return { what: byName, text: `"- name: ${key}"` };
  const rest = typeof value === 'string' || typeof value === 'number' ? ` ${value}` : '';
  return { what: 'Begin each entry with a dash', text: `"- ${key}:${rest}"` };
}

/** The same value as it has to be written; null where another one is needed. */
function betterOf(mistyped: Mistyped): Better | null {
  const { wanted, data, written } = mistyped;
  if (wanted.includes('string')) {
    const isOther = typeof data === 'number' || typeof data === 'boolean';
    const text = JSON.stringify(written ?? String(data));
    return isOther ? { what: 'Put it in quotes', text } : null;
  }
  if (wanted.includes('array')) return asList(mistyped);
  return typeof data === 'string' ? withoutQuotes(wanted, data) : null;
}

function withoutQuotes(wanted: readonly string[], data: string): Better | null {
  const text = data.trim();
  const isWritten =
    (wanted.includes('integer') && /^-?\d+$/u.test(text)) ||
    (wanted.includes('number') && /^-?\d+(?:\.\d+)?$/u.test(text)) ||
    (wanted.includes('boolean') && /^(?:true|false)$/u.test(text));
  if (isWritten) return { what: 'Write it without quotes', text };
  // Three digits may be thousands.
  if (wanted.includes('number') && /^\d+,(?:\d{1,2}|\d{4,})$/u.test(text)) {
    return { what: 'Write a point instead of the comma', text: text.replace(',', '.') };
  }
  const truth = /^(?:(yes|on)|no|off)$/iu.exec(text);
  if (!truth || !wanted.includes('boolean')) return null;
  return { what: 'Write true or false', text: truth[1] === undefined ? 'false' : 'true' };
}
