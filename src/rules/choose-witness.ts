import { compareText } from '../diagnostics/diagnostic.ts';
import type { BrokenClaim } from './judge-rules.ts';

/** Of claims that are broken together, the one whose person is in the fewest segments, then the first by name. */
export function chooseWitness<Claim extends BrokenClaim>(
  claims: readonly Claim[],
): Claim | undefined {
  const nameOf = ({ audience, other = audience }: Claim) => other.name;
  const [first] = claims.toSorted(
    (a, b) => a.person.in.length - b.person.in.length || compareText(nameOf(a), nameOf(b)),
  );
  return first;
}
