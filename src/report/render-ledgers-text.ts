import type { PlanDocument } from '../schema/generated/plan.ts';
import { readAddress } from './change-attributes.ts';
import { countOf } from './count-of.ts';
import { describeAge } from './describe-age.ts';
import { printable, quoteName } from './printable.ts';
import { layOut, type TextLayout } from './text-layout.ts';

/**
 * How old the ledgers are that a plan was made with: a line each, or the oldest one of many.
 * @param now milliseconds since the epoch; without it, dates are given.
 */
export function renderLedgersText(
  { ledgers = [] }: PlanDocument,
  layout: TextLayout,
  now: number | undefined,
): readonly string[] {
  const oldest = [...ledgers].sort((a, b) => (a.writtenAt < b.writtenAt ? -1 : 1)).slice(0, 1);
  const shown = ledgers.length <= most ? ledgers : oldest;
  const lead = ledgers.length <= most ? '' : `${countOf(ledgers.length, 'ledger')}, the oldest: `;
  return shown.flatMap(({ address, writtenAt }) => {
    const seconds = now === undefined ? Number.NaN : (now - Date.parse(writtenAt)) / 1000;
    const when = Number.isNaN(seconds) ? `at ${printable(writtenAt)}` : describeAge(seconds);
    const name = quoteName(readAddress(address).name);
    return layOut('', `${lead}Ledger of ${name} last written ${when}.`, layout);
  });
}

const most = 5;
