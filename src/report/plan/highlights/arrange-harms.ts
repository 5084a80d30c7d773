/** Harms as lines: one for an entity, and one for all of a sort where there are many. */
import type { Kind } from '../../../model/entity.ts';
import { formatCount } from '../../../model/text/count-of.ts';
import { readAddress } from '../../change/change-attributes.ts';
import { listNames, type Phrase } from '../../text/phrase.ts';
import { countedHarms, type Harm, type HarmSort, harmRank } from './harm.ts';

export interface Highlight {
  /** What it says, the worst first. */
  readonly sorts: readonly HarmSort[];
  readonly phrase: Phrase;
  /** What it is about. */
  readonly addresses: readonly string[];
}

/** More entities of one sort than this are counted. */
const maxLines = 5;
const namesOfMany = 3;

/** @param together what is said at the end of a line that counts entities, about all of them */
export function arrangeHarms(
  harms: readonly Harm[],
  together: (sort: HarmSort, addresses: readonly string[]) => Phrase,
): readonly Highlight[] {
  const left = new Set([...harms].sort((a, b) => harmRank(a.sort) - harmRank(b.sort)));
  const sorts = new Set([...left].map(({ sort }) => sort));
  return [...sorts].flatMap((sort) => [
    ...tellSort(sort, 'audience', left, together),
    ...tellSort(sort, 'segment', left, together),
  ]);
}

function tellSort(
  sort: HarmSort,
  kind: Kind,
  left: Set<Harm>,
  together: (sort: HarmSort, addresses: readonly string[]) => Phrase,
): readonly Highlight[] {
  const harms = [...left].filter(
    (harm) => harm.sort === sort && readAddress(harm.address).kind === kind,
  );
  const addresses = [...new Set(harms.map(({ address }) => address))];
  if (addresses.length <= maxLines) return addresses.map((each) => tellAll(each, left));
  // What else is to say of entities that are counted is said with its own sort.
  for (const harm of harms) left.delete(harm);
  const names = addresses.map((address) => readAddress(address).name);
  const many = `${formatCount(addresses.length)} ${kind}s`;
  const named = [...listNames(names, namesOfMany), '.', ...together(sort, addresses)];
  return [{ sorts: [sort], phrase: [many, ...countedHarms[sort], ': ', ...named], addresses }];
}

/** Everything that is left to say of one entity, worst first. */
function tellAll(address: string, left: Set<Harm>): Highlight {
  const name = { name: readAddress(address).name };
  const all = [...left].filter((harm) => harm.address === address);
  const phrase = all.flatMap(({ say }, index) => (index === 0 ? say(name) : [' ', ...say('It')]));
  for (const harm of all) left.delete(harm);
  return { sorts: all.map((harm) => harm.sort), phrase, addresses: [address] };
}
