/** Look-ups beside the audience endpoints: who am I, which accounts, retailers and advertisers are there. */

import type { PlatformName } from '../entities/platform-traits.ts';
import { isObject, type JsonObject, objectOf, textOf, textsOf } from '../json.ts';
import { scopesOf } from '../persistence/sandbox-document.ts';
import type { Answer, Call } from './call.ts';
import { answerList, answerOne, refuse } from './envelope.ts';
import { problem } from './problem.ts';

/** What an empty sandbox shows; it takes any other just as well. */
const sampleAccountId = '625702934721171442';
const sampleAdvertiserId = '4949';
const sampleRetailerId = '1234';

export function describeApplication(platform: PlatformName, call: Call): Answer {
  return answerOne(call, {
    id: '1',
    type: 'Application',
    attributes: {
      applicationId: 1,
      name: 'Sandbox application',
      description: 'Every client of the sandbox is this application.',
      organizationId: 1,
      criteoService: platform === 'retail-media' ? 'RetailMedia' : 'MarketingSolutions',
    },
  });
}

/** Pages are numbered from 0, and the figures stand under `metadata`. */
export function listAccounts(call: Call): Answer {
  const { accounts } = call.settings;
  const ids = (
    call.query['limitToId']?.split(',') ?? knownIds(call, 'retail-media', sampleAccountId)
  ).filter((id) => accounts[id] !== 'missing');
  const pageSize = Number(call.query['pageSize'] ?? 25);
  const pageIndex = Number(call.query['pageIndex'] ?? 0);
  if (!(pageSize > 0) || !(pageIndex >= 0)) {
    return refuse(call, 400, [problem('invalid-range', 'The page is out of range.')]);
  }
  const shown = ids.slice(pageIndex * pageSize, (pageIndex + 1) * pageSize);
  const metadata = {
    totalItemsAcrossAllPages: ids.length,
    currentPageSize: shown.length,
    currentPageIndex: pageIndex,
    totalPages: Math.ceil(ids.length / pageSize),
    nextPage: null,
    previousPage: null,
  };
  return answerList(
    call,
    shown.map((id) => describeAccount(call, id)),
    [],
    { metadata },
  );
}

function describeAccount(call: Call, id: string): JsonObject {
  return {
    id,
    type: 'RetailMediaAccount',
    attributes: {
      name: `Sandbox account ${id}`,
      type: call.settings.accounts[id] === 'demand' ? 'demand' : 'supply',
      subtype: 'unknown',
      countries: ['FR'],
      currency: 'EUR',
      timeZone: 'Europe/Paris',
      parentAccountLabel: '',
      companyName: 'Sandbox',
      onBehalfCompanyName: null,
    },
  };
}

/** At most ten retailers a page, five by default. */
export function searchRetailers(call: Call): Answer {
  const limit = Number(call.query['limit'] ?? 5);
  const offset = Number(call.query['offset'] ?? 0);
  if (!(limit >= 1 && limit <= 10) || !(offset >= 0)) {
    return refuse(call, 400, [problem('pagination-limit-invalid', 'The limit is from 1 to 10.')]);
  }
  const { data } = objectOf(call.body);
  const filter = objectOf(isObject(data) ? data['attributes'] : null)['retailerIdFilter'];
  const wanted = textsOf(filter);
  const { retailers } = call.settings;
  const ids = (wanted.length > 0 ? wanted : retailersOf(call)).filter(
    (id) => retailers[id] !== 'unauthorized',
  );
  const rows = ids.slice(offset, offset + limit).map((id) => ({
    id,
    type: 'RetailMediaRetailer',
    attributes: { name: `Sandbox retailer ${id}`, campaignAvailabilities: [] },
  }));
  return answerList(call, rows, [], { metadata: { count: ids.length, limit, offset } });
}

function retailersOf(call: Call): readonly string[] {
  const rows = [...call.view('retail-media', 'segment'), ...call.view('retail-media', 'audience')];
  const ids = rows
    .filter(({ scope }) => scope === call.params['account'])
    .map(({ attributes }) => textOf(attributes['retailerId']));
  const known = [...new Set(ids.filter((id) => id !== null))].sort();
  return known.length === 0 ? [sampleRetailerId] : known;
}

export function listAdvertisers(call: Call): Answer {
  const rows = knownIds(call, 'marketing-solutions', sampleAdvertiserId).map((id) => ({
    id,
    type: 'advertiser',
    attributes: { advertiserName: `Sandbox advertiser ${id}` },
  }));
  return answerList(call, rows);
}

function knownIds(call: Call, platform: PlatformName, sample: string): readonly string[] {
  const ids = scopesOf(call.store)
    .filter((scope) => scope.platform === platform && scope.id !== '')
    .map(({ id }) => id);
  return ids.length === 0 ? [sample] : ids;
}
