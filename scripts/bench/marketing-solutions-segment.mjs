const countries = ['FR', 'DE', 'IT', 'ES', 'GB'];
const levels = ['Low', 'Medium', 'High', 'VeryHigh'];
const cities = ['Paris, Rivoli', 'Lyon, Part-Dieu', 'Lille, gare', 'Nantes, quai', 'Nice, port'];

/** How often each type occurs, in parts of twenty. */
const kinds = [
  [5, contactList],
  [5, inMarket],
  [3, location],
  [3, prospecting],
  [2, retargeting],
  [2, lookalike],
].flatMap(([times, kind]) => Array(times).fill(kind));

/**
 * One segment of an advertiser.
 * @param lists contact lists made so far, `{ id, name }`: what a lookalike can start from
 * @returns its words for a name, its block in a manifest and in a search, and its type there
 */
export function marketingSolutionsSegment(random, lists) {
  const kind = random.pick(kinds);
  return kind === lookalike && lists.length === 0 ? contactList() : kind(random, lists);
}

function contactList() {
  const remote = { isReadOnly: false };
  return { title: 'CRM | Customers', type: 'ContactList', key: 'contactList', block: {}, remote };
}

function inMarket(random) {
  const block = {
    country: random.pick(countries),
    interestIds: Array.from(
      { length: random.between(1, 4) },
      (_, n) => `${random.between(1, 900)}${n}`,
    ),
    ...(random.chance(0.4) ? { buyingPower: random.pickSome(levels, 2) } : {}),
    ...(random.chance(0.2) ? { gender: random.pick(['Male', 'Female']) } : {}),
    ...(random.chance(0.3) ? { priceRange: random.pickSome(['Low', 'Medium', 'High'], 2) } : {}),
  };
  return same(`In market | ${block.country}`, 'InMarket', 'inMarket', block);
}

function location(random) {
  const coordinate = (base) => (base * 100_000 + random.between(0, 900_000)) / 100_000;
  const pointsOfInterest = random
    .pickSome(cities, random.between(1, 4))
    .map((name) => ({ name, latitude: coordinate(43), longitude: coordinate(1) }));
  const block = { pointsOfInterest, radiusInKm: random.between(2, 30) };
  return same('Around our shops', 'Location', 'location', block);
}

function prospecting(random) {
  const from = random.between(1, 90);
  const block = {
    usersType: random.pick(['Prospects', 'ProspectsOrNonBuyers']),
    ...(random.chance(0.6)
      ? { daysSinceLastVisitMin: from, daysSinceLastVisitMax: from + random.between(10, 90) }
      : {}),
  };
  return same('New people', 'Prospecting', 'prospecting', block);
}

function retargeting(random) {
  const from = random.between(0, 60);
  const block = {
    visitorsType: random.pick(['All', 'Buyers', 'NonBuyers']),
    daysSinceLastVisitMin: from,
    daysSinceLastVisitMax: from + random.between(7, 90),
  };
  return same(`Visitors after ${from} days`, 'Retargeting', 'retargeting', block);
}

function lookalike(random, lists) {
  const seed = random.pick(lists);
  const targetSize = random.between(1, 10) * 500_000;
  return {
    ...{ title: 'Like our customers', type: 'Lookalike', key: 'lookalike' },
    block: { seedSegment: seed.name, targetSize },
    remote: { seedSegmentId: seed.id, targetSize },
  };
}

function same(title, type, key, block) {
  return { title, type, key, block, remote: block };
}
