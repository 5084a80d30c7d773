import { type Address, addressOf, kindOf } from '../../model/entity.ts';
import { groupBy } from '../../model/group-by.ts';
import type { PulledPeople, Taking } from '../../pull/pull-result.ts';

/**
 * What there is to say about the people of each taking, and of entities that are not edited themselves. Twins share
 * an address: what is said of one stands alone, since it is not known which of them it is.
 */
export function pairPeople(
  takings: readonly Taking[],
  people: readonly PulledPeople[],
): {
  readonly ofTakings: ReadonlyMap<Taking, PulledPeople>;
  readonly others: readonly PulledPeople[];
} {
  const byAddress = groupBy(people, ({ address }) => address);
  const ofTakings = new Map<Taking, PulledPeople>();
  for (const [, [taking, twin]] of groupBy(takings, addressAfter)) {
    if (taking === undefined || twin !== undefined) continue;
    const [own, other] = byAddress.get(addressAfter(taking)) ?? byAddress.get(taking.address) ?? [];
    if (own !== undefined && other === undefined) ofTakings.set(taking, own);
  }
  const paired = new Set(ofTakings.values());
  return { ofTakings, others: people.filter((each) => !paired.has(each)) };
}

function addressAfter({ address, attributes }: Taking): Address {
  const name = attributes.find(({ path }) => path === 'name')?.to;
  return typeof name === 'string' ? addressOf(kindOf(address), name) : address;
}
