/** Random accounts as people leave them behind: tidy ones, and ones with everything that can be wrong. */
import fc from 'fast-check';
import type { PlatformName } from '../../src/model/entity.ts';
import type { RemoteRow, Snapshot } from '../../src/model/remote/snapshot.ts';
import type { JsonObject, JsonValue } from '../../src/model/text/json.ts';
import { accountId, advertiserId, aSnapshot } from '../support/a-world.ts';

/** Names that YAML would take for something else, and names that look alike. */
export const trickyNames: readonly string[] = [
  'yes',
  'no',
  'null',
  '~',
  '2025',
  '0012',
  '1e3',
  '12:30',
  '2025-01-01',
  '- x',
  '#',
  'Promo #1',
  'Buyers: 30 days',
  ':',
  '"quoted"',
  "it's",
  '* all',
  '& more',
  '!new',
  '%',
  '@home',
  '[FR] shoes',
  '{x}',
  '?',
  '|',
  '>',
  '---',
  '<<',
  '=',
  'ÄÖÜ ß',
  '日本',
  '🎉 sale 👩‍👩‍👧',
  'two\nlines',
  'a\ttab',
  'not-declared',
  'con',
  'CRM',
  'crm',
  '$' + '{var.x}',
  'a $$' + '{b}',
];
const dirtyNames = ['', '  ', ' CRM', 'CRM ', 'CRM\u00a0', 'x'.repeat(257)];

const name = (isDirty: boolean) =>
  fc.oneof(
    fc.constantFrom(...trickyNames, ...(isDirty ? dirtyNames : [])),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
    fc.integer({ min: 0, max: 99 }).map((n) => `FR | Segment ${n}`),
  );

const description = fc.option(
  fc.oneof(fc.constantFrom(...trickyNames, '', 'two\n\nlines\n'), fc.string({ unit: 'binary' })),
);
const ids = fc.uniqueArray(fc.integer({ min: 0, max: 9_999 }).map(String), { maxLength: 4 });

const days = ['Last7Days', 'Last30Days', 'Last180Days'];

const events = (isDirty: boolean) =>
  fc.record({
    shopperActivity: fc.constantFrom('View', 'Buy', 'AddToCart', ...(isDirty ? ['Unknown'] : [])),
    lookbackDays: fc.constantFrom(...days, ...(isDirty ? ['Last365Days', 'Unknown'] : [])),
    categoryIds: fc.oneof(ids, fc.constant(null)),
    brandIds: ids,
    minPrice: fc.option(fc.double({ min: 0, max: 50, noNaN: true })),
    maxPrice: fc.option(fc.double({ min: isDirty ? 40 : 50, max: 1e22, noNaN: true })),
  });

interface Blueprint {
  readonly type: string;
  readonly block: string;
  readonly value: JsonValue;
}

function blueprint(type: string, block: string, value: fc.Arbitrary<JsonValue>) {
  return value.map((value): Blueprint => ({ type, block, value }));
}

const retailTypes = (isDirty: boolean) =>
  fc.oneof(
    blueprint('Events', 'events', events(isDirty)),
    blueprint(
      'ContactList',
      'contactList',
      fc.record({
        identifierType: fc.constantFrom('Email', 'CustomerId', ...(isDirty ? ['Unknown'] : [])),
        isReadOnly: fc.constantFrom<JsonValue>(false, ...(isDirty ? [true, 'true'] : [])),
      }),
    ),
    ...(isDirty ? [blueprint('Unknown', 'other', fc.constant({}))] : []),
  );

const point = fc.record({
  name: fc.option(fc.constantFrom(...trickyNames)),
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
});

const advertiserTypes = (isDirty: boolean) =>
  fc.oneof(
    blueprint(
      'ContactList',
      'contactList',
      fc.record({ isReadOnly: fc.constantFrom<JsonValue>(false, ...(isDirty ? [true] : [])) }),
    ),
    blueprint(
      'InMarket',
      'inMarket',
      fc.record({
        country: fc.constantFrom('FR', 'NO', ...(isDirty ? ['XX'] : [])),
        interestIds: ids,
        brandIds: fc.oneof(ids, fc.constant(isDirty ? ['Unknown'] : [])),
        gender: fc.constantFrom<JsonValue>(null, 'Male', ...(isDirty ? ['Unknown'] : [])),
        buyingPower: fc.subarray(['VeryHigh', 'Low', 'High']),
      }),
    ),
    blueprint(
      'Location',
      'location',
      fc.record({
        radiusInKm: fc.integer({ min: isDirty ? 0 : 1, max: 99 }),
        pointsOfInterest: fc.uniqueArray(point, {
          minLength: 1,
          maxLength: 3,
          selector: ({ latitude, longitude }) =>
            isDirty ? {} : String(Math.round(latitude + 1_000 * longitude)),
        }),
      }),
    ),
    blueprint(
      'Prospecting',
      'prospecting',
      fc.record({
        usersType: fc.constantFrom('Prospects', ...(isDirty ? ['Unknown'] : [])),
        daysSinceLastVisitMin: fc.option(fc.integer({ min: 0, max: 9 }), { nil: null }),
        daysSinceLastVisitMax: fc.option(fc.integer({ min: isDirty ? 0 : 9, max: 99 }), {
          nil: null,
        }),
      }),
    ),
    blueprint(
      'Lookalike',
      'lookalike',
      fc.record({
        seed: fc.nat(20),
        targetSize: fc.option(fc.integer({ min: 1, max: 9_999 }), { nil: null }),
      }),
    ),
    ...(isDirty
      ? [
          blueprint(
            'Retargeting',
            'retargeting',
            fc.record({
              visitorsType: fc.constant('All'),
              daysSinceLastVisitMin: fc.integer({ min: 0, max: 40 }),
              daysSinceLastVisitMax: fc.integer({ min: 10, max: 400 }),
            }),
          ),
          blueprint('Behavioral', 'behavioral', fc.constant({ country: 'FR' })),
        ]
      : []),
  );

type Tree =
  | { readonly leaf: number }
  | { readonly and: readonly Tree[] }
  | { readonly or: readonly Tree[] }
  | { readonly not: Tree };

/** Excluding from something; dirty ones may be anything that is a tree. */
const tree = (isDirty: boolean): fc.Arbitrary<Tree> => {
  const leaf = fc.record({ leaf: fc.nat(20) });
  const some = fc.array(leaf, { minLength: 1, maxLength: 3 });
  const tidy = fc.oneof(
    leaf,
    some.map((or): Tree => ({ or })),
    fc.tuple(some, leaf).map(([and, not]): Tree => ({ and: [...and, { not }] })),
  );
  const any = fc.letrec<{ node: Tree }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(tie('node'), { maxLength: 4 }).map((and): Tree => ({ and })),
      fc.array(tie('node'), { maxLength: 4 }).map((or): Tree => ({ or })),
      tie('node').map((not): Tree => ({ not })),
    ),
  })).node;
  return isDirty ? fc.oneof(tidy, any) : tidy;
};

const recipes = (platform: PlatformName, isDirty: boolean) =>
  fc.record({
    platform: fc.constant(platform),
    isDirty: fc.constant(isDirty),
    segments: fc.array(
      fc.record({
        name: name(isDirty),
        description,
        owner: fc.nat(1),
        type: platform === 'retail-media' ? retailTypes(isDirty) : advertiserTypes(isDirty),
        oddity: fc.integer({ min: 0, max: 15 }),
      }),
      { maxLength: 12 },
    ),
    audiences: fc.array(
      fc.record({
        name: name(isDirty),
        description,
        owner: fc.nat(1),
        tree: tree(isDirty),
        oddity: fc.integer({ min: 0, max: 15 }),
      }),
      { maxLength: 8 },
    ),
  });

type Recipe = typeof recipes extends (...args: never) => fc.Arbitrary<infer R> ? R : never;

/** An account of people who kept order: everything in it can be declared. */
export const tidyStates: fc.Arbitrary<Snapshot> = fc
  .oneof(recipes('retail-media', false), recipes('marketing-solutions', false))
  .map(build);

/** An account with twins, blanks, foreign rows, trees that the API refuses by now, and worse. */
export const dirtyStates: fc.Arbitrary<Snapshot> = fc
  .oneof(recipes('retail-media', true), recipes('marketing-solutions', true))
  .map(build);

function build(recipe: Recipe): Snapshot {
  const { platform, isDirty } = recipe;
  const isRetail = platform === 'retail-media';
  const named = isDirty ? recipe : { ...recipe, ...tidilyNamed(recipe) };
  const segments = named.segments.map(
    ({ name, description, owner, type, oddity }, n): RemoteRow => {
      const value =
        type.block === 'lookalike' ? lookalike(type.value, named.segments, isDirty) : type.value;
      const block =
        value === null
          ? { type: 'ContactList', contactList: { identifierType: 'Email' } }
          : { type: type.type, [type.block]: value };
      return {
        id: String(1_000 + n * 7),
        type: 'AudienceSegment',
        attributes: {
          name,
          description,
          ...block,
          ...ownership(isRetail, owner, isDirty ? oddity : 9),
        },
      };
    },
  );
  const audiences = named.audiences.map(
    ({ name, description, owner, tree, oddity }, n): RemoteRow => {
      const own = segments.filter(
        ({ attributes }) => isDirty || !isRetail || attributes['retailerId'] === `10${owner}`,
      );
      const algebra = toAlgebra(
        tree,
        isDirty && oddity === 1 ? [...own, { id: '77', attributes: {} }] : own,
      );
      return {
        id: String(5_000 + n * 7),
        type: 'Audience',
        attributes: {
          name,
          description,
          algebra,
          ...ownership(isRetail, owner, isDirty ? oddity : 9),
        },
      };
    },
  );
  return aSnapshot(
    segments,
    audiences.filter(({ attributes }) => attributes['algebra'] !== null),
    platform,
  );
}

function ownership(isRetail: boolean, owner: number, oddity: number): JsonObject {
  if (!isRetail) return oddity === 0 ? { advertiserId: '1' } : { advertiserId };
  const account = oddity === 0 ? { accountId: '1' } : { accountId };
  return oddity === 2 ? account : { ...account, retailerId: `10${owner}` };
}

/** Without blanks around; equal names stay, since an ID tells them apart. */
function tidilyNamed({ segments, audiences }: Recipe) {
  const rename = <Item extends { readonly name: string }>(items: readonly Item[]) =>
    items.map((item, n) => ({ ...item, name: item.name.trim() || `Unnamed ${n}` }));
  return { segments: rename(segments), audiences: rename(audiences) };
}

function lookalike(value: JsonValue, segments: Recipe['segments'], isDirty: boolean): JsonValue {
  if (typeof value !== 'object' || value === null || !('seed' in value)) return null;
  const seeds = segments.flatMap(({ type }, n) =>
    isDirty || type.block === 'contactList' ? [n] : [],
  );
  const seed = seeds[Number(value['seed']) % seeds.length];
  return seed === undefined
    ? null
    : { seedSegmentId: String(1_000 + seed * 7), targetSize: value['targetSize'] ?? null };
}

function toAlgebra(tree: Tree, segments: readonly RemoteRow[]): JsonValue {
  if (segments.length === 0) return null;
  if ('leaf' in tree) return { audienceSegmentId: segments[tree.leaf % segments.length]?.id ?? '' };
  if ('and' in tree) return { and: tree.and.map((node) => toAlgebra(node, segments)) };
  if ('or' in tree) return { or: tree.or.map((node) => toAlgebra(node, segments)) };
  return { not: toAlgebra(tree.not, segments) };
}
