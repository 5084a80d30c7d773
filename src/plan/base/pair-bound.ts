/**
 * What the base said of entities that are bound by an ID which the base does not know. Their remote names
 * no longer help: after a rename they have the new name, and during a rename a temporary one.
 */
import type { Declaration } from '../../model/declaration.ts';
import { groupBy } from '../../model/group-by.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import { canonicalJson, type JsonObject, valueAt } from '../../model/text/json.ts';
import { attributeRules, typeIn } from '../../platforms/platform-named.ts';
import { describeDeclared } from '../match/describe-declared.ts';
import type { RemoteIndex } from '../match/index-snapshot.ts';
import type { Match } from '../match/match-declarations.ts';
import { readTemporaryName } from '../match/temporary-name.ts';

/** More comparisons than this are not worth their time: what is left then counts as new in git. */
const maxComparisons = 10_000;

/**
 * Adds what it finds to `heirs`, the surest first: the same in all but perhaps its ID; the same but for its
 * name; the same name; at last everything that it may have become, the most alike first.
 * @param open what is bound and has no base yet.
 * @param undecided the remote entities that may have had another name before.
 */
export function pairBound(
  open: readonly Match[],
  base: readonly Declaration[],
  heirs: Map<Declaration, Match>,
  index: RemoteIndex,
  undecided: ReadonlySet<RemoteEntity | null>,
): void {
  if (open.length === 0) return;
  /** Whether what the base calls so may be called otherwise by now. */
  const isFree = ({ kind, name }: Declaration, traits: Traits) =>
    index
      .named(kind, name)
      .every((entity) => undecided.has(entity) || entity.ownerId !== traits.ownerId);
  const left = base.filter((each) => each.id === undefined && !heirs.has(each));
  const known = new Map(
    [...left, ...open.map(({ declaration }) => declaration)].map(
      (declaration) => [declaration, readTraits(declaration, index)] as const,
    ),
  );
  const traitsOf = (declaration: Declaration) =>
    known.get(declaration) ?? readTraits(declaration, index);
  const bySame = groupBy(left, (each) => traitsOf(each).same);
  const byFixed = groupBy(left, (each) => traitsOf(each).fixed);
  const byName = groupBy(left, (each) => `${traitsOf(each).fixed} ${each.name}`);
  const takersOf = groupBy(open, ({ declaration }) => traitsOf(declaration).same);
  const paired = new Set<Match>();
  const pair = (match: Match, found: Declaration | undefined) => {
    if (found === undefined || heirs.has(found) || paired.has(match)) return;
    heirs.set(found, match);
    paired.add(match);
  };
  const ownOf = ({ declaration, remote }: Match) =>
    readTemporaryName(remote?.name ?? '') === null
      ? byName
          .get(`${traitsOf(declaration).fixed} ${declaration.name}`)
          ?.find((each) => !heirs.has(each))
      : undefined;
  const othersOf = ({ declaration }: Match, among: readonly Declaration[] | undefined) =>
    (among ?? []).filter(
      (each) => !heirs.has(each) && each.name !== declaration.name && isFree(each, traitsOf(each)),
    );

  for (const match of open) {
    const own = ownOf(match);
    if (own && traitsOf(own).same === traitsOf(match.declaration).same) pair(match, own);
  }
  for (const match of open) {
    const own = ownOf(match);
    const { same } = traitsOf(match.declaration);
    // Its name may always have been its own, unless another one is what had it.
    const isTaken = own && (takersOf.get(traitsOf(own).same) ?? []).some((each) => each !== match);
    if (!own || isTaken) pair(match, othersOf(match, bySame.get(same))[0]);
  }
  for (const match of open) pair(match, ownOf(match));
  let comparisons = 0;
  const alike = open
    .filter((match) => !paired.has(match))
    .flatMap((match) => {
      const among = byFixed.get(traitsOf(match.declaration).fixed) ?? [];
      comparisons += among.length;
      if (comparisons > maxComparisons) return [];
      return othersOf(match, among).map((each) => ({
        match,
        each,
        score: likeness(traitsOf(match.declaration), traitsOf(each)),
      }));
    });
  for (const { match, each } of alike.sort((a, b) => b.score - a.score)) pair(match, each);
}

interface Traits {
  /** The kind and what cannot change under one ID. */
  readonly fixed: string;
  /** All but the name. */
  readonly same: string;
  readonly attributes: JsonObject;
  readonly ownerId: string | null;
}

function readTraits(declaration: Declaration, { platform }: RemoteIndex): Traits {
  const { kind } = declaration;
  const { name: _name, ...attributes } = describeDeclared(declaration, platform);
  const type = kind === 'segment' ? typeIn(platform, attributes) : null;
  const fixed = attributeRules(platform, kind, type)
    .filter(({ immutable }) => immutable)
    .map(({ path }) => valueAt(attributes, path) ?? null);
  const owner = valueAt(attributes, platform.ownerAttribute);
  return {
    fixed: canonicalJson([kind, type, ...fixed]),
    same: canonicalJson([kind, attributes]),
    attributes,
    ownerId: typeof owner === 'string' ? owner : null,
  };
}

function likeness(one: Traits, other: Traits): number {
  return Object.entries(one.attributes).filter(
    ([key, value]) => canonicalJson(value) === canonicalJson(other.attributes[key] ?? null),
  ).length;
}
