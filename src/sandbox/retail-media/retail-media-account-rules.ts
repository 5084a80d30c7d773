import type { Candidate, Rule } from '../entities/family.ts';
import { textOf } from '../json.ts';
import { problem } from '../protocol/problem.ts';

export function accountMustBeInOrder({ call, after }: Candidate): ReturnType<Rule> {
  switch (call.settings.accounts[after.scope]) {
    case 'inactive':
      return [problem('account-must-be-active', `Account ${after.scope} is not active.`)];
    case 'demand':
      return [problem('account-must-be-supply', `Account ${after.scope} is not a supply account.`)];
    default:
      return [];
  }
}

export function retailerMustBeInOrder({ call, before, after }: Candidate): ReturnType<Rule> {
  if (before !== null) return [];
  const retailerId = textOf(after.attributes['retailerId']) ?? '';
  switch (call.settings.retailers[retailerId]) {
    case 'unauthorized':
      return [
        problem('retailer-must-be-authorized', `Retailer ${retailerId} is not authorized here.`),
      ];
    case 'not-live':
      return [problem('retailer-must-be-live', `Retailer ${retailerId} is not live.`)];
    default:
      return [];
  }
}
