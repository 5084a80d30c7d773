import type { Answer, Call } from '../protocol/call.ts';
import { answerList, refuse } from '../protocol/envelope.ts';
import { type Problem, problem } from '../protocol/problem.ts';
import { brandSize, brandsIn, interestsIn } from './catalogue.ts';
import { findCountryProblems } from './in-market-rules.ts';

/** GET …/in-market-interests. The OpenAPI has no name in a row; the sandbox adds one. */
export function listInterests(call: Call): Answer {
  const refused = findQueryProblems(call);
  if (refused.length > 0) return refuse(call, 400, refused);
  const rows = interestsIn(call.query['country'] ?? '').map(({ id, name, parentId }) => ({
    id,
    type: 'InMarketAudienceSegmentInterest',
    attributes: { parentId, name },
  }));
  return answerList(call, rows);
}

/** GET …/in-market-brands. */
export function listBrands(call: Call): Answer {
  const refused = findQueryProblems(call);
  if (refused.length > 0) return refuse(call, 400, refused);
  const country = call.query['country'] ?? '';
  const rows = brandsIn(country).map(({ id, name }) => ({
    id,
    type: 'InMarketAudienceSegmentBrand',
    attributes: { name, size: brandSize(country, id) },
  }));
  return answerList(call, rows);
}

function findQueryProblems(call: Call): readonly Problem[] {
  const advertiserId = call.query['advertiser-id'] ?? '';
  if (advertiserId === '') {
    return [problem('required-field', 'The query needs an "advertiser-id".')];
  }
  if (!/^\d+$/.test(advertiserId)) {
    return [problem('invalid', 'The "advertiser-id" is not a number.')];
  }
  return findCountryProblems(call.query['country'] ?? null, call.settings.unauthorizedCountries);
}
