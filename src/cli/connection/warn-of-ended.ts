import type { Snapshot } from '../../model/remote/snapshot.ts';
import { findEnded } from '../../reconciler/plan.ts';
import { writeWarnings } from '../output/write-warnings.ts';
import type { CommandContext } from '../process/command-context.ts';
import type { LoadedDeclarations } from '../project/load-declarations.ts';

/** On stderr, because a plan and its bytes do not depend on the date. */
export function warnOfEnded(
  context: Pick<CommandContext, 'clock' | 'environment' | 'notices' | 'terminal'>,
  manifests: LoadedDeclarations,
  snapshot: Snapshot,
): void {
  const shown = findEnded(manifests, snapshot, context.clock.now());
  context.notices.add(shown);
  writeWarnings(context, shown, manifests);
}
