/** What must always hold of a project's entities, whoever edits them: `rules` and `people`. */
import type { Source } from '../diagnostics/diagnostic.ts';
import type { MarkedPart } from './declaration.ts';
import type { Kind } from './entity.ts';
import type { JsonValue } from './text/json.ts';

/** What a rule demands of the entities that it is over. */
export type RuleDemand =
  /** No one who is in any of these segments or audiences is in the audience. */
  | { readonly kind: 'excludes'; readonly names: readonly string[] }
  /** Everyone in the audience is in this segment or audience. */
  | { readonly kind: 'within'; readonly name: string }
  /** No one is in audiences of two of these groups, each a glob of names. */
  | { readonly kind: 'disjoint'; readonly groups: readonly string[] }
  /** A JSON Schema (2020-12) of the entity as declared. */
  | { readonly kind: 'schema'; readonly schema: JsonValue };

/** An entry of either list. */
export interface RuleEntry {
  readonly name: string;
  /** Its first key. */
  readonly source: Source;
  /** The place of something inside it, such as `['schema', 'required']`; else of what encloses it. */
  readonly locate: (path: readonly (string | number)[], part?: MarkedPart) => Source;
}

export interface HouseRule extends RuleEntry {
  readonly kind: Kind;
  /** Globs of names. */
  readonly over: readonly string[];
  /** Globs of the names that it is not over. */
  readonly except: readonly string[];
  readonly demand: RuleDemand;
  /** What a breach of it is. */
  readonly level: 'error' | 'warning';
}

/** Someone of whom it is known which audiences reach them, whatever else is true of them. */
export interface ExpectedPerson extends RuleEntry {
  /** Names of segments or audiences. */
  readonly in: readonly string[];
  readonly notIn: readonly string[];
  /** Globs of the names of audiences that they are all in. */
  readonly reachedBy: readonly string[];
  /** Globs of the names of audiences that they are in none of. */
  readonly notReachedBy: readonly string[];
}

export interface HouseRules {
  readonly rules: readonly HouseRule[];
  readonly people: readonly ExpectedPerson[];
}

export const noHouseRules: HouseRules = { rules: [], people: [] };

export function joinHouseRules(all: readonly HouseRules[]): HouseRules {
  return {
    rules: all.flatMap(({ rules }) => rules),
    people: all.flatMap(({ people }) => people),
  };
}
