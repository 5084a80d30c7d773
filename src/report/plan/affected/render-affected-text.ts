import { countOf, formatCount } from '../../../model/text/count-of.ts';
import type { AffectedAudience } from '../../../schema/generated/plan.ts';
import { readAddress } from '../../change/change-attributes.ts';
import { nameColumnsOf } from '../../change/render-change-text.ts';
import { padColumns } from '../../text/display-width.ts';
import { printable, quoteName } from '../../text/printable.ts';
import { layOut, type TextLayout } from '../../text/text-layout.ts';
import { namesOf } from '../groups/render-group-text.ts';
import {
  type AffectedGroup,
  affectedTitle,
  describeAffectedGroup,
  groupAffected,
  ownSegments,
} from './group-affected.ts';

/** @param verbose shows each audience on its own, with the facts that its sentence rests on. */
export function renderAffectedText(
  affected: readonly AffectedAudience[],
  layout: TextLayout,
  verbose: boolean,
): readonly string[] {
  if (affected.length === 0) return [];
  const groups = verbose ? affected.map((each) => [each] as const) : groupAffected(affected);
  const columns = nameColumnsOf(groups.flatMap((group) => (group.length === 1 ? group : [])));
  return [
    layout.paint('bold', `${affectedTitle} (${formatCount(affected.length)})`),
    ...groups.flatMap((group) => groupLines(group, columns, layout, verbose)),
  ];
}

function groupLines(
  group: AffectedGroup,
  columns: number,
  layout: TextLayout,
  verbose: boolean,
): readonly string[] {
  const { through, summary, people, live } = describeAffectedGroup(group);
  const title =
    group.length === 1
      ? quoteName(readAddress(group[0].address).name)
      : countOf(group.length, 'audience');
  const use = live === null ? '' : `   live in ${live}`;
  const text = `${padColumns(title, columns)}  via ${through?.map(quoteName).join(', ') ?? ownSegments}   people: ${summary}${use}`;
  return [
    ...layOut('    ', text, layout, 6),
    ...people
      .filter((sentence) => sentence !== summary)
      // The line above has the summary.
      .map((sentence) => sentence.replace(`${summary}; `, ''))
      .flatMap((sentence) => layOut('      ', printable(sentence), layout)),
    ...(verbose ? (group[0].because ?? []) : []).flatMap(({ text: fact }) =>
      layOut('      ', printable(`because ${fact}`), layout),
    ),
    ...(group.length === 1 ? [] : layOut('      which: ', namesOf(group), layout)),
  ];
}
