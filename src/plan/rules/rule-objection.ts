/** What stands against one audience, as plans say it. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { quote } from '../../model/text/quote.ts';
import { sayBroken } from '../../rules/words.ts';
import type { PlannedRule, Refusal } from '../../schema/generated/plan.ts';
import type { JudgedHouseRule } from './judge-house-rules.ts';
import type { PlannedAudience } from './planned-world.ts';

export interface RuleObjection {
  readonly of: JudgedHouseRule;
  readonly audience: PlannedAudience;
  readonly code: string;
  /** The fact, of an audience by its name in quotes, or of `it`. */
  readonly say: (name: string) => string;
  /** For whom it is so after the plan, if it is so today, too; null where it is not. */
  readonly since: string | null;
  readonly example: string | null;
  readonly fix: string;
}

export function refusesPlan({ rule }: JudgedHouseRule): boolean {
  return !('level' in rule) || rule.level === 'error';
}

function factOf({ say, since, example }: RuleObjection, name: string): string {
  const more = since === null ? '' : `, today already and ${since}`;
  return `${say(name)}${more}${example === null ? '' : `, for example ${example}`}`;
}

export function asRefusal(objection: RuleObjection): Refusal {
  const { of, audience, code, fix } = objection;
  const { file, line, column } = of.rule.source;
  const text = `${factOf(objection, 'it')} (${labelOf(of)}, ${file}:${line}:${column})`;
  return { code, address: audience.address, text, fix };
}

export function asWarning(objection: RuleObjection): Diagnostic {
  const { of, audience, code, fix } = objection;
  const message = `${factOf(objection, quote(audience.name))} (${labelOf(of)})`;
  const { address } = audience;
  return { severity: 'warning', code, message, source: of.rule.source, address, hint: fix };
}

/** What refuses the plan is told in full as a refusal. */
export function asChanged(objection: RuleObjection): PlannedRule {
  const { of, audience, since, fix } = objection;
  const { rule } = of;
  const name = quote(audience.name);
  const { what, by } = sayBroken(rule);
  const fact =
    since === null ? `${what} ${by} ${name}` : `${what} today ${by} ${name}, and ${since}`;
  const rest = refusesPlan(of)
    ? 'this plan is refused'
    : `${factOf({ ...objection, since: null }, 'it')}. This is a warning, and stops nothing. ${fix}`;
  return {
    ...{ name: rule.name, becomes: 'broken', addresses: [audience.address] },
    text: `${fact}: ${rest}`,
  };
}

function labelOf({ rule }: JudgedHouseRule): string {
  return `${'demand' in rule ? 'rule' : 'person'} ${quote(rule.name)}`;
}
