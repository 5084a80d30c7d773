import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { ExpectedPerson, HouseRule, HouseRules } from '../../model/house-rule.ts';
import { quote } from '../../model/text/quote.ts';

/** `rule-name-twice`: reports have one entry for each name, and would mix what is found by two rules. */
export function checkRuleNames({ rules, people }: HouseRules): readonly Diagnostic[] {
  const first = new Map<string, HouseRule | ExpectedPerson>();
  return [...rules, ...people].flatMap((rule): readonly Diagnostic[] => {
    const { name } = rule;
    const other = first.get(name);
    if (other === undefined) {
      first.set(name, rule);
      return [];
    }
    const what = 'demand' in other ? 'rule' : 'person';
    const another = 'demand' in rule === 'demand' in other ? `another ${what}` : `a ${what}`;
    return [
      {
        ...{ severity: 'error', code: 'rule-name-twice', rule: name },
        message: `${another} has the name ${quote(name)}, too`,
        source: rule.locate(['name']),
        hint: 'Give each rule and each person a name of its own: reports know them by it.',
        related: [{ label: `the other ${what}`, source: other.locate(['name']) }],
      },
    ];
  });
}
