/** The differences that a pull leaves: where, why, and the way out once for all of which the same is to say. */
import type { Source } from '../../diagnostics/diagnostic.ts';
import { groupBy } from '../../model/group-by.ts';
import { formatCount } from '../../model/text/count-of.ts';
import type { LeftDifference } from '../../pull/pull-result.ts';
import { attributeLabel } from '../change/attribute-label.ts';
import { readAddress } from '../change/change-attributes.ts';
import { printable, quoteName } from '../text/printable.ts';
import { layOut, type TextLayout } from '../text/text-layout.ts';

/** More of the same than this are counted, unless all are wanted. */
const mostOfSame = 5;

export function renderLeftText(
  left: readonly LeftDifference[],
  layout: TextLayout,
  verbose: boolean,
): readonly string[] {
  if (left.length === 0) return [];
  const groups = groupBy(left, ({ code, text, fix }) => [code, text, fix].join('\n'));
  return [
    layout.paint('bold', `Not taken (${formatCount(left.length)})`),
    ...[...groups.values()].flatMap((group) => groupLines(group, layout, verbose)),
  ];
}

function groupLines(
  group: readonly LeftDifference[],
  layout: TextLayout,
  verbose: boolean,
): readonly string[] {
  const [first] = group;
  if (first === undefined) return [];
  const shown = verbose ? group : group.slice(0, mostOfSame);
  const hidden = group.length - shown.length;
  return [
    ...shown.flatMap((each) => layOut('  ', headOf(each), layout, 4)),
    ...(hidden > 0 ? [`  and ${formatCount(hidden)} more (all: --verbose)`] : []),
    ...layOut('      ', printable(`${first.text} ${first.fix}`), layout),
  ];
}

/** `segment "CRM FR": description   audiencectl.yaml:7:3`. */
function headOf({ address, path, source }: LeftDifference): string {
  const { kind, name } = readAddress(address);
  const attribute = path === null ? '' : `: ${path === 'name' ? 'name' : attributeLabel(path)}`;
  const place = source === null ? '' : `   ${placeOf(source)}`;
  return `${kind} ${quoteName(name)}${attribute}${place}`;
}

function placeOf({ file, line, column }: Source): string {
  return `${printable(file)}:${line}:${column}`;
}
