import type { Verdict } from '../verdict.ts';

/**
 * Adds to the verdicts of changed segments those of the lookalikes made from them: `unknown`
 * if the people of the seed may change, because Criteo computes who is similar.
 * @param seeds the seed's key for each lookalike's
 */
export function judgeLookalikes(
  verdicts: ReadonlyMap<string, Verdict>,
  seeds: ReadonlyMap<string, string>,
): ReadonlyMap<string, Verdict> {
  const isChanged = (key: string) => (verdicts.get(key) ?? 'same') !== 'same';
  const moved = [...seeds].filter(([, seed]) => isChanged(seed)).map(([lookalike]) => lookalike);
  return new Map([...verdicts, ...moved.map((lookalike) => [lookalike, 'unknown'] as const)]);
}
