import { maxDecidedSegments } from '../algebra/logic/decide-algebra.ts';
import { groupBy } from '../model/group-by.ts';
import { countOf } from '../model/text/count-of.ts';
import type { UndecidedClaim } from './judge-rules.ts';
import type { RuledAudience } from './rule-world.ts';

interface Undecided<Audience> {
  readonly audience: Audience;
  /** Why nothing is proven of the audience, which is given by its name in quotes, or as `it`. */
  readonly say: (name: string) => string;
  readonly hint: string;
}

/** What is not proven, once for each audience. */
export function sayUndecided<Audience extends RuledAudience>(
  undecided: readonly UndecidedClaim<Audience>[],
): readonly Undecided<Audience>[] {
  return [...groupBy(undecided, ({ audience }) => audience)].map(([audience, claims]) => {
    const most = Math.max(...claims.map(({ segments }) => segments ?? 0));
    if (most > 0) {
      return {
        audience,
        say: (name) =>
          `${name} and the rule have ${most} segments together, and at most ${maxDecidedSegments} can be decided`,
        hint: 'Make several rules of it, each with fewer segments.',
      };
    }
    return {
      audience,
      say: (name) =>
        `whether ${name} shares people with ${countOf(claims.length, 'other audience')} is not decided, because the rule compares too many audiences`,
      hint: 'Make several rules of it, each with fewer audiences.',
    };
  });
}
