/** What became of one change, as a line for a terminal. */
import type { ChangeResult } from '../../apply/apply-report.ts';
import { actionSigns } from '../change/action-sign.ts';
import { readAddress } from '../change/change-attributes.ts';
import { createPainter } from '../text/create-painter.ts';
import { printable, quoteName } from '../text/printable.ts';
import { stateOf } from './step-of.ts';

/** `  + create   segment "Buyers"   done   segments/buyers.yaml:3   id 1001` */
export function outcomeLine(result: ChangeResult, color: boolean): string {
  const { address, action, outcome, id, source, alreadyDone } = result;
  const paint = createPainter(color);
  const { kind, name } = readAddress(address);
  const state = alreadyDone ? 'done before' : (stateOf(result) ?? outcome);
  const place = source === null ? [] : [printable(`${source.file}:${source.line}`)];
  return [
    `  ${actionSigns[action]} ${action.padEnd(7)}`,
    `${kind} ${quoteName(name)}`,
    paint(outcome === 'done' ? 'green' : 'red', state),
    ...[...place, ...(id === null ? [] : [`id ${printable(id)}`])].map((text) =>
      paint('dim', text),
    ),
  ].join('   ');
}
