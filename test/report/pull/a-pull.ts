/** Results of a pull that start valid: a test names only what differs. */
import type { LeftDifference, PullResult, Taking } from '../../../src/pull/pull-result.ts';

export function aTaking(
  address: Taking['address'],
  attributes: readonly (readonly [
    path: string,
    from: Taking['attributes'][0]['from'],
    to: Taking['attributes'][0]['to'],
  ])[],
  differs: Partial<Taking> = {},
): Taking {
  const take = differs.take ?? 'drift';
  return {
    address,
    action: 'edit',
    take,
    attributes: attributes.map(([path, from, to]) => ({ path, take, from, to })),
    source: { file: 'manifest.yaml', line: 3, column: 5 },
    ...differs,
  };
}

export function aLeft(
  address: LeftDifference['address'],
  differs: Partial<LeftDifference> = {},
): LeftDifference {
  return {
    address,
    path: 'description',
    take: 'conflict',
    code: 'pull-not-asked',
    text: 'It was edited here and in the UI.',
    fix: 'Choose with --take conflict.',
    source: { file: 'manifest.yaml', line: 9, column: 5 },
    ...differs,
  };
}

export function aPull(differs: Partial<PullResult> = {}): PullResult {
  return { takings: [], left: [], people: [], files: [], diagnostics: [], ...differs };
}
