/** Rules about `renamedFrom`, which must say of every name where it comes from, once and without a circle. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Declaration } from '../../model/declaration.ts';
import { groupBy } from '../../model/group-by.ts';
import { findingAt } from '../finding-at.ts';
import { findCircles } from './find-circles.ts';

/** One earlier name of one declaration, and where it stands. */
interface Rename {
  readonly declaration: Declaration;
  readonly from: string;
  readonly path: readonly (string | number)[];
}

export function checkRenames(declarations: readonly Declaration[]): readonly Diagnostic[] {
  const renames = declarations.flatMap(renamesOf);
  return [...checkClaims(renames), ...checkCircles(renames)];
}

function renamesOf(declaration: Declaration): readonly Rename[] {
  // An ID beside it is a finding of its own, and wins.
  if (declaration.id !== undefined) return [];
  const names = declaration.renamedFrom ?? [];
  return names.map((from, index) => ({ declaration, from, path: ['renamedFrom', index] }));
}

/** `rename-ambiguous`: one entity becomes one; the later claim is reported. */
function checkClaims(renames: readonly Rename[]): readonly Diagnostic[] {
  const first = new Map<string, Rename>();
  return renames.flatMap((rename): readonly Diagnostic[] => {
    const { declaration, from, path } = rename;
    const key = `${declaration.kind}/${from}`;
    const claim = first.get(key);
    if (claim === undefined) first.set(key, rename);
    if (claim === undefined || claim.declaration === declaration) return [];
    return [
      findingAt(declaration, path, {
        code: 'rename-ambiguous',
        message: `another ${declaration.kind}, "${claim.declaration.name}", is also renamed from "${from}"`,
        hint: 'Remove one of them. An entity can get only one new name.',
        related: [
          { label: 'first claimed here', source: claim.declaration.locate(claim.path, 'value') },
        ],
      }),
    ];
  });
}

/** More entities in a circle are counted and not named. */
const mostNamed = 10;

/** `rename-cycle`: a finished swap looks like one that has not begun, so neither can be recognised. */
function checkCircles(renames: readonly Rename[]): readonly Diagnostic[] {
  const byKey = groupBy(renames, ({ declaration }) => keyOf(declaration, declaration.name));
  const circleOf = findCircles([...byKey.keys()], (key) =>
    (byKey.get(key) ?? []).map(({ declaration, from }) => keyOf(declaration, from)),
  );
  const told = new Set<string>();
  return renames.flatMap((rename): readonly Diagnostic[] => {
    const { declaration, from, path } = rename;
    const circle = circleOf(keyOf(declaration, declaration.name));
    const step = JSON.stringify([declaration.address, from]);
    if (circle === null || circleOf(keyOf(declaration, from)) !== circle || told.has(step))
      return [];
    told.add(step);
    const way = circle.size > mostNamed ? null : findWayBack(rename, byKey);
    const others = (way ?? []).filter((each) => each !== rename);
    return [
      findingAt(declaration, path, {
        code: 'rename-cycle',
        message: `renamedFrom leads back to itself${way ? `: ${describeWay(way)}` : `, through ${circle.size} entities`}`,
        hint:
          way?.length === 1
            ? 'Remove it, because the name is the same.'
            : 'Bind these entities to their remote entities with id instead.',
        related: others.map((each) => ({
          label: 'renamed here',
          source: each.declaration.locate(each.path, 'value'),
        })),
      }),
    ];
  });
}

function describeWay(way: readonly Rename[]): string {
  return [...way, ...way.slice(0, 1)].map((each) => `"${each.declaration.name}"`).join(' from ');
}

/** The renames from one back to the entity it belongs to, itself first; null when none leads there. */
function findWayBack(
  start: Rename,
  byKey: ReadonlyMap<string, readonly Rename[]>,
): readonly Rename[] | null {
  const goal = keyOf(start.declaration, start.declaration.name);
  const seen = new Set<string>();
  const paths: (readonly Rename[])[] = [[start]];
  for (const path of paths) {
    const last = path.at(-1) ?? start;
    const next = keyOf(last.declaration, last.from);
    if (next === goal) return path;
    if (seen.has(next) || path.length > mostNamed) continue;
    seen.add(next);
    for (const rename of byKey.get(next) ?? []) paths.push([...path, rename]);
  }
  return null;
}

function keyOf({ kind }: Declaration, name: string): string {
  return `${kind}/${name}`;
}
