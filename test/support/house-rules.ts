/** House rules as a project has them, for tests that need no text. */
import type { ExpectedPerson, HouseRule, RuleDemand } from '../../src/model/house-rule.ts';

const source = { file: 'rules.yaml', line: 1, column: 1 };

export function aRule(demand: RuleDemand, differs: Partial<HouseRule> = {}): HouseRule {
  return {
    name: 'The rule',
    kind: 'audience',
    over: ['*'],
    except: [],
    demand,
    level: 'error',
    source,
    locate: () => source,
    ...differs,
  };
}

export function aPerson(differs: Partial<ExpectedPerson> = {}): ExpectedPerson {
  return {
    name: 'Someone',
    in: [],
    notIn: [],
    reachedBy: [],
    notReachedBy: [],
    source,
    locate: () => source,
    ...differs,
  };
}
