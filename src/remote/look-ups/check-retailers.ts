import type { Check } from '../../diagnostics/check.ts';
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { listSome } from '../../model/text/list-some.ts';
import type { Api } from '../calls/create-api.ts';
import { lookUpRetailers } from './look-up-retailers.ts';

/** A retailer that a project names, and where. */
export interface NamedRetailer {
  readonly id: string;
  /** `FILE:LINE`. */
  readonly place: string;
}

/** More than this are counted. */
const maxShown = 5;

/**
 * Whether the account may use the retailers that the project names. The look-up is not part of the audience
 * endpoints, and an application may lack the permission for it.
 */
export async function checkRetailers(
  api: Api,
  retailers: readonly NamedRetailer[],
): Promise<readonly Check[]> {
  if (retailers.length === 0 || !api.settings.platform.catalogues.includes('retailers')) return [];
  const name = 'retailers';
  try {
    const found = await lookUpRetailers(
      api,
      retailers.map(({ id }) => id),
    );
    const known = new Map(found.map(({ id, name: title }) => [id, title]));
    const missing = retailers.filter(({ id }) => !known.has(id));
    if (missing.length === 0) {
      const shown = retailers.map(({ id }) => `${id}${titleOf(known.get(id) ?? null)}`);
      return [{ name, status: 'ok', text: `the account may use ${listSome(shown, maxShown)}` }];
    }
    const places = missing.map(({ id, place }) => `${id} (${place})`);
    const hint =
      'Correct retailerId there, or ask Criteo to give the account access to the retailer.';
    const text = `the account has no access to ${listSome(places, maxShown)}`;
    return [{ name, status: 'warn', text, hint }];
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const text = 'this application cannot look up the retailers; planning does not need this';
    return [{ name, status: 'warn', text }];
  }
}

function titleOf(title: string | null): string {
  return title === null ? '' : ` "${title}"`;
}
