import { countOf } from '../../model/text/count-of.ts';
import type { PlanDocument } from '../../schema/generated/plan.ts';
import { readAddress } from '../change/change-attributes.ts';
import { describeAge } from '../text/describe-age.ts';
import type { Phrase } from '../text/phrase.ts';

/**
 * How old the ledgers are that a plan was made with: a sentence each, or the oldest one of many.
 * @param now milliseconds since the epoch; without it, dates are given.
 */
export function describeLedgers({ ledgers = [] }: PlanDocument, now?: number): readonly Phrase[] {
  const oldest = [...ledgers].sort((a, b) => (a.writtenAt < b.writtenAt ? -1 : 1)).slice(0, 1);
  const shown = ledgers.length <= most ? ledgers : oldest;
  const lead = ledgers.length <= most ? '' : `${countOf(ledgers.length, 'ledger')}, the oldest: `;
  return shown.map(({ address, writtenAt }): Phrase => {
    const seconds = now === undefined ? Number.NaN : (now - Date.parse(writtenAt)) / 1000;
    const when = Number.isNaN(seconds) ? `at ${writtenAt}` : describeAge(seconds);
    return [
      `${lead === '' ? 'Planned' : `${lead}planned`} with the ledger of `,
      { name: readAddress(address).name },
      `, last written ${when}.`,
    ];
  });
}

const most = 5;
