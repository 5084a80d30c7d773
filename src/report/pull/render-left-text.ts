/** The differences that a pull leaves: where, why, and the way out once for all of which the same is to say. */
import type { Source } from '../../diagnostics/diagnostic.ts';
import type { Labels } from '../../model/project.ts';
import { formatCount } from '../../model/text/count-of.ts';
import type { LeftDifference } from '../../pull/pull-result.ts';
import { attributeLabel } from '../change/attribute-label.ts';
import { readAddress } from '../change/change-attributes.ts';
import { printable, quoteName } from '../text/printable.ts';
import { layOut, type TextLayout } from '../text/text-layout.ts';
import { describeTaking } from './describe-taking.ts';
import { fixOfGroup, groupLeft } from './group-left.ts';
import { renderValues } from './render-taking-text.ts';

/** More of the same than this are counted, unless all are wanted. */
const mostOfSame = 5;

interface LeftLayout extends TextLayout {
  readonly verbose: boolean;
}

export function renderLeftText(
  left: readonly LeftDifference[],
  labels: Labels,
  layout: LeftLayout,
): readonly string[] {
  if (left.length === 0) return [];
  return [
    layout.paint('bold', `Not taken (${formatCount(left.length)})`),
    ...groupLeft(left).flatMap((group) => groupLines(group, labels, layout)),
  ];
}

function groupLines(
  group: readonly LeftDifference[],
  labels: Labels,
  layout: LeftLayout,
): readonly string[] {
  const [first] = group;
  if (first === undefined) return [];
  const shown = layout.verbose ? group : group.slice(0, mostOfSame);
  const hidden = group.length - shown.length;
  return [
    ...shown.flatMap((each) => [
      ...layOut('  ', headOf(each), layout, 4),
      ...valuesOf(each, labels, layout),
    ]),
    ...(hidden > 0 ? [`  and ${formatCount(hidden)} more (all: --verbose)`] : []),
    ...layOut('      ', printable(`${first.text} ${fixOfGroup(group)}`), layout),
  ];
}

/** From git's value to the remote one. */
function valuesOf(left: LeftDifference, labels: Labels, layout: TextLayout): readonly string[] {
  const { address, path, take, from, to, source } = left;
  if (path === null || from === undefined || to === undefined || source === null) return [];
  const attributes = [{ path, take: 'drift' as const, from, to }];
  const parts = describeTaking({ address, action: 'edit', take, attributes, source }, labels);
  return parts.flatMap(({ lines }) => renderValues(lines, 6, layout));
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
