/** The words of a report of many projects, by command. */
import type { Kind } from '../../../model/entity.ts';
import { withCapital } from '../../text/as-sentence.ts';
import type { CondensedRun, ProjectResult } from '../project-result.ts';

export type ManyCommand = 'validate' | 'plan' | 'apply' | 'pull' | 'snapshot' | 'doctor';

interface CommandWords {
  readonly title: (kind: Kind) => string;
  /** Of a project: it … */
  readonly failed: string;
  /** Of a project of which nothing else is to say. */
  readonly quiet: string;
}

const table: Readonly<Record<ManyCommand, CommandWords>> = {
  validate: { title: () => 'Manifests', failed: 'invalid', quiet: 'valid' },
  plan: {
    title: (kind) => `${withCapital(kind)} changes`,
    failed: 'could not be planned',
    quiet: 'unchanged',
  },
  apply: {
    title: (kind) => `${withCapital(kind)} changes`,
    failed: 'could not be applied',
    quiet: 'unchanged',
  },
  pull: {
    title: () => 'Edits made in the Criteo UI',
    failed: 'could not be pulled',
    quiet: 'unchanged',
  },
  snapshot: { title: () => 'Snapshots', failed: 'could not be read', quiet: 'saved' },
  doctor: { title: () => 'Access', failed: 'failed', quiet: 'in order' },
};

export function wordsOfCommand(command: ManyCommand): CommandWords {
  return table[command];
}

/** What stands above a report. A run that changed nothing does not say that it applied something. */
export function titleOfMany(results: readonly ProjectResult[], command: ManyCommand): string {
  const title = wordsOfCommand(command).title(kindOfAll(results));
  if (command !== 'apply') return title;
  const runs = results.flatMap(({ run }) => run ?? []);
  if (runs.some(changesSomething)) return `${title} applied`;
  return runs.some(({ earlier }) => earlier > 0)
    ? `${title}, already applied`
    : `${title}, none applied`;
}

/** Or perhaps something, or a part of it. */
function changesSomething({ summary, earlier, partly }: CondensedRun): boolean {
  return summary.done - earlier + summary.unknown + partly > 0;
}

/** What its changes can be about, audiences before segments. */
function kindOfAll(results: readonly ProjectResult[]): Kind {
  const plans = results.flatMap(({ plan }) => plan ?? []);
  return plans.length > 0 && !plans.some(({ kinds }) => kinds.includes('audience'))
    ? 'segment'
    : 'audience';
}
