/** What became of each change, as lines for a terminal. */
import type { ChangeResult } from '../../apply/apply-report.ts';
import { actionSigns } from '../change/action-sign.ts';
import { readAddress } from '../change/change-attributes.ts';
import { createPainter } from '../text/create-painter.ts';
import { displayWidth } from '../text/display-width.ts';
import { printable, quoteName } from '../text/printable.ts';
import { stateOf } from './step-of.ts';

/** A longer name does not push the others out. */
const widestName = 54;

/** `  + create    segment "Buyers"   done   segments/buyers.yaml:3   id 1001` */
export function outcomeLines(results: readonly ChangeResult[], color: boolean): readonly string[] {
  const widths = results.map((result) => displayWidth(nameOf(result)));
  const columns = Math.max(0, ...widths.filter((width) => width <= widestName));
  return results.map((result) => outcomeLine(result, columns, color));
}

function outcomeLine(result: ChangeResult, columns: number, color: boolean): string {
  const { action, outcome, id, source, alreadyDone } = result;
  const paint = createPainter(color);
  const name = nameOf(result);
  const state = alreadyDone ? 'done before' : (stateOf(result) ?? outcome);
  const place = source === null ? [] : [printable(`${source.file}:${source.line}`)];
  return [
    `  ${actionSigns[action]} ${action.padEnd(7)}`,
    name + ' '.repeat(Math.max(0, columns - displayWidth(name))),
    paint(outcome === 'done' ? 'green' : 'red', state),
    ...[...place, ...(id === null ? [] : [`id ${printable(id)}`])].map((text) =>
      paint('dim', text),
    ),
  ].join('   ');
}

function nameOf({ address }: ChangeResult): string {
  const { kind, name } = readAddress(address);
  return `${kind} ${quoteName(name)}`;
}
