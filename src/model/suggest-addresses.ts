import { nearest } from './name.ts';

/** What a glob of addresses that matches nothing may have meant, as a hint. */
export function suggestAddresses(glob: string, addresses: readonly string[]): string {
  const { kind, name } = split(glob);
  const known = addresses.map(split);
  const ofKind = known.filter((each) => kind === null || each.kind === kind);
  // Names alone are compared: the kind is in all of them, and makes short ones look alike.
  const names = new Set(nearest(name, new Set(ofKind.map((each) => each.name))));
  const near = [...new Set(ofKind.filter((each) => names.has(each.name)).map(quote))].slice(0, 3);
  const last = near.pop();
  if (last === undefined) return 'Give an address, such as "segment/NAME" or "audience/FR | *".';
  return `Did you mean ${near.length === 0 ? last : `${near.join(', ')} or ${last}`}?`;
}

interface Address {
  readonly kind: string | null;
  readonly name: string;
}

/** A name may hold slashes, and a glob may leave out the kind. */
function split(address: string): Address {
  const [, kind = null, name = address] = /^(segment|audience)\/(.*)$/su.exec(address) ?? [];
  return { kind, name };
}

function quote({ kind, name }: Address): string {
  return `"${kind}/${name}"`;
}
