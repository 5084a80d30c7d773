/** Shapes of what the inspection routes take. */
import { checkShape } from '../entities/check-shape.ts';
import type { RowEdit } from '../entities/edit-row.ts';
import {
  anything,
  choice,
  listOf,
  number,
  type ObjectShape,
  object,
  setOf,
  text,
} from '../entities/shape.ts';
import { isObject } from '../json.ts';
import type { SettingsInput } from '../settings.ts';
import { defaultVariants } from '../variants.ts';

const moment = choice(['before', 'after']);

const fault = object(
  {
    when: object({
      on: choice(['token', 'read', 'write']),
      method: text,
      path: text,
      nth: anything,
      request: anything,
      probability: number,
    }),
    times: number,
    effect: object(
      {
        kind: choice([
          'status',
          'reset',
          'body',
          'slow',
          'stale-reads',
          'lose-items',
          'refuse-items',
          'move-total',
          'end-tokens',
        ]),
        status: number,
        moment,
        body: choice(['json', 'html', 'empty']),
        resetSeconds: number,
        headers: anything,
        type: text,
        code: text,
        form: choice(['cut-off', 'truncated', 'malformed', 'html', 'empty']),
        milliseconds: number,
        reads: number,
        items: anything,
        carriedOut: { form: 'boolean' },
        by: number,
        as: choice(['expired', 'revoked']),
      },
      ['kind'],
    ),
  },
  ['effect'],
);

const settings: ObjectShape = object({
  variants: object(
    Object.fromEntries(Object.keys(defaultVariants).map((variant) => [variant, anything])),
  ),
  faults: listOf(fault),
  seed: number,
  strict: { form: 'boolean' },
  tokenLifetimeSeconds: number,
  rateLimit: object({ requests: number, windowMs: number, headers: choice(['always', 'never']) }, [
    'requests',
    'windowMs',
    'headers',
  ]),
  retiredVersions: setOf(null),
  deprecatedVersions: setOf(null),
  readOnlyClients: setOf(null),
  accounts: anything,
  retailers: anything,
  legacyAudiences: choice(['any', 'existing']),
  audienceLimit: number,
  servedSegmentIds: setOf(null),
  lineItemAudienceIds: setOf(null),
  unauthorizedCountries: setOf(null),
  lookalikeTargetSizes: object({ min: number, max: number }, ['min', 'max']),
  maxRadiusInKm: number,
  maxBodyBytes: number,
  maxIdentifiers: number,
  maxLoggedRequests: number,
  searchLagMs: number,
});

/** A name that is misspelled would change nothing and say nothing, so unknown ones are refused. */
export function isSettingsInput(value: unknown): value is SettingsInput {
  return fits(value, settings);
}

export function isRowEdit(value: unknown): value is RowEdit {
  return fits(
    value,
    object(
      {
        platform: choice(['retail-media', 'marketing-solutions']),
        kind: choice(['segment', 'audience']),
        id: text,
        scope: text,
        attributes: anything,
        removed: { form: 'boolean' },
      },
      ['platform', 'kind'],
    ),
  );
}

export function isTokenEnd(value: unknown): value is { readonly end: 'expired' | 'revoked' } {
  return fits(value, object({ end: choice(['expired', 'revoked']) }, ['end']));
}

function fits(value: unknown, shape: ObjectShape): boolean {
  return isObject(value) && checkShape(value, shape, '', true).length === 0;
}
