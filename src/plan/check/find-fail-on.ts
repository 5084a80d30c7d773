import { listOf } from '../../model/text/count-of.ts';
import { quote } from '../../model/text/quote.ts';
import type { PlanDocument, PlannedChange, Refusal } from '../../schema/generated/plan.ts';

/** Verdicts that `--fail-on` may name; one that says that nothing changes is no reason. */
export const failOnVerdicts = ['wider', 'narrower', 'different', 'empty', 'unknown'] as const;
/** Origins that `--fail-on` may name, beside verdicts and the codes of findings and reasons. */
export const failOnOrigins = ['drift', 'conflict', 'adopted'] as const;
/** Stands for the codes of all warnings. */
export const failOnWarning = 'warning';

/**
 * The refusals of a plan that holds what a pipeline wants to stop at: a verdict on an edited or
 * affected entity, also one until lists are uploaded, an origin, a code of a finding or a reason, or any warning. They are no part of what the
 * checksum covers. What already refuses the plan by a code that is named is not said twice.
 */
export function findFailOn(plan: PlanDocument, words: readonly string[]): readonly Refusal[] {
  return [...new Set(words)].flatMap((word) => [
    ...plan.changes.flatMap((change) => refuseChange(change, word)),
    ...plan.affected.flatMap(({ address, verdict }) =>
      verdict === word ? [refusal(word, peopleOf(word), address)] : [],
    ),
    ...plan.diagnostics.flatMap(({ severity, code, address, message }) =>
      code === word || (word === failOnWarning && severity === word && !words.includes(code))
        ? [refusal(word, `${code}: ${message}`, address)]
        : [],
    ),
  ]);
}

function refuseChange(change: PlannedChange, word: string): readonly Refusal[] {
  const { address, reach, origin, reasons } = change;
  if (reach?.verdict === word) return [refusal(word, peopleOf(word), address)];
  const { untilUpload } = reach ?? {};
  if (untilUpload?.verdict === word) {
    const lists = listOf(untilUpload.lists.map(quote));
    const are = untilUpload.lists.length === 1 ? 'is' : 'are';
    return [refusal(word, `${peopleOf(word)} until ${lists} ${are} uploaded`, address)];
  }
  if (origin === word || reasons.some((reason) => reason.origin === word)) {
    return [refusal(word, originsInWords[word] ?? word, address)];
  }
  const reason = reasons.find(({ code }) => code === word);
  return reason ? [refusal(word, `${word}: ${reason.text}`, address)] : [];
}

function peopleOf(verdict: string): string {
  return verdictsInWords[verdict] ?? verdict;
}

const verdictsInWords: Readonly<Record<string, string>> = {
  wider: 'some people enter',
  narrower: 'some people leave',
  different: 'some people enter and some leave',
  empty: 'it holds no people',
  unknown: 'it is not known which people enter or leave',
} satisfies Record<(typeof failOnVerdicts)[number], string>;

const originsInWords: Readonly<Record<string, string>> = {
  drift: 'it was edited in the Criteo UI',
  conflict: 'it was edited both in git and in the Criteo UI',
  adopted: 'it exists in the account and is new in git',
} satisfies Record<(typeof failOnOrigins)[number], string>;

function refusal(word: string, text: string, address: string | undefined): Refusal {
  return {
    code: 'fail-on',
    ...(address === undefined ? {} : { address }),
    text: `${text} (--fail-on ${word})`,
    fix: `Review it, and then plan without --fail-on ${word}.`,
  };
}
