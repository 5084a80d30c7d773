/** The two kinds of entity, and how the product names one. */
import type { PlanProject } from '../schema/generated/plan.ts';

export const kinds = ['segment', 'audience'] as const;
export type Kind = (typeof kinds)[number];

/** `segment/<name>` or `audience/<name>`; the name may itself hold slashes. */
export type Address = `${Kind}/${string}`;

export type Verb = 'create' | 'update' | 'delete';

/** The platforms that the schemas know. */
export type PlatformName = PlanProject['platform'];

/** What projects are bound to: the keys of a plan's project that give an ID. */
export type ScopeAttribute = Extract<keyof PlanProject, `${string}Id`>;

export function addressOf(kind: Kind, name: string): Address {
  return `${kind}/${name}`;
}

export function isAddress(text: string): text is Address {
  return kinds.some((kind) => text.startsWith(`${kind}/`) && text.length > kind.length + 1);
}

/** The name behind an address. */
export function nameOf(address: Address): string {
  return address.slice(address.indexOf('/') + 1);
}

export function kindOf(address: Address): Kind {
  return address.startsWith('segment/') ? 'segment' : 'audience';
}
