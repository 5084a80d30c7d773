import { compareText } from '../diagnostics/diagnostic.ts';
import type { BrokenClaim } from './judge-rules.ts';
import type { RuledAudience } from './rule-world.ts';

/** Of claims that are broken together, the one whose person is in the fewest segments, then the first by name. */
export function chooseWitness<Audience extends RuledAudience>(
  claims: readonly BrokenClaim<Audience>[],
): BrokenClaim<Audience> | undefined {
  const nameOf = ({ audience, other = audience }: BrokenClaim<Audience>) => other.name;
  const [first] = claims.toSorted(
    (a, b) => a.person.in.length - b.person.in.length || compareText(nameOf(a), nameOf(b)),
  );
  return first;
}
