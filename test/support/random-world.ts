/** Random accounts and random wishes about them, for laws that must hold in all of them. */
import fc from 'fast-check';
import type { Declaration } from '../../src/model/declaration.ts';
import type { RemoteRow, Snapshot } from '../../src/model/remote/snapshot.ts';
import type { JsonObject } from '../../src/model/text/json.ts';
import { absent, anAudience, anAudienceRow, aSegment, aSegmentRow, aSnapshot } from './a-world.ts';

export interface World {
  readonly snapshot: Snapshot;
  readonly declarations: readonly Declaration[];
}

type Fate = 'keep' | 'describe' | 'rename' | 'replace' | 'absent' | 'undeclared';
const fates: readonly Fate[] = ['keep', 'describe', 'rename', 'replace', 'absent', 'undeclared'];

/** A tree over as many leaves as there are numbers; numbers wrap around the choice of leaves. */
function treeOf<Leaf>(
  choices: readonly number[],
  leaves: readonly Leaf[],
  leaf: (value: Leaf) => JsonObject,
): JsonObject {
  const nodes = [...new Set(choices.map((choice) => leaves[choice % leaves.length]))].flatMap(
    (value) => (value === undefined ? [] : [leaf(value)]),
  );
  const [first, second, ...rest] = nodes;
  if (!first) throw new Error('no leaves');
  if (!second) return first;
  const excluded = (choices[0] ?? 0) % 2 === 0 ? { not: second } : { or: [first, second] };
  return { and: [first, excluded, ...rest] };
}

export const worlds: fc.Arbitrary<World> = fc
  .record({
    segments: fc.array(fc.record({ fate: fc.constantFrom(...fates), isList: fc.boolean() }), {
      minLength: 2,
      maxLength: 6,
    }),
    audiences: fc.array(
      fc.record({
        fate: fc.constantFrom<Fate>(
          'keep',
          'describe',
          'rename',
          'absent',
          'undeclared',
          'replace',
        ),
        was: fc.array(fc.nat(20), { minLength: 1, maxLength: 3 }),
        will: fc.array(fc.nat(20), { minLength: 1, maxLength: 3 }),
      }),
      { maxLength: 5 },
    ),
    created: fc.nat(2),
    rotation: fc.nat(3),
    takeOver: fc.boolean(),
  })
  .map(buildWorld);

interface Recipe {
  readonly segments: readonly { readonly fate: Fate; readonly isList: boolean }[];
  readonly audiences: readonly {
    readonly fate: Fate;
    readonly was: readonly number[];
    readonly will: readonly number[];
  }[];
  readonly created: number;
  readonly rotation: number;
  readonly takeOver: boolean;
}

function buildWorld({ segments, audiences, created, rotation, takeOver }: Recipe): World {
  const typeOf = (isList: boolean): JsonObject =>
    isList
      ? {}
      : { events: { shopperActivity: 'View', lookbackDays: 'Last30Days', categoryIds: [] } };
  const rows: RemoteRow[] = segments.map(({ isList }, n) =>
    aSegmentRow(String(n + 1), `S${n}`, typeOf(isList)),
  );
  const declarations: Declaration[] = [];

  // Swaps and longer rotations of names, bound by ID.
  const kept = segments.flatMap(({ fate }, n) => (fate === 'keep' ? [n] : []));
  const rotated = rotation > 0 && kept.length > 1 ? kept : [];
  const nameAfter = segments.map(({ fate }, n) => {
    const position = rotated.indexOf(n);
    if (position >= 0) return `S${rotated[(position + rotation) % rotated.length] ?? n}`;
    return fate === 'rename' ? `Renamed ${n}` : `S${n}`;
  });
  segments.forEach(({ fate, isList }, n) => {
    const name = nameAfter[n] ?? '';
    const type = typeOf(isList);
    if (fate === 'absent') declarations.push(absent('segment', name));
    else if (fate === 'describe')
      declarations.push(aSegment(name, { ...type, description: 'New words' }));
    else if (fate === 'replace') {
      const other = isList ? { contactList: { identifierType: 'CustomerId' } } : {};
      declarations.push({ ...aSegment(name, isList ? other : {}), allowReplace: true });
    } else if (fate === 'rename')
      declarations.push({ ...aSegment(name, type), renamedFrom: [`S${n}`] });
    else if (fate === 'keep') {
      declarations.push({
        ...aSegment(name, type),
        ...(rotated.includes(n) ? { id: String(n + 1) } : {}),
      });
    }
  });
  const firstRenamed = segments.findIndex(({ fate }) => fate === 'rename');
  for (let n = 0; n < created; n += 1) {
    const takesOver = takeOver && n === 0 && firstRenamed >= 0;
    declarations.push(
      aSegment(takesOver ? `S${firstRenamed}` : `New ${n}`, { description: `Created ${n}` }),
    );
  }

  const usable = declarations
    .filter(({ kind, state }) => kind === 'segment' && state === 'present')
    .map(({ name }) => name);
  const audienceRows: RemoteRow[] = [];
  audiences.forEach(({ fate, was, will }, n) => {
    const algebra = treeOf(was, rows, ({ id }) => ({ audienceSegmentId: id }));
    audienceRows.push(anAudienceRow(String(100 + n), `A${n}`, algebra));
    if (fate === 'undeclared') return;
    if (fate === 'absent' || usable.length === 0) {
      declarations.push(absent('audience', `A${n}`));
      return;
    }
    const declared = treeOf(will, usable, (name) => ({ segment: name }));
    const differs = {
      describe: anAudience(`A${n}`, declared, { description: 'New words' }),
      rename: { ...anAudience(`Renamed A${n}`, declared), renamedFrom: [`A${n}`] },
      replace: { ...anAudience(`A${n}`, declared, {}), allowReplace: true },
      keep: anAudience(`A${n}`, declared),
    };
    declarations.push(differs[fate]);
  });
  return { snapshot: aSnapshot(rows, audienceRows), declarations };
}
