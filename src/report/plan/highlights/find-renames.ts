/** A deletion and a creation, or what is left and what is new, that look like one entity renamed. */
import type { PlanDocument } from '../../../schema/generated/plan.ts';
import { asSentence } from '../../text/as-sentence.ts';
import type { Harm } from './harm.ts';

export function findRenames({ diagnostics, refusals }: PlanDocument): readonly Harm[] {
  const found = [
    ...refusals.map(({ code, address, text, fix }) => ({ code, address, text, wayOut: fix })),
    ...diagnostics.map(({ code, address, message, hint }) => ({
      ...{ code, address, text: message, wayOut: hint },
    })),
  ];
  return found.flatMap(({ code, address, text, wayOut = '' }): readonly Harm[] => {
    if (code !== 'looks-like-rename' || address === undefined) return [];
    const [, of = ''] = text.split('looks like a rename');
    const rest = `${asSentence(of)}${wayOut === '' ? '' : ` ${wayOut}`}`;
    return [
      {
        sort: 'rename',
        address,
        say: (subject) => [subject, ' looks like a ', { strong: 'rename' }, rest],
      },
    ];
  });
}
