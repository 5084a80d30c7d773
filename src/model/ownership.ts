/** What a project may touch beyond what it declares, and what it never deletes or replaces. */
import type { Kind } from './entity.ts';
import { compileGlobs } from './name.ts';

/** Globs of names and exact owners, kind by kind; a kind that is left out is not owned beyond what is declared. */
export interface Ownership {
  readonly segments?: OwnershipRule;
  readonly audiences?: OwnershipRule;
}

export interface OwnershipRule {
  readonly names?: readonly string[];
  readonly retailerIds?: readonly string[];
}

/** What an ownership is asked about. */
export interface OwnedEntity {
  readonly kind: Kind;
  readonly name: string;
  /** The retailer or advertiser it belongs to; null where none is known. */
  readonly ownerId: string | null;
}

/** The rule of a kind, if there is one. */
export function ruleFor(owns: Ownership | null, kind: Kind): OwnershipRule | undefined {
  return kind === 'segment' ? owns?.segments : owns?.audiences;
}

/** Whether `owns` covers an entity: its name by a glob, its retailer exactly; what is not restricted is covered. */
export function createOwnership(owns: Ownership | null): (entity: OwnedEntity) => boolean {
  const covers = {
    segment: compileRule(ruleFor(owns, 'segment')),
    audience: compileRule(ruleFor(owns, 'audience')),
  };
  return (entity) => covers[entity.kind](entity);
}

function compileRule(rule: OwnershipRule | undefined) {
  const isNamed = rule?.names && compileGlobs(rule.names);
  const owners = rule?.retailerIds && new Set(rule.retailerIds);
  return ({ name, ownerId }: OwnedEntity): boolean =>
    rule !== undefined &&
    (isNamed === undefined || isNamed(name)) &&
    (owners === undefined || (ownerId !== null && owners.has(ownerId)));
}

/** Whether an address is one that the project file protects. */
export function createProtection(
  protect: readonly string[],
): (entity: Pick<OwnedEntity, 'kind' | 'name'>) => boolean {
  const isNamed = compileGlobs(protect);
  return ({ kind, name }) => isNamed(`${kind}/${name}`);
}
