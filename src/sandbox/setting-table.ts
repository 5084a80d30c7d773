import {
  boolean,
  choice,
  count,
  integer,
  listOf,
  mapOf,
  number,
  object,
  type Shape,
  setOf,
  versions,
} from './entities/shapes/shape.ts';
import type { Settings } from './settings.ts';
import { variantTable } from './variant-table.ts';

/** A setting, as users give it. */
export interface SettingRow {
  readonly about: string;
  readonly shape: Shape;
  /** A value as it stands behind `--set NAME=`. */
  readonly example: string;
  /** Whether null is a value, which stands for "none". */
  readonly canBeNull?: true;
}

const variants = object(
  Object.fromEntries(
    Object.entries(variantTable).map(([name, { values }]) => [name, choiceOf(values)]),
  ),
);

/** Every setting: the page "The sandbox" and the checks of `--set` are made from it. */
export const settingTable: Readonly<Record<keyof Settings, SettingRow>> = {
  variants: {
    about: 'How answers are written where the documents of the API disagree.',
    shape: variants,
    example: '{"failures":"warnings"}',
  },
  faults: {
    about: 'Trouble on purpose.',
    shape: listOf(object({})),
    example: '[{"times":1,"effect":{"kind":"status","status":503}}]',
  },
  seed: {
    about: 'Draws the faults that have a probability.',
    shape: integer,
    example: '2',
  },
  strict: {
    about: 'Refuse attributes and spellings that the OpenAPI does not know.',
    shape: boolean,
    example: 'true',
  },
  tokenLifetimeSeconds: { about: 'How long a token lives.', shape: number, example: '60' },
  rateLimit: {
    about: 'Requests per window and client, and whether answers show them.',
    shape: object({ requests: count, windowMs: count, headers: choice(['always', 'never']) }, [
      'requests',
      'windowMs',
      'headers',
    ]),
    example: '{"requests":250,"windowMs":60000,"headers":"always"}',
    canBeNull: true,
  },
  retiredVersions: {
    about: 'Versions of the API that answer 410.',
    shape: versions,
    example: 'preview',
  },
  deprecatedVersions: {
    about: 'Versions that answer with deprecation headers and a warning.',
    shape: versions,
    example: '2026-01,preview',
  },
  readOnlyClients: {
    about: 'Client IDs that may only read; with --sandbox the client is called sandbox.',
    shape: setOf(null),
    example: 'sandbox',
  },
  accounts: {
    about: 'Retail-media accounts that are not in order, by ID.',
    shape: mapOf(choice(['missing', 'inactive', 'demand'])),
    example: '{"625702934721171442":"demand"}',
  },
  retailers: {
    about: 'Retailers that cannot be used, by ID.',
    shape: mapOf(choice(['unauthorized', 'not-live'])),
    example: '{"1234":"not-live"}',
  },
  audienceLimit: {
    about: 'How many audiences an account or advertiser may have.',
    shape: count,
    example: '100',
    canBeNull: true,
  },
  servedSegmentIds: {
    about: 'Segments that have served impressions, which cannot be deleted.',
    shape: setOf(null),
    example: '1001,1002',
  },
  lineItemAudienceIds: {
    about: 'Retail-media audiences that a line item uses.',
    shape: setOf(null),
    example: '1003',
  },
  legacyAudiences: {
    about: 'Which audiences the legacy contact-list endpoints know.',
    shape: choice(['any', 'existing']),
    example: 'existing',
  },
  unauthorizedCountries: {
    about: 'Countries that in-market segments may not have.',
    shape: setOf(null),
    example: 'US',
  },
  lookalikeTargetSizes: {
    about: 'The range of targetSize of lookalikes.',
    shape: object({ min: count, max: count }, ['min', 'max']),
    example: '{"min":1000,"max":2000}',
  },
  maxRadiusInKm: { about: 'The largest radius of a location.', shape: count, example: '20' },
  maxPageSize: {
    about: 'The largest page of a search; null for what the specification says.',
    shape: count,
    example: '50',
    canBeNull: true,
  },
  maxBodyBytes: { about: 'The largest request.', shape: count, example: '100000' },
  maxIdentifiers: {
    about: 'The most identifiers in one request.',
    shape: count,
    example: '1000',
  },
  maxLoggedRequests: {
    about: 'How many requests the log of the sandbox keeps.',
    shape: count,
    example: '100',
  },
  searchLagMs: {
    about: 'How long searches do not see a write, in milliseconds.',
    shape: count,
    example: '5000',
  },
};

/** Values that look like numbers are numbers: 204, not "204". */
function choiceOf(values: Readonly<Record<string, string>>): Shape {
  const names = Object.keys(values);
  return names.every((name) => /^\d+$/u.test(name))
    ? { form: 'numbered', values: names.map(Number) }
    : choice(names);
}
