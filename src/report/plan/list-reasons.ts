import { countOf } from '../../model/text/count-of.ts';
import type { Refusal } from '../../schema/generated/plan.ts';
import { readAddress } from '../change/change-attributes.ts';
import { printable, quoteName } from '../text/printable.ts';

/** More are counted. */
const mostReasons = 5;

/** Why a plan is refused, a line each: for the log, where the plan itself is in another place. */
export function listReasons(refusals: readonly Refusal[]): string {
  const hidden = refusals.length - mostReasons;
  return [
    ...refusals.slice(0, mostReasons).map(describeReason),
    ...(hidden > 0 ? [`and ${countOf(hidden, 'more reason')}`] : []),
  ]
    .map((line) => `\n  ${line}`)
    .join('');
}

/** `audience "Spring sale": would be deleted while … (live-audience)`. */
export function describeReason({ address, text, code }: Refusal): string {
  const reason = `${printable(text)} (${printable(code)})`;
  if (address === undefined) return reason;
  const { kind, name } = readAddress(address);
  return `${kind} ${quoteName(name)}: ${reason}`;
}
