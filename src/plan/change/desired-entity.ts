/** A declaration in the form the planner compares, with every reference followed to its segment. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Declaration } from '../../model/declaration.ts';
import { type PlacedReference, referencesIn } from '../../model/references.ts';
import { valueAt } from '../../model/text/json.ts';
import type { Platform } from '../../platforms/platform.ts';
import { type ComparableEntity, readComparable } from '../match/comparable-entity.ts';
import type { RemoteIndex } from '../match/index-snapshot.ts';
import type { Match } from '../match/match-declarations.ts';
import type { References, SegmentTarget } from '../match/resolve-references.ts';

export interface DesiredEntity extends ComparableEntity {
  readonly declaration: Declaration;
  /** The name it will have: the declared one, unless that is left alone. */
  readonly name: string;
  readonly ownerId: string | null;
  /** Every reference with the segment it means, in tree order. */
  readonly references: readonly FollowedReference[];
  /** Those of the manifest, also where it is the remote tree or seed that stays. */
  readonly declared: readonly FollowedReference[];
  /** The segments behind them, each once. */
  readonly targets: readonly SegmentTarget[];
}

export interface FollowedReference extends Pick<PlacedReference, 'reference' | 'path'> {
  readonly target: SegmentTarget;
}

/**
 * @param leftOwner whose the entity stays where its owner is left alone; else null.
 * @returns the entity, or why its references cannot be followed.
 */
function readDesired(
  declaration: Declaration,
  platform: Platform,
  references: References,
  leftOwner: string | null,
): { readonly entity: DesiredEntity | null; readonly diagnostics: readonly Diagnostic[] } {
  const { attributes, kind } = declaration;
  const owner = valueAt(attributes, platform.ownerAttribute);
  const ownerId = typeof owner === 'string' ? owner : null;

  const followed: FollowedReference[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { reference, path, textPath, use } of referencesIn(attributes)) {
    const target = references.resolve(reference, leftOwner ?? ownerId, textPath);
    if ('problem' in target) {
      const place = { source: declaration.locate(path), address: declaration.address };
      const problem = use === 'seed' ? ofSeed(target.problem) : target.problem;
      diagnostics.push({ severity: 'error', ...problem, ...place });
    } else followed.push({ reference, path, target });
  }
  if (diagnostics.length > 0) return { entity: null, diagnostics };

  let next = 0;
  const entity: DesiredEntity = {
    ...readComparable(kind, attributes, platform, () => followed[next++]?.target.key ?? ''),
    declaration,
    name: declaration.name,
    ownerId,
    references: followed,
    declared: followed,
    targets: eachOnce(followed),
  };
  return { entity, diagnostics };
}

function eachOnce(followed: readonly FollowedReference[]): readonly SegmentTarget[] {
  // Most segments refer to none.
  if (followed.length === 0) return [];
  return [...new Map(followed.map(({ target }) => [target.key, target])).values()];
}

/** The declared entities that stay, each with its match; those whose references lead nowhere are left out. */
export function readAllDesired(
  matches: readonly Match[],
  index: RemoteIndex,
  references: References,
): {
  readonly desired: ReadonlyMap<Match, DesiredEntity>;
  readonly diagnostics: readonly Diagnostic[];
} {
  const desired = new Map<Match, DesiredEntity>();
  const diagnostics: Diagnostic[] = [];
  for (const match of matches) {
    const { declaration, remote } = match;
    if (declaration.state !== 'present') continue;
    const isOwnerLeft = declaration.ignoreChanges?.includes(index.platform.ownerAttribute);
    const leftOwner = isOwnerLeft ? (remote?.ownerId ?? null) : null;
    const read = readDesired(declaration, index.platform, references, leftOwner);
    diagnostics.push(...read.diagnostics);
    if (read.entity) desired.set(match, read.entity);
  }
  return { desired, diagnostics };
}

/** The API has another code for a seed that does not exist. */
function ofSeed<Problem extends { readonly code: string }>(problem: Problem): Problem {
  return problem.code === 'audience-must-contain-only-existing-segments'
    ? { ...problem, code: 'segment-not-found' }
    : problem;
}
