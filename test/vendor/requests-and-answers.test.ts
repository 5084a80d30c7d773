/**
 * Every request of ours, and every answer of the sandbox, has the form that the vendor's specification
 * gives it. What neither knows is caught as well: the check takes objects to be closed.
 */
import { describe, expect, test } from '@jest/globals';
import { operationName } from '../../src/remote/specification/operation-name.ts';
import { sentFields } from '../../src/remote/specification/sent-fields.ts';
import { defaultVariants, type Variants } from '../../src/sandbox/variants.ts';
import { type CheckExchange, createCheck, type Departure } from './check-exchange.ts';
import { operationsOf } from './our-operations.ts';
import type { Exchange } from './record-exchanges.ts';
import { replay } from './replay.ts';
import { sandboxDocument, vendorDocument } from './vendor-document.ts';
import { runWideWorkload, type Workload } from './wide-workload.ts';

const retailMedia: Workload = {
  platform: 'retail-media',
  apiVersion: '2026-07',
  audienceApiVersion: 'experimental',
};

const marketingSolutions: Workload = {
  platform: 'marketing-solutions',
  apiVersion: '2026-07',
  audienceApiVersion: '2026-07',
};

const commerceGrid: Workload = {
  platform: 'commerce-grid',
  apiVersion: '2026-07',
  audienceApiVersion: '2026-07',
};

const workloads: readonly Workload[] = [
  retailMedia,
  { platform: 'retail-media', apiVersion: 'experimental', audienceApiVersion: 'experimental' },
  marketingSolutions,
  { platform: 'marketing-solutions', apiVersion: 'experimental', audienceApiVersion: '2026-07' },
  commerceGrid,
];

interface Known extends Departure {
  readonly why: string;
}

const notCopied = 'the copies hold the audience endpoints alone, and this is a look-up beside them';
const lookUp = { side: 'request', at: '', what: 'no such operation', why: notCopied } as const;

/** Where we depart on purpose. */
const known: readonly Known[] = [
  { ...lookUp, operation: 'GET /{version}/retail-media/me' },
  { ...lookUp, operation: 'GET /{version}/retail-media/accounts' },
  {
    ...lookUp,
    operation: 'POST /{version}/retail-media/accounts/625702934721171442/retailers/search',
  },
  { ...lookUp, operation: 'GET /{version}/marketing-solutions/me' },
  { ...lookUp, operation: 'GET /{version}/advertisers/me' },
  {
    side: 'answer',
    operation: 'GET /{version}/marketing-solutions/audience-segments/in-market-interests',
    at: '/data/*/attributes/name',
    what: 'is not known',
    why: 'the specification names no interest, which would make the list useless; the sandbox does',
  },
];

const wrapped = ['/data/*/attributes/description must be string,null'];
const noStatus = (status: number) => [` no such status as ${status}`];

/** Where the sandbox answers as the guides do, and how the specification then has it otherwise. */
const variantDepartures: {
  readonly [Name in keyof Variants]: Readonly<Record<Variants[Name], readonly string[]>>;
} = {
  description: { plain: [], 'wrapped-on-update': wrapped, wrapped },
  emptyArrays: { empty: [], null: [], omit: [] },
  nulls: { null: [], omit: [] },
  failures: { errors: [], warnings: [], none: [] },
  allFailedStatus: { 200: [], 400: [] },
  instance: { data: [], resource: [], empty: [] },
  algebraOrder: { kept: [], reversed: [] },
  algebraNulls: { omit: [], null: [] },
  setOrder: { kept: [], reversed: [] },
  coordinates: { rounded: [], 'as-sent': [] },
  attributes: { full: [], partial: [] },
  isReadOnly: {
    boolean: [],
    string: ['/data/*/attributes/contactList/isReadOnly must be boolean,null'],
  },
  timestamps: {
    varied: [],
    unzoned: [
      '/data/*/attributes/createdAt must match format "date-time"',
      '/data/*/attributes/updatedAt must match format "date-time"',
      '/data/attributes/requestDate must match format "date-time"',
      '/data/requestDate must match format "date-time"',
    ],
  },
  audienceDeleteStatus: { 200: [], 204: [] },
  clearStatus: { 204: [], 201: noStatus(201), 200: noStatus(200) },
  addRemoveShape: {
    flat: [],
    nested: [
      '/data/attributes is not known',
      '/data/contactListId is missing',
      '/data/operation is missing',
      '/data/requestDate is missing',
      '/data/type is not known',
    ],
  },
  names: { 'as-sent': [], trimmed: [] },
  updateEcho: { new: [], old: [] },
  emptyFilters: { all: [], none: [] },
  meta: { full: [], 'no-total': [], null: [] },
  behavioralByAdvertiser: { shown: [], hidden: [] },
  emptyProspecting: { accepted: [], refused: [] },
  registryType: { PointOfInterest: [], Unknown: [], omit: [] },
  statisticsFailure: { 'error-entry': [], 'not-found': [] },
  statistics: { immediate: [], 'after-recomputation': [] },
  servedImpressions: { 'as-used': [], 'own-code': [] },
  paging: { optional: [], required: [] },
};

/** Operations of the vendor that we send nothing to, and why. */
const unused: Readonly<Record<string, string>> = {
  'PATCH /{version}/marketing-solutions/audiences/{audience-id}/contactlist-attributes':
    'values beside each identifier, which manifests do not have; experimental only',
};

const versionIn = (path: string) => path.slice(0, path.indexOf('/', 1) + 1);

const defaults = new Map<string, unknown>(Object.entries(defaultVariants));

const runs = new Map<Workload, Promise<readonly Exchange[]>>();

function exchangesOf(workload: Workload): Promise<readonly Exchange[]> {
  const run = runs.get(workload) ?? runWideWorkload(workload);
  runs.set(workload, run);
  return run;
}

function documentsOf({ platform, apiVersion, audienceApiVersion }: Workload) {
  const versions = [...new Set([apiVersion, audienceApiVersion])];
  return versions.map((version) => vendorDocument(platform, version));
}

function sandboxDocumentsOf({ platform, apiVersion, audienceApiVersion }: Workload) {
  return [apiVersion, audienceApiVersion].map((version) => sandboxDocument(platform, version));
}

const checks = new Map<Workload, CheckExchange>();

function checkOf(workload: Workload): CheckExchange {
  const check = checks.get(workload) ?? createCheck(documentsOf(workload));
  checks.set(workload, check);
  return check;
}

async function departuresOf(workload: Workload): Promise<readonly string[]> {
  const check = checkOf(workload);
  const exchanges = await exchangesOf(workload);
  return [...new Set(exchanges.flatMap(check).map(sentence))].sort();
}

function sentence({ side, operation, at, what }: Departure): string {
  return `${side} of ${operation}: ${at} ${what}`;
}

describe('the vendor’s specification', () => {
  test.each(workloads.map((each) => [Object.values(each).join(' '), each] as const))(
    '%s: nothing departs from it but what is known',
    async (_, workload) => {
      const expected = known.map(sentence);
      const departures = await departuresOf(workload);
      expect(departures.filter((each) => !expected.includes(each))).toEqual([]);
    },
    120_000,
  );

  test.each(workloads.map((each) => [Object.values(each).join(' '), each] as const))(
    '%s: all of it fits what the sandbox says of itself',
    async (_, workload) => {
      const check = createCheck(sandboxDocumentsOf(workload));
      const departures = (await exchangesOf(workload)).flatMap(check).map(sentence);
      expect([...new Set(departures)]).toEqual([]);
    },
  );

  test.each(workloads.map((each) => [Object.values(each).join(' '), each] as const))(
    '%s: doctor --spec knows of all that was sent, and of nothing else',
    async (_, workload) => {
      const used = operationsOf(workload);
      const operationOf = ({ method, path }: Pick<Exchange, 'method' | 'path'>) =>
        used.find(
          (each) =>
            operationName(each) === operationName({ method, path }) &&
            each.path.startsWith(versionIn(path)),
        );
      const exchanges = await exchangesOf(workload);
      const untold = exchanges.flatMap(({ method, path, query, body }) => {
        const operation = operationOf({ method, path });
        if (operation === undefined) return [`${method} ${path}`];
        const told = sentFields(operation.bodies);
        const parameters = Object.keys(query).filter((each) => !(each in operation.query));
        const sent = body === '' ? [] : [...sentFields([JSON.parse(body)])];
        const fields = sent.filter(([place, { types }]) => {
          const known = told.get(place)?.types;
          // Trees go on as they begin, and a whole number is a number.
          const isTree = place.includes('algebra');
          return (
            !isTree &&
            [...types].some(
              (type) => !known?.has(type) && !(type === 'integer' && known?.has('number')),
            )
          );
        });
        return [...parameters, ...fields.map(([place]) => place)].map(
          (each) => `${method} ${path} ${each}`,
        );
      });
      expect(untold).toEqual([]);
      const sent = new Set(exchanges.map(operationOf));
      expect(used.filter((each) => !sent.has(each)).map(operationName)).toEqual([]);
    },
  );

  test.each(
    Object.entries(variantDepartures).flatMap(([name, values]) =>
      Object.entries(values)
        .filter(([value]) => String(defaults.get(name)) !== value)
        .map(([value, departures]) => [name, value, departures] as const),
    ),
  )('the sandbox with %s: %s', async (name, text, departures) => {
    const value = /^\d+$/.test(text) ? Number(text) : text;
    const expected = known.map(sentence);
    const found = new Set<string>();
    for (const workload of [retailMedia, marketingSolutions]) {
      const exchanges = await exchangesOf(workload);
      const answered = replay(exchanges, { [name]: value });
      // The same requests are carried out, so that the same is answered about.
      const isRefused = ({ status }: Exchange) => status >= 400;
      if (name !== 'allFailedStatus') {
        expect(answered.filter(isRefused)).toHaveLength(exchanges.filter(isRefused).length);
      }
      for (const each of answered.flatMap(checkOf(workload))) {
        if (!expected.includes(sentence(each))) found.add(`${each.at} ${each.what}`);
      }
    }
    expect([...found].sort()).toEqual([...departures].sort());
  });

  test('what is known to depart does', async () => {
    const departures = await Promise.all(workloads.map(departuresOf));
    const seen = new Set(departures.flat());
    expect(known.map(sentence).filter((each) => !seen.has(each))).toEqual([]);
  });

  test('the workload is wide: it sends to every operation but those that are known to be of no use', async () => {
    for (const workload of workloads) {
      const all = await exchangesOf(workload);
      const asked = [...new Map(all.map((each) => [`${each.method} ${each.path}`, each])).values()];
      const sent = new Set<string>();
      for (const document of documentsOf(workload)) {
        const check = createCheck([document], (operation) => sent.add(operation));
        for (const exchange of asked) check(exchange);
      }
      const offered = documentsOf(workload).flatMap(({ paths }) =>
        Object.entries(paths).flatMap(([path, item]) =>
          Object.keys(item).map(
            (method) => `${method.toUpperCase()} ${path.replace(/^\/[^/]+/u, '/{version}')}`,
          ),
        ),
      );
      const left = [...new Set(offered)].filter((each) => !sent.has(each) && !(each in unused));
      expect(left).toEqual([]);
    }
  });
});

/** The check itself, on exchanges that depart. */
describe('the check finds', () => {
  const check = createCheck([vendorDocument('retail-media', 'experimental')]);
  const path = '/experimental/retail-media/accounts/1/audience-segments/create';
  const events = { shopperActivity: 'View', lookbackDays: 'Last30Days' };
  const segment = { name: 'A', retailerId: '1', events };
  const row = { id: '1', type: 'x', attributes: { name: 'A', createdAt: '2026-01-01T00:00:00Z' } };
  const exchange = (sent: object, answered: object = row, more: Partial<Exchange> = {}) => ({
    ...{ method: 'POST', path, query: {}, hasToken: true, status: 200 },
    body: JSON.stringify({ data: [{ attributes: sent }] }),
    answer: JSON.stringify({ data: [answered], errors: [], warnings: null }),
    ...more,
  });

  test('nothing where nothing departs', () => {
    expect(check(exchange(segment))).toEqual([]);
  });

  test.each<[string, Exchange, string]>([
    [
      'a field that is not known',
      exchange({ ...segment, other: 1 }),
      '/data/*/attributes/other is not known',
    ],
    [
      'a field that is missing',
      exchange({ name: 'A', events }),
      '/data/*/attributes/retailerId is missing',
    ],
    ['another type', exchange({ ...segment, name: 1 }), '/data/*/attributes/name must be string'],
    [
      'another value',
      exchange({ ...segment, events: { ...events, lookbackDays: 'Last31Days' } }),
      '/data/*/attributes/events/lookbackDays must be equal to one of the allowed values',
    ],
    ['a null', exchange({ ...segment, name: null }), '/data/*/attributes/name must be string'],
    ['a parameter', exchange(segment, row, { query: { limit: '1' } }), '?limit no such parameter'],
    ['an answer’s field', exchange(segment, { ...row, more: 1 }), '/data/*/more is not known'],
    [
      'an answer’s instant',
      exchange(segment, { ...row, attributes: { createdAt: 'yesterday' } }),
      '/data/*/attributes/createdAt must match format "date-time"',
    ],
    ['a status', exchange(segment, row, { status: 204, answer: '' }), ' no such status as 204'],
    ['a body that is missing', exchange(segment, row, { body: '' }), ' a body is missing'],
    ['a path', exchange(segment, row, { path: `${path}/all` }), ' no such operation'],
    ['a method', exchange(segment, row, { method: 'PATCH' }), ' no such operation'],
  ])('%s', (_, departing, expected) => {
    expect(check(departing).map(({ at, what }) => `${at} ${what}`)).toContain(expected);
  });
});
