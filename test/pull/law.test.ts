/**
 * Random projects beside random accounts: what a pull takes is no difference any more, what it leaves is as it was,
 * and a second pull takes nothing.
 */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Snapshot } from '../../src/model/remote/snapshot.ts';
import type { PullResult, TakeKind } from '../../src/pull/pull-result.ts';
import { plan } from '../../src/reconciler/plan.ts';
import { stride } from '../support/stride.ts';
import { loadedOf, projectOf, pulled, remoteAfter } from './ui.ts';

const project = projectOf('owns: { segments: {}, audiences: {} }\n');
const all: readonly TakeKind[] = ['drift', 'conflict', 'unknown', 'new', 'gone', 'spent'];

interface Side {
  /** Null where it is not there. */
  readonly segments: readonly (Segment | null)[];
  readonly audiences: readonly (Audience | null)[];
}

interface Segment {
  readonly description: string | null;
  readonly isList: boolean;
  readonly days: number;
  readonly brands: readonly number[];
}

interface Audience {
  readonly description: string | null;
  readonly tree: Tree;
}

type Tree =
  | number
  | { readonly not: Tree }
  | { readonly and: readonly Tree[] }
  | { readonly or: readonly Tree[] };

const description = fc.option(
  fc.constantFrom('one', 'two: three', 'yes', 'a # b', '# x', '007', 'a ${b}'),
);

const segment: fc.Arbitrary<Segment> = fc.record({
  description,
  isList: fc.constant(false),
  days: fc.constantFrom(30, 60, 90),
  brands: fc.uniqueArray(fc.nat(6), { maxLength: 4 }),
});

const { tree } = fc.letrec<{ tree: Tree; positive: Tree }>((tie) => ({
  positive: fc.oneof({ maxDepth: 2, withCrossShrink: true }, fc.nat(4), tie('tree')),
  tree: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    fc.nat(4),
    fc.record({ or: fc.array(tie('positive'), { minLength: 2, maxLength: 3 }) }),
    fc
      .tuple(
        tie('positive'),
        fc.array(fc.oneof(tie('tree'), fc.record({ not: tie('tree') })), {
          minLength: 1,
          maxLength: 2,
        }),
      )
      .map(([first, rest]) => ({ and: [first, ...rest] })),
  ),
}));

const side: fc.Arbitrary<Side> = fc.record({
  segments: fc.array(fc.option(segment, { freq: 8 }), { minLength: 5, maxLength: 5 }),
  audiences: fc.array(fc.option(fc.record({ description, tree }), { freq: 5 }), {
    minLength: 3,
    maxLength: 3,
  }),
});

const leaves = (node: Tree): readonly number[] => {
  if (typeof node === 'number') return [node];
  if ('not' in node) return leaves(node.not);
  return ('and' in node ? node.and : node.or).flatMap(leaves);
};

const nameOf = (n: number) => `S${n}`;

const written = (node: Tree): string => {
  if (typeof node === 'number') return nameOf(node);
  if ('not' in node) return `{ not: ${written(node.not)} }`;
  const [key, list] = 'and' in node ? ['and', node.and] : ['or', node.or];
  return `{ ${key}: [${list.map(written).join(', ')}] }`;
};

function manifestOf(
  { segments, audiences }: Side,
  idOf: (name: string) => string = () => '',
): string {
  const used = new Set(audiences.flatMap((each) => (each ? leaves(each.tree) : [])));
  const head = (name: string, about: string | null) => {
    const text = about?.replaceAll('${', '$${');
    return `  # about ${name}\n  - name: ${name} # the name\n${idOf(name)}${text === undefined ? '' : `    description: ${JSON.stringify(text)}\n`}`;
  };
  const lists = segments.flatMap((each, n) => {
    if (each === null && !used.has(n)) return [];
    const { description: about = null, days = 30, brands = [] } = each ?? {};
    const ids = brands.map((id) => `        - "${id}" # brand ${id}\n`).join('');
    return [
      `${head(nameOf(n), about)}    events:\n      shopperActivity: View\n      lookbackDays: Last${days}Days\n${ids === '' ? '' : `      brandIds:\n${ids}`}`,
    ];
  });
  const trees = audiences.flatMap((each, n) =>
    each ? [`${head(`A${n}`, each.description)}    algebra: ${written(each.tree)}\n`] : [],
  );
  return `defaults: { retailerId: "1234" }\nsegments:\n${lists.join('\n')}audiences:\n${trees.join('\n')}`
    .replace(/segments:\naud/u, 'segments: []\naud')
    .replace(/audiences:\n$/u, 'audiences: []\n');
}

const isPlannable = (text: string) => {
  const { value } = plan(loadedOf(text, project), { ...emptySnapshot });
  return value !== null;
};

const emptySnapshot: Snapshot = {
  formatVersion: 1,
  platform: 'retail-media',
  accountId: '625702934721171442',
  segments: [],
  audiences: [],
};

function textsAfter(text: string, { files }: PullResult): Record<string, string> {
  return { 'a.yaml': text, ...Object.fromEntries(files.map(({ file, after }) => [file, after])) };
}

/** Every other name is another one remotely. */
function rename(snapshot: Snapshot, turn: number): Snapshot {
  const row = (each: Snapshot['segments'][number]) => {
    const name = String(each.attributes['name']);
    const next = name.replace(/^S(\d)$/u, (_, n: string) => `S${(Number(n) + turn) % 5}`);
    return { ...each, attributes: { ...each.attributes, name: next } };
  };
  return { ...snapshot, segments: snapshot.segments.map(row) };
}

test('what is pulled is as it is remotely, and a second pull takes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(side, side, fc.nat(4), async (git, ui, turn) => {
      const [text, other] = [manifestOf(git), manifestOf(ui)];
      fc.pre(isPlannable(text) && isPlannable(other));
      const before = await remoteAfter(other);
      // Bound by their IDs, so that names may change.
      const idOf = (name: string) => {
        const row = before.segments.find(({ attributes }) => attributes['name'] === name);
        return row === undefined || turn === 0 ? '' : `    id: "${row.id}"\n`;
      };
      const isWhole = git.segments.every((each, n) => each !== null || ui.segments[n] === null);
      const bound = manifestOf(git, isWhole ? idOf : () => '');
      const remote = rename(before, isWhole && before.segments.length === 5 ? turn : 0);
      const result = pulled(bound, remote, { take: all }, project);
      const texts = textsAfter(bound, result);
      const { value, diagnostics } = plan(loadedOf(texts, project), remote);
      if (value === null) throw new Error(JSON.stringify(diagnostics));
      const left = new Set<string>(result.left.map(({ address }) => address));
      // What uses a segment that is left has its name in git.
      const differing = value.changes.flatMap(({ address, dependsOn = [] }) =>
        dependsOn.some((each) => left.has(each)) ? [] : [address],
      );
      expect({
        differing: differing.filter((each) => !left.has(each)),
        left: result.left
          // Two bodies that are equal, or nearly so, by chance; nothing that is declared is there; and a gone
          // segment in algebra that means the same without it.
          .filter(
            ({ code, text: why }) =>
              code !== 'pull-in-use' &&
              !/^(?:It (?:looks|was renamed and edited)|None of the) /u.test(why),
          )
          .map(
            ({ address, path, code, text: why }) => `${address} ${path} ${code} ${why}\n${bound}`,
          ),
      }).toEqual({ differing: [], left: [] });
      const again = pulled(texts, remote, { take: all }, project);
      expect(again).toMatchObject({ takings: [], files: [] });
      const comments = (all: string) => (all.match(/# about .*|# the name/gu) ?? []).length;
      const gone = result.takings.filter(({ action }) => action === 'remove').length;
      expect(comments(texts['a.yaml'] ?? '')).toBe(comments(bound) - 2 * gone);
    }),
    { numRuns: Math.max(10, Math.floor(40 / stride(4))) },
  );
}, 120_000);
