import type { Relate } from '../algebra/logic/list-facts.ts';
import type { Algebra } from '../model/algebra.ts';

/** An audience that rules may be over, its segments by one key each. */
export interface RuledAudience {
  readonly name: string;
  /** Other names that count as well: the one that a manifest has, where it is left as it is remotely. */
  readonly otherNames?: readonly string[];
  /** Of its own among the audiences of one moment, and the same at another moment. */
  readonly key: string;
  readonly algebra: Algebra<string>;
}

/** What rules are held against: the audiences as they are, or as they will be. */
export interface RuleWorld<Audience extends RuledAudience = RuledAudience> {
  readonly audiences: readonly Audience[];
  /** Whom a name of a rule means for an audience: a segment, else another audience; null where there is none. */
  readonly find: (name: string, audience: Audience) => Algebra<string> | null;
  /** What is certain of two segments. */
  readonly relate: Relate<string>;
}
