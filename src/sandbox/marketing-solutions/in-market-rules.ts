import type { Candidate } from '../entities/family.ts';
import { isObject, textOf, textsOf } from '../json.ts';
import { type Problem, problem } from '../protocol/problem.ts';
import { isCountryCode } from './countries.ts';

export function findInMarketProblems({ call, after, sent }: Candidate): readonly Problem[] {
  const own = after.attributes['inMarket'];
  if (!isObject(own) || !isObject(sent['inMarket'])) return [];
  return [
    ...findCountryProblems(textOf(own['country']), call.settings.unauthorizedCountries),
    ...findListProblems(textsOf(own['brandIds']), 'brand-list-must-be-valid'),
    ...findListProblems(textsOf(own['interestIds']), 'interests-list-must-be-valid'),
  ];
}

export function findCountryProblems(
  country: string | null,
  unauthorized: readonly string[],
): readonly Problem[] {
  if (country === null || country === '') {
    return [problem('country-code-is-required', 'The country is missing.')];
  }
  if (!isCountryCode(country)) {
    return [problem('country-code-must-be-valid', `"${country}" is no ISO 3166-1 alpha-2 code.`)];
  }
  return unauthorized.includes(country)
    ? [problem('country-code-must-be-authorized', `The advertiser may not use ${country}.`)]
    : [];
}

/** The sandbox's own catalogue is invented, so any number passes: real accounts are rehearsed here. */
function findListProblems(ids: readonly string[], code: string): readonly Problem[] {
  const wrong = ids.filter((id) => !/^\d+$/.test(id));
  return wrong.length === 0 ? [] : [problem(code, `Unknown IDs: ${wrong.join(', ')}.`)];
}
