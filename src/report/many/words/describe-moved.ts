import { countOf, formatCount } from '../../../model/text/count-of.ts';
import type { Phrase } from '../../text/phrase.ts';
import type { MovedProject } from '../many-options.ts';

/** More are counted, unless all are asked for. */
const mostMoved = 5;

/** Which projects count as moved: a reviewer must see with what a plan was compared. Null where there are none. */
export function describeMoved(moved: readonly MovedProject[] = [], isWhole = false): Phrase | null {
  if (moved.length === 0) return null;
  const shown = isWhole ? moved : moved.slice(0, mostMoved);
  const hidden = moved.length - shown.length;
  return [
    `${countOf(moved.length, 'project was', 'projects were')} moved: `,
    ...shown.flatMap(
      ({ file, from }, index): Phrase => [
        index === 0 ? '' : ', ',
        { name: from },
        ' to ',
        { name: file },
      ],
    ),
    hidden === 0 ? '. ' : ` and ${formatCount(hidden)} more. `,
    'A moved project is compared with its old place.',
  ];
}
