import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Changes } from '../change/make-changes.ts';
import type { RemoteIndex } from '../match/index-snapshot.ts';
import type { Match } from '../match/match-declarations.ts';
import { explainStrayTemporary } from '../match/match-findings.ts';

/**
 * `temporary-name-unmatched`, for each temporary name that the plan neither finishes nor deletes: its
 * owner is unknown, so nothing is guessed. A successor that no change takes up is one, too.
 */
export function findStrayTemporaries(
  { replacements, changes }: Pick<Changes, 'replacements' | 'changes'>,
  matches: readonly Match[],
  index: RemoteIndex,
): readonly Diagnostic[] {
  const explained = new Set([
    ...matches.map(({ remote }) => remote),
    ...replacements.map(({ successor }) => successor),
    ...changes.map((change) => (change.action === 'delete' ? change.remote : null)),
  ]);
  return index.temporary.filter((entity) => !explained.has(entity)).map(explainStrayTemporary);
}
