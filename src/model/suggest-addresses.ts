import { caseNote, compileGlob, foldName, nearest } from './name.ts';
import { editDistance } from './text/edit-distance.ts';
import { listAnyOf } from './text/list-some.ts';

/**
 * What an address or a glob of addresses that matches nothing may have meant, as a hint.
 * @param usual what to give where nothing is near.
 */
export function suggestAddresses(
  glob: string,
  addresses: readonly string[],
  usual?: string,
): string {
  const known = addresses.map(split);
  const given = split(glob);
  const near = [
    /[*?]/u.test(given.name) ? globsNear(given, known) : [],
    addressesNear(given, known),
    addressesNear({ kind: null, name: glob }, known),
  ].find((each) => each.length > 0);
  if (near === undefined) return listKnown(given, addresses, usual ?? usualAddresses(known));
  const quoted = [...new Set(near.map(quote))].slice(0, 3);
  const last = quoted.pop();
  const list = quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
  return `Did you mean ${list}?${differenceOf(glob, given, near)}`;
}

/** Where nothing is near: what there is for an address, and the form of one for any other text. */
function listKnown({ kind }: Address, addresses: readonly string[], usual: string): string {
  const all = [...new Set(addresses)];
  const ofKind = all.filter((each) => split(each).kind === kind);
  if (kind === null || addresses.length === 0) return `Give an address, such as ${usual}.`;
  return ofKind.length === 0
    ? `There is no ${kind} here. Give ${listAnyOf(all)}.`
    : `No ${kind} has a name like this. Give ${listAnyOf(ofKind)}.`;
}

/** What is easily overlooked: another kind, or the same letters in another case. */
function differenceOf(glob: string, given: Address, near: readonly Address[]): string {
  const spellings = near.flatMap(({ kind, name }) => [
    ...[`${kind}/${name}`, `${kind}s/${name}`, name],
    // The beginning that a glob has.
    ...(/[*?]$/u.test(glob) ? [`${kind}/${name}`.slice(0, glob.length - 1) + glob.slice(-1)] : []),
  ]);
  const isOther = given.kind !== null && near.every(({ kind }) => kind !== given.kind);
  if (!isOther) return caseNote(glob, spellings);
  return near[0]?.kind === 'segment'
    ? ' It is a segment, not an audience.'
    : ' It is an audience, not a segment.';
}

/** The same glob of the other kind or in another case, where it matches something. */
function globsNear({ kind, name }: Address, known: readonly Address[]): readonly Address[] {
  const matches = compileGlob(name);
  const lower = compileGlob(name.toLowerCase());
  const kinds = [...new Set(known.map((each) => each.kind))];
  const own = kinds.filter((each) => kind === null || each === kind);
  for (const among of [own, kinds]) {
    const found = among.filter((each) =>
      known.some((address) => address.kind === each && matches(address.name)),
    );
    if (found.length > 0) return found.map((each) => ({ kind: each, name }));
    const folded = known.filter(
      (address) => among.includes(address.kind) && lower(address.name.toLowerCase()),
    );
    if (folded.length > 0) return folded;
  }
  return [];
}

function addressesNear({ kind, name }: Address, known: readonly Address[]): readonly Address[] {
  const ofKind = known.filter((each) => kind === null || each.kind === kind);
  return [namesNear(name, ofKind), namesNear(name, known)].find((each) => each.length > 0) ?? [];
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
  const all = nearest(name, new Set(known.map((each) => each.name)));
  // One letter is a slip, and then others are not meant.
  const slips = all.filter((each) => editDistance(foldName(name), foldName(each), 2) <= 1);
  const near = new Set(slips.length > 0 ? slips : all);
  if (near.size > 0) return known.filter((each) => near.has(each.name));
  const part = foldName(name.replace(/^\*+|\*+$/gu, ''));
  return part.length < 2 ? [] : known.filter((each) => foldName(each.name).includes(part));
}

/** A name may hold slashes. A kind may be left out, in the plural, in capitals, or parted by something else. */
function split(address: string): Address {
  const [, kind, name = ''] =
    /^(segment|audience)s?(?:\s*[/:\\]\s*|\s+)(.*)$/isu.exec(address) ?? [];
  return kind === undefined ? { kind: null, name: address } : { kind: kind.toLowerCase(), name };
}

function quote({ kind, name }: Address): string {
  return `"${kind}/${name}"`;
}
