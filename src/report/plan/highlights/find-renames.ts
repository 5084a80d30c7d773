/**
 * A deletion and a creation, or what is left and what is new, that look like one entity renamed. A refused one
 * stands among the refusals.
 */
import type { PlanDocument } from '../../../schema/generated/plan.ts';
import { asSentence } from '../../text/as-sentence.ts';
import type { Harm } from './harm.ts';

/** The addresses that look renamed. */
export function listRenamed({
  diagnostics,
}: Pick<PlanDocument, 'diagnostics'>): ReadonlySet<string> {
  return new Set(
    diagnostics.flatMap(({ code, address }) =>
      code === 'looks-like-rename' && address !== undefined ? [address] : [],
    ),
  );
}

export function findRenames({ diagnostics }: Pick<PlanDocument, 'diagnostics'>): readonly Harm[] {
  return diagnostics.flatMap(({ code, address, message, hint }): readonly Harm[] => {
    if (code !== 'looks-like-rename' || address === undefined) return [];
    const [, of = ''] = message.split('looks like a rename');
    const rest = `${asSentence(of)}${hint === undefined ? '' : ` ${hint}`}`;
    return [
      {
        sort: 'rename',
        address,
        say: (subject) => [subject, ' looks like a ', { strong: 'rename' }, rest],
      },
    ];
  });
}
