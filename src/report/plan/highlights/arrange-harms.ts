/** Harms as lines: one for an entity, and one for all of a sort where there are many. */
import type { Kind } from '../../../model/entity.ts';
import { formatCount } from '../../../model/text/count-of.ts';
import { readAddress } from '../../change/change-attributes.ts';
import { listNames, type Phrase } from '../../text/phrase.ts';
import { countedHarms, type Harm, type HarmSort, harmRank } from './harm.ts';

export interface Highlight {
  /** The worst of what it says. */
  readonly sort: HarmSort;
  readonly phrase: Phrase;
  /** What it is about. */
  readonly addresses: readonly string[];
}

/** More entities of one sort than this are counted. */
const maxLines = 5;
const namesOfMany = 3;

/** @param closing what is said once at the end of the last line of a sort, about so many audiences */
export function arrangeHarms(
  harms: readonly Harm[],
  closing: (sort: HarmSort, audiences: number) => string | null,
): readonly Highlight[] {
  const left = new Set([...harms].sort((a, b) => harmRank(a.sort) - harmRank(b.sort)));
  const sorts = new Set([...left].map(({ sort }) => sort));
  return [...sorts].flatMap((sort) => {
    const audiences = tellSort(sort, 'audience', left);
    const last = audiences.at(-1);
    const rest = last && closing(sort, audiences.flatMap(({ addresses }) => addresses).length);
    return [
      ...(last && rest
        ? [...audiences.slice(0, -1), { ...last, phrase: [...last.phrase, ` ${rest}`] }]
        : audiences),
      ...tellSort(sort, 'segment', left),
    ];
  });
}

function tellSort(sort: HarmSort, kind: Kind, left: Set<Harm>): readonly Highlight[] {
  const harms = [...left].filter(
    (harm) => harm.sort === sort && readAddress(harm.address).kind === kind,
  );
  const addresses = [...new Set(harms.map(({ address }) => address))];
  if (addresses.length <= maxLines) return addresses.map((each) => tellAll(sort, each, left));
  // What else is to say of entities that are counted is said with its own sort.
  for (const harm of harms) left.delete(harm);
  const names = addresses.map((address) => readAddress(address).name);
  const many = `${formatCount(addresses.length)} ${kind}s`;
  const phrase = [many, ...countedHarms[sort], ': ', ...listNames(names, namesOfMany), '.'];
  return [{ sort, phrase, addresses }];
}

/** Everything that is left to say of one entity, worst first. */
function tellAll(sort: HarmSort, address: string, left: Set<Harm>): Highlight {
  const name = { name: readAddress(address).name };
  const all = [...left].filter((harm) => harm.address === address);
  const phrase = all.flatMap(({ say }, index) => (index === 0 ? say(name) : [' ', ...say('It')]));
  for (const harm of all) left.delete(harm);
  return { sort, phrase, addresses: [address] };
}
