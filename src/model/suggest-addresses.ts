import { foldName, nearest } from './name.ts';

/** What an address or a glob of addresses that matches nothing may have meant, as a hint. */
export function suggestAddresses(glob: string, addresses: readonly string[]): string {
  const { kind, name } = split(glob);
  const known = addresses.map(split);
  const ofKind = known.filter((each) => kind === null || each.kind === kind);
  const near = [namesNear(name, ofKind), namesNear(name, known)].find((each) => each.length > 0);
  const quoted = [...new Set((near ?? []).map(quote))].slice(0, 3);
  const last = quoted.pop();
  if (last === undefined) return `Give an address, such as ${usualAddresses(known)}.`;
  return `Did you mean ${quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`}?`;
}

/** Not of a kind that there is none of: a platform may have no audiences. */
function usualAddresses(known: readonly Address[]): string {
  const hasAudiences = known.some(({ kind }) => kind === 'audience');
  return hasAudiences ? '"segment/NAME" or "audience/FR | *"' : '"segment/NAME"';
}

interface Address {
  readonly kind: string | null;
  readonly name: string;
}

/**
 * Those with the nearest names, else those whose names have all of the text. Names alone are compared: the kind is in
 * all addresses, and makes short ones look alike.
 */
function namesNear(name: string, known: readonly Address[]): readonly Address[] {
  const near = new Set(nearest(name, new Set(known.map((each) => each.name))));
  if (near.size > 0) return known.filter((each) => near.has(each.name));
  const part = foldName(name.replace(/^\*+|\*+$/gu, ''));
  return part.length < 2 ? [] : known.filter((each) => foldName(each.name).includes(part));
}

/** A name may hold slashes, and a glob may leave out the kind, or have it in the plural. */
function split(address: string): Address {
  const [, kind = null, name = address] = /^(segment|audience)s?\/(.*)$/su.exec(address) ?? [];
  return { kind, name };
}

function quote({ kind, name }: Address): string {
  return `"${kind}/${name}"`;
}
