/** A group of changes that say the same, in the text plan. */
import { formatCount } from '../../../model/text/count-of.ts';
import { actionSigns } from '../../change/action-sign.ts';
import { readAddress } from '../../change/change-attributes.ts';
import { describeReasons } from '../../change/describe-reasons.ts';
import { describeUndo } from '../../change/describe-undo.ts';
import {
  actionPaint,
  type ChangeTextOptions,
  partLines,
  placeAndId,
} from '../../change/render-change-text.ts';
import { displayWidth, padColumns } from '../../text/display-width.ts';
import { printable, quoteName } from '../../text/printable.ts';
import { labelledLines } from '../../text/text-layout.ts';
import { describeGroup } from './describe-group.ts';
import type { ChangeGroup } from './group-changes.ts';

/** More names than this are counted, but of entities that are deleted. */
const maxNames = 6;

export function renderGroupText(group: ChangeGroup, options: ChangeTextOptions): readonly string[] {
  const [first] = group;
  const { action } = first;
  const { title, place, parts, people, live } = describeGroup(group, options.labels);
  const { paint } = options;
  const hasSizes = group.some(({ size }) => size !== undefined);
  const lead = `  ${actionSigns[action]} ${action.padEnd(9)}`;
  const head = `${paint(actionPaint[action], lead)}${paint('bold', printable(title))}`;
  const isWide = displayWidth(lead) + displayWidth(title) + 3 + displayWidth(place) > options.width;
  const tail = paint('dim', printable(place));
  const labelled = (label: string, text: string) =>
    text === '' ? [] : labelledLines(label, printable(text), options);
  return [
    ...(isWide ? [head, ' '.repeat(15) + tail] : [`${head}   ${tail}`]),
    ...labelled('why', describeReasons(first, options.labels).join('; ')),
    ...parts.flatMap((part) => partLines(part, options)),
    ...people.flatMap((sentence, index) => labelled(index === 0 ? 'people' : ' ', sentence)),
    ...labelled('size', hasSizes ? 'a different one for each (all: --verbose)' : ''),
    ...labelled('live in', live ?? ''),
    ...labelled('undo', describeUndo(first).sentence),
    ...(action === 'delete' ? deletedLines(group, options) : labelled('which', namesOf(group))),
  ];
}

export function namesOf(group: readonly { readonly address: string }[]): string {
  const names = group.map(({ address }) => quoteName(readAddress(address).name));
  const hidden = names.length - maxNames;
  if (hidden <= 0) return names.join(', ');
  return `${names.slice(0, maxNames).join(', ')} and ${formatCount(hidden)} more (all: --verbose)`;
}

/** What is deleted is never only counted. */
function deletedLines(group: ChangeGroup, options: ChangeTextOptions): readonly string[] {
  return group.flatMap((change, index) => {
    const name = padColumns(quoteName(readAddress(change.address).name), options.nameColumns);
    const text = `${name}   ${placeAndId(change)}`;
    return labelledLines(index === 0 ? 'which' : ' ', text, options);
  });
}
